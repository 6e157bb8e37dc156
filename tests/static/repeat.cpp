// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"s"> s;
constexpr variable<"v", 3> v;
constexpr variable<"x", 2, 2> x;
constexpr variable<"t", 2, 3, 2> t;
constexpr tensor<double, 3> a{1, 2, 3};
constexpr tensor<double, 2, 2> b{{1, 2}, {3, 4}};
constexpr auto c = check::mixed<tensor<double, 2, 3, 2>>();

// tile: whole, along the last axes; missing axes come in front.
static_assert(evaluate(tile<2>(v), v = a) == tensor<double, 6>{1, 2, 3, 1, 2, 3});
static_assert(evaluate(tile<1, 3>(x), x = b) == tensor<double, 2, 6>{{1, 2, 1, 2, 1, 2}, {3, 4, 3, 4, 3, 4}});
static_assert(evaluate(tile<2, 1>(x), x = b) == tensor<double, 4, 2>{{1, 2}, {3, 4}, {1, 2}, {3, 4}});
static_assert(evaluate(tile<2, 2>(v), v = a) == tensor<double, 2, 6>{{1, 2, 3, 1, 2, 3}, {1, 2, 3, 1, 2, 3}});
static_assert(tile<2>(x) == tile<1, 2>(x) && tile<1>(x) == x && repeat<2, 3>(x) == tile<2, 3>(x));
static_assert(evaluate(tile<3>(s), s = 2.0f) == tensor<float, 3>{2, 2, 2});
static_assert(tile<1, 2, 1, 3, 1, 2>(t).shape == shape{1, 2, 1, 6, 3, 4});
// repeat_interleave: each in its place.
static_assert(evaluate(repeat_interleave<2>(v), v = a) == tensor<double, 6>{1, 1, 2, 2, 3, 3});
static_assert(evaluate(repeat_interleave<2>(x), x = b) == tensor<double, 8>{1, 1, 2, 2, 3, 3, 4, 4});
static_assert(evaluate(repeat_interleave<2>(x, axis<0>), x = b) ==
              tensor<double, 4, 2>{{1, 2}, {1, 2}, {3, 4}, {3, 4}});
static_assert(evaluate(repeat_interleave<2>(x, axis<-1>), x = b) ==
              tensor<double, 2, 4>{{1, 1, 2, 2}, {3, 3, 4, 4}});
// roll: onwards, and around the end.
static_assert(evaluate(roll<2>(v), v = a) == tensor<double, 3>{2, 3, 1});
static_assert(evaluate(roll<-1>(x, axis<1>), x = b) == tensor<double, 2, 2>{{2, 1}, {4, 3}});
static_assert(evaluate(roll<1>(x), x = b) == tensor<double, 2, 2>{{4, 1}, {2, 3}});
static_assert(evaluate(roll<1, 1>(x, axis<0, 1>), x = b) == tensor<double, 2, 2>{{4, 3}, {2, 1}});
static_assert(roll<0>(v) == v && roll<3>(v) == v && roll<-4>(v) == roll<2>(v) && roll<7>(v) == roll<1>(v));

// Gradients; second derivatives.
static_assert(evaluate(gradient(sum(tile<2, 2>(v)), v), v = a) == tensor<double, 3>{4, 4, 4});
static_assert(check::differences_agree(sum(exp(tile<2, 1, 2>(t) * tile<2, 3, 2>(sum(t, axis<1>, keepdims)))),
                                       t,
                                       tensor<double, 2, 3, 2>{{{0.1, 0.2}, {0, -0.1}, {0.3, 0.1}},
                                                               {{0, 0.5}, {0.25, -0.125}, {1, -0.5}}}));
static_assert(check::differences_agree(sum(repeat_interleave<2>(t, axis<1>) * tile<2, 1>(square(t))), t, c));
static_assert(check::differences_agree(sum(roll<1, -1>(t, axis<1, 2>) * square(t) * roll<5>(t)), t, c));
constexpr auto rolled = sum(roll<1>(v) * square(v) * roll<2>(v));
static_assert(check::differences_agree(sum(square(gradient(rolled, v))), v, a));
constexpr auto tiled = sum(tile<2>(square(v)) * repeat_interleave<2>(v));
static_assert(check::differences_agree(sum(square(gradient(tiled, v))), v, a));

// As kernels.
constexpr variable<"large", 25, 30> large;
constexpr auto d = check::mixed<tensor<double, 25, 30>>();
constexpr bool of_many() {
  auto const [y, z, r] = evaluate(
      formulas(tile<2, 3>(large), repeat_interleave<3>(large, axis<1>), roll<7, -4>(large, axis<0, 1>)),
      large = d);
  for (int i = 0; i < 50; ++i)
    for (int j = 0; j < 90; ++j)
      if (y(i, j) != d(i % 25, j % 30)) return false;
  for (int i = 0; i < 25; ++i)
    for (int j = 0; j < 90; ++j)
      if (z(i, j) != d(i, j / 3) || r((i + 7) % 25, (j + 26) % 30) != d(i, j % 30)) return false;
  return true;
}
static_assert(of_many());
