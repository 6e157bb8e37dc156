// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"v", 1, 1, 3> v;
constexpr variable<"k", 1, 1, 2> k;
constexpr variable<"x", 2, 4, 3, 2> x;
constexpr variable<"w", 4, 1, 2, 3> w;
constexpr variable<"b", 2> b;
constexpr auto vx = check::mixed<tensor<double, 2, 4, 3, 2>>(1);
constexpr auto vw = check::mixed<tensor<double, 4, 1, 2, 3>>(2);
constexpr tensor<double, 2> vb{1, -2};

// By hand.
static_assert(evaluate(conv_transpose1d(v, k), v = tensor<double, 1, 1, 3>{{{1, 2, 3}}},
                       k = tensor<double, 1, 1, 2>{{{1, 10}}}) == tensor<double, 1, 1, 4>{{{1, 12, 23, 30}}});
static_assert(evaluate(conv_transpose1d(v, k, stride<3>, output_padding<1>),
                       v = tensor<float, 1, 1, 3>{{{1, 2, 3}}}, k = tensor<float, 1, 1, 2>{{{1, 10}}}) ==
              tensor<float, 1, 1, 9>{{{1, 10, 0, 2, 20, 0, 3, 30, 0}}});
static_assert(evaluate(conv_transpose1d(v, k, padding<1>, dilation<2>),
                       v = tensor<double, 1, 1, 3>{{{1, 2, 3}}},
                       k = tensor<double, 1, 1, 2>{{{1, 10}}}) == tensor<double, 1, 1, 3>{{{2, 13, 20}}});

// Against the definition: strides, padding, dilation, groups, bias.
template <int SH, int SW, int PH, int PW, int DH, int DW, int OH, int OW>
constexpr bool as_defined() {
  constexpr auto f = conv_transpose2d(x, w, b, stride<SH, SW>, padding<PH, PW>, dilation<DH, DW>,
                                      output_padding<OH, OW>, groups<2>);
  constexpr unsigned height = 2 * SH - 2 * PH + DH + OH + 1, width = SW - 2 * PW + 2 * DW + OW + 1;
  static_assert(f.shape == shape{2, 2, height, width});
  tensor<double, 2, 2, height, width> y;
  for (int n = 0; n < 2; ++n)
    for (int o = 0; o < 2; ++o)
      for (int i = 0; i < int(height); ++i)
        for (int j = 0; j < int(width); ++j) y(n, o, i, j) = vb(o);
  for (int n = 0; n < 2; ++n)
    for (int c = 0; c < 4; ++c)
      for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 2; ++j)
          for (int r = 0; r < 2; ++r)
            for (int s = 0; s < 3; ++s) {
              int const row = i * SH + r * DH - PH, column = j * SW + s * DW - PW;
              if (row >= 0 && row < int(height) && column >= 0 && column < int(width))
                y(n, c / 2, row, column) += vw(c, 0, r, s) * vx(n, c, i, j);
            }
  return check::close(evaluate(f, x = vx, w = vw, b = vb), y, 1e-13);
}
static_assert(as_defined<1, 1, 0, 0, 1, 1, 0, 0>() && as_defined<2, 3, 1, 1, 1, 1, 1, 2>() &&
              as_defined<1, 2, 1, 0, 3, 2, 2, 1>());

// It is the gradient of the convolution by its input.
constexpr variable<"p", 2, 2, 4, 4> p;
constexpr variable<"g", 2, 4, 3, 4> g;
constexpr auto correlated = sum(conv2d(p, w, groups<2>, stride<2, 1>, padding<1, 1>) * g);
constexpr auto vg = check::mixed<tensor<double, 2, 4, 3, 4>>(3);
static_assert(check::close(evaluate(gradient(correlated, p), w = vw, g = vg),
                           evaluate(conv_transpose2d(g, w, groups<2>, stride<2, 1>, padding<1, 1>), w = vw,
                                    g = vg),
                           1e-13));

// Gradients and second derivatives; without a batch; three axes.
constexpr auto f = sum(square(conv_transpose2d(x, w, b, stride<2>, padding<1>, groups<2>)));
static_assert(check::direction_agrees(f, x, vx, check::mixed<tensor<double, 2, 4, 3, 2>>(6), w = vw, b = vb));
static_assert(check::direction_agrees(f, w, vw, check::mixed<tensor<double, 4, 1, 2, 3>>(7), x = vx, b = vb));
static_assert(check::differences_agree(f, b, vb, x = vx, w = vw));
constexpr variable<"u", 2, 3> u;
constexpr variable<"d", 2, 2, 2> d;
constexpr auto vu = check::mixed<tensor<double, 2, 3>>(4);
constexpr auto vd = check::mixed<tensor<double, 2, 2, 2>>(5);
static_assert(conv_transpose1d(u, d).shape == shape{2, 4});
constexpr auto slope = sum(square(gradient(sum(square(conv_transpose1d(u, d, stride<2>))), u)));
static_assert(check::differences_agree(slope, d, vd, u = vu));
static_assert(check::differences_agree(slope, u, vu, d = vd));
constexpr variable<"cube", 2, 2, 3, 3, 3> cube;
constexpr variable<"edge", 2, 1, 2, 2, 2> edge;
static_assert(conv_transpose3d(cube, edge, groups<2>, stride<1, 2, 1>).shape == shape{2, 2, 4, 6, 4});
