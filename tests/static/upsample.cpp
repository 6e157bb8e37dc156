// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"x", 1, 2, 2, 3> x;
constexpr variable<"v", 2, 1, 3> v;
constexpr auto a = check::mixed<tensor<double, 1, 2, 2, 3>>();

constexpr bool as_defined() {
  auto const y = evaluate(upsample_nearest<2>(x), x = a);
  auto const z = evaluate(upsample_nearest<3, 1>(x), x = a);
  static_assert(std::is_same_v<decltype(y), tensor<double, 1, 2, 4, 6> const> &&
                std::is_same_v<decltype(z), tensor<double, 1, 2, 6, 3> const>);
  for (int c = 0; c < 2; ++c)
    for (int i = 0; i < 4; ++i)
      for (int j = 0; j < 6; ++j)
        if (y(0, c, i, j) != a(0, c, i / 2, j / 2) || z(0, c, j, i % 3) != a(0, c, j / 3, i % 3))
          return false;
  return true;
}
static_assert(as_defined());
static_assert(evaluate(upsample_nearest<2>(v), v = tensor<float, 2, 1, 3>{{{1, 2, 3}}, {{4, 5, 6}}}) ==
              tensor<float, 2, 1, 6>{{{1, 1, 2, 2, 3, 3}}, {{4, 4, 5, 5, 6, 6}}});
static_assert(upsample_nearest<1>(x) == x);
static_assert(gradient(sum(upsample_nearest<2, 3>(x)), x) == gradient(6_c * sum(x), x));
constexpr auto f = sum(square(upsample_nearest<2>(x)) * upsample_nearest<2>(square(x)));
static_assert(check::differences_agree(f, x, a));
static_assert(check::differences_agree(sum(square(gradient(f, x))), x,
                                       check::mixed<tensor<double, 1, 2, 2, 3>>(2)));
