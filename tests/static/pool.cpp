// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::Inf, check::nan;

constexpr variable<"v", 1, 1, 6> v;
constexpr variable<"x", 1, 2, 4, 5> x;
constexpr variable<"q", 2, 2> q;
constexpr variable<"t", 2, 3, 4, 4> t;
constexpr tensor<double, 1, 1, 6> a{{{3, 1, 4, 1, 5, 2}}};
constexpr auto b = check::mixed<tensor<double, 1, 2, 4, 5>>();

constexpr auto along = check::mixed<tensor<double, 1, 2, 4, 5>>(5);

// Values by hand.
static_assert(evaluate(max_pool1d<2>(v), v = a) == tensor<double, 1, 1, 3>{{{3, 4, 5}}});
static_assert(evaluate(max_pool1d<3>(v, stride<1>), v = a) == tensor<double, 1, 1, 4>{{{4, 4, 5, 5}}});
static_assert(evaluate(max_pool1d<3>(v, stride<2>, padding<1>), v = a) ==
              tensor<double, 1, 1, 3>{{{3, 4, 5}}});
static_assert(evaluate(max_pool1d<2>(v, stride<1>, dilation<3>), v = a) ==
              tensor<double, 1, 1, 3>{{{3, 5, 4}}});
static_assert(evaluate(avg_pool1d<2>(v), v = a) == tensor<double, 1, 1, 3>{{{2, 2.5, 3.5}}});
static_assert(evaluate(avg_pool1d<4>(v, stride<3>, padding<1>), v = a) == tensor<double, 1, 1, 2>{{{2, 3}}});
static_assert(evaluate(avg_pool1d<4>(v, stride<2>, padding<2>, exclude_padding), v = a) ==
              tensor<double, 1, 1, 4>{{{2, 2.25, 3, 3.5}}});
static_assert(evaluate(avg_pool2d<2>(q), q = tensor<float, 2, 2>{{1, 2}, {3, 4}}) ==
              tensor<float, 1, 1>{{2.5f}});

// Against the definition, for each kind of window.
template <int KH, int KW, int SH, int SW, int PH, int PW>
constexpr bool as_defined() {
  constexpr auto largest_of = max_pool2d<KH, KW>(x, stride<SH, SW>, padding<PH, PW>);
  constexpr auto mean_of = avg_pool2d<KH, KW>(x, stride<SH, SW>, padding<PH, PW>);
  constexpr auto inner_of = avg_pool2d<KH, KW>(x, stride<SH, SW>, padding<PH, PW>, exclude_padding);
  auto const [most, mean_, inner] = evaluate(formulas(largest_of, mean_of, inner_of), x = b);
  for (int c = 0; c < 2; ++c)
    for (int i = 0; i < largest_of.shape[2]; ++i)
      for (int j = 0; j < largest_of.shape[3]; ++j) {
        double best = -Inf<double>, total = 0;
        int count = 0;
        for (int k = 0; k < KH; ++k)
          for (int l = 0; l < KW; ++l) {
            int const row = i * SH + k - PH, column = j * SW + l - PW;
            if (row < 0 || row > 3 || column < 0 || column > 4) continue;
            double const entry = b(0, c, row, column);
            if (entry > best) best = entry;
            total += entry;
            ++count;
          }
        if (most(0, c, i, j) != best || !check::close_number(mean_(0, c, i, j), total / (KH * KW), 1e-14) ||
            !check::close_number(inner(0, c, i, j), total / count, 1e-14))
          return false;
      }
  return check::direction_agrees(sum(square(largest_of)), x, b, along) &&
         check::direction_agrees(sum(square(inner_of) * mean_of), x, b, along);
}
static_assert(as_defined<2, 2, 2, 2, 0, 0>());
static_assert(as_defined<2, 3, 1, 2, 1, 1>());
static_assert(as_defined<3, 3, 2, 2, 1, 1>());
static_assert(as_defined<4, 5, 4, 5, 0, 0>());
static_assert(as_defined<1, 1, 1, 1, 0, 0>());
static_assert(as_defined<1, 2, 2, 3, 0, 1>());

// Ties: all to the first in row-major order. NaN wins; padding never does, not even over -inf.
static_assert(evaluate(gradient(sum(max_pool2d<2>(q, stride<1>)), q),
                       q = tensor<double, 2, 2>{{1, 1}, {1, 1}}) == tensor<double, 2, 2>{{1, 0}, {0, 0}});
