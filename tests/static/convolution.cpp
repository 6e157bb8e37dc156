// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"v", 1, 1, 5> v;
constexpr variable<"k", 1, 1, 3> k;
constexpr variable<"x", 2, 4, 5, 4> x;
constexpr variable<"w", 4, 2, 3, 2> w;
constexpr variable<"b", 4> b;
constexpr auto vx = check::mixed<tensor<double, 2, 4, 5, 4>>(1);
constexpr auto vw = check::mixed<tensor<double, 4, 2, 3, 2>>(2);
constexpr tensor<double, 4> vb{1, -2, 3, 0.5};

// By hand.
static_assert(evaluate(conv1d(v, k), v = tensor<double, 1, 1, 5>{{{1, 2, 3, 4, 5}}},
                       k = tensor<double, 1, 1, 3>{{{1, 0, -1}}}) == tensor<double, 1, 1, 3>{{{-2, -2, -2}}});
static_assert(evaluate(conv1d(v, k, padding<1>, stride<2>), v = tensor<float, 1, 1, 5>{{{1, 2, 3, 4, 5}}},
                       k = tensor<float, 1, 1, 3>{{{1, 10, 100}}}) ==
              tensor<float, 1, 1, 3>{{{210, 432, 54}}});

// Against the definition: strides, padding, dilation, groups, bias.
template <int SH, int SW, int PH, int PW, int DH, int DW>
constexpr bool as_defined() {
  constexpr auto f = conv2d(x, w, b, stride<SH, SW>, padding<PH, PW>, dilation<DH, DW>, groups<2>);
  auto const y = evaluate(f, x = vx, w = vw, b = vb);
  static_assert(f.shape == shape{2, 4, (5 + 2 * PH - 2 * DH - 1) / SH + 1, (4 + 2 * PW - DW - 1) / SW + 1});
  for (int n = 0; n < 2; ++n)
    for (int o = 0; o < 4; ++o)
      for (int i = 0; i < f.shape[2]; ++i)
        for (int j = 0; j < f.shape[3]; ++j) {
          double sum_of_products = vb(o);
          for (int c = 0; c < 2; ++c)
            for (int r = 0; r < 3; ++r)
              for (int s = 0; s < 2; ++s) {
                int const row = i * SH + r * DH - PH, column = j * SW + s * DW - PW;
                if (row >= 0 && row < 5 && column >= 0 && column < 4)
                  sum_of_products += vw(o, c, r, s) * vx(n, o / 2 * 2 + c, row, column);
              }
          if (!check::close_number(y(n, o, i, j), sum_of_products, 1e-13)) return false;
        }
  return true;
}
static_assert(as_defined<1, 1, 0, 0, 1, 1>() && as_defined<2, 1, 1, 2, 1, 1>() &&
              as_defined<1, 3, 2, 1, 2, 3>());

// One channel a group; a kernel of one; without a batch; three axes.
constexpr variable<"u", 3, 4> u;
constexpr variable<"d", 3, 1, 2> d;
constexpr auto vu = check::mixed<tensor<double, 3, 4>>(3);
constexpr auto vd = check::mixed<tensor<double, 3, 1, 2>>(4);
constexpr bool depthwise() {
  auto const y = evaluate(conv1d(u, d, groups<3>), u = vu, d = vd);
  for (int c = 0; c < 3; ++c)
    for (int i = 0; i < 3; ++i)
      if (y(c, i) != vu(c, i) * vd(c, 0, 0) + vu(c, i + 1) * vd(c, 0, 1)) return false;
  return std::is_same_v<decltype(y), tensor<double, 3, 3> const>;
}
static_assert(depthwise());
constexpr variable<"m", 2, 3, 1> m;
static_assert(conv1d(u, m) == matmul(reshape<2, 3>(m), u));
constexpr variable<"cube", 2, 2, 3, 3, 3> cube;
constexpr variable<"edge", 2, 1, 2, 2, 2> edge;
static_assert(conv3d(cube, edge, groups<2>, padding<0, 1, 0>).shape == shape{2, 2, 2, 4, 2});

// Gradients and second derivatives.
constexpr variable<"p", 1, 2, 3, 3> p;
constexpr variable<"q", 2, 2, 2, 2> q;
constexpr variable<"r", 2> r;
constexpr auto vp = check::mixed<tensor<double, 1, 2, 3, 3>>(5);
constexpr auto vq = check::mixed<tensor<double, 2, 2, 2, 2>>(6);
constexpr tensor<double, 2> vr{0.5, -1};
constexpr auto f = sum(square(conv2d(p, q, r, stride<2>, padding<1>)));
static_assert(check::differences_agree(f, p, vp, q = vq, r = vr));
static_assert(check::differences_agree(f, q, vq, p = vp, r = vr));
static_assert(check::differences_agree(f, r, vr, p = vp, q = vq));
static_assert(check::differences_agree(sum(square(conv1d(u, d, groups<3>, dilation<2>, padding<1>))), u, vu,
                                       d = vd));
constexpr auto slope = sum(square(gradient(sum(square(conv1d(u, d, groups<3>, stride<2>))), u)));
static_assert(check::differences_agree(slope, d, vd, u = vu));
static_assert(check::differences_agree(slope, u, vu, d = vd));

// As kernels.
constexpr variable<"large", 1, 2, 9, 8> large;
constexpr variable<"filter", 3, 2, 3, 3> filter;
constexpr auto vl = check::mixed<tensor<double, 1, 2, 9, 8>>(7);
constexpr auto vf = check::mixed<tensor<double, 3, 2, 3, 3>>(8);
constexpr auto g = sum(square(conv2d(large, filter, stride<1, 2>, padding<1>)));
static_assert(check::direction_agrees(g, large, vl, check::mixed<tensor<double, 1, 2, 9, 8>>(9),
                                      filter = vf));
static_assert(check::direction_agrees(g, filter, vf, check::mixed<tensor<double, 3, 2, 3, 3>>(10),
                                      large = vl));