static_assert(evaluate(gradient(sum(max_pool2d<2>(q)), q), q = tensor<double, 2, 2>{{0, 2}, {2, 2}}) ==
              tensor<double, 2, 2>{{0, 1}, {0, 0}});
static_assert(evaluate(gradient(sum(max_pool2d<2>(q)), q), q = tensor<double, 2, 2>{{0, 1}, {2, 2}}) ==
              tensor<double, 2, 2>{{0, 0}, {1, 0}});
static_assert(check::same(evaluate(max_pool2d<2>(q),
                                   q = tensor<double, 2, 2>{{Inf<double>, 1}, {nan<double>, 2}}),
                          tensor<double, 1, 1>{{nan<double>}}));
static_assert(evaluate(gradient(sum(max_pool2d<2>(q)), q),
                       q = tensor<double, 2, 2>{{Inf<double>, 1}, {nan<double>, 2}}) ==
              tensor<double, 2, 2>{{0, 0}, {1, 0}});
constexpr auto lowest = check::filled<tensor<double, 2, 2>>([](int) { return -Inf<double>; });
static_assert(evaluate(max_pool2d<2>(q, padding<1>), q = lowest) == lowest);
static_assert(evaluate(gradient(sum(max_pool2d<2>(q, padding<1>)), q), q = lowest) ==
              tensor<double, 2, 2>{{1, 1}, {1, 1}});

// Second derivatives.
constexpr auto cubes = sum(square(max_pool2d<2>(x, stride<1>)) * avg_pool2d<2>(x, stride<1>));
static_assert(check::direction_agrees(sum(square(gradient(cubes, x))), x, b, along));

// Adaptive: windows that divide the axis or overlap.
static_assert(evaluate(adaptive_avg_pool1d<3>(v), v = a) == tensor<double, 1, 1, 3>{{{2, 2.5, 3.5}}});
static_assert(evaluate(adaptive_avg_pool1d<4>(v), v = a) == tensor<double, 1, 1, 4>{{{2, 2.5, 3, 3.5}}});
static_assert(evaluate(adaptive_max_pool1d<4>(v), v = a) == tensor<double, 1, 1, 4>{{{3, 4, 5, 5}}});
static_assert(adaptive_avg_pool2d<4, 5>(x) == x && adaptive_max_pool2d<4, 5>(x) == x);
static_assert(adaptive_avg_pool2d<2, 3>(x).shape == shape{1, 2, 2, 3} &&
              adaptive_max_pool2d<3>(t).shape == shape{2, 3, 3, 3});
static_assert(check::close(evaluate(adaptive_avg_pool2d<1>(x), x = b),
                           evaluate(sum(x, axis<2, 3>, keepdims) / 20_c, x = b)));
static_assert(check::direction_agrees(sum(square(adaptive_avg_pool2d<3, 2>(x))), x, b, along));
static_assert(check::direction_agrees(sum(square(adaptive_max_pool2d<3, 2>(x))), x, b, along));

// As kernels.
constexpr variable<"large", 2, 12, 11> large;
constexpr auto c = check::mixed<tensor<double, 2, 12, 11>>();
constexpr auto d = check::mixed<tensor<double, 2, 12, 11>>(3);
static_assert(check::direction_agrees(sum(square(max_pool2d<3>(large, stride<2>, padding<1>))), large, c, d));
static_assert(check::direction_agrees(
    sum(square(avg_pool2d<3>(large, stride<1>, padding<1>, exclude_padding))), large, c, d));
static_assert(check::direction_agrees(sum(square(max_pool3d<2>(large))) + sum(square(avg_pool3d<2>(large))),
                                      large, c, d));

// Behind a relu: none where no entry is positive, however many zeros tie there.
constexpr variable<"r", 1, 8> r;
constexpr tensor<double, 1, 4> weights{{1, 2, 3, 4}};
constexpr auto rectified = sum(square(max_pool1d<2>(relu(r)) + 1_c) * literal<weights>);
constexpr tensor<double, 1, 8> with_zeros{{0, -1, -1, 0, 2, 2, -3, -0.0}};
static_assert(evaluate(rectified, r = with_zeros) == 34);
static_assert(evaluate(gradient(rectified, r), r = with_zeros) ==
              tensor<double, 1, 8>{{0, 0, 0, 0, 18, 0, 0, 0}});
