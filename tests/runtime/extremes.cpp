// SPDX-License-Identifier: BSL-1.0
// Of two numbers the lesser and the greater in lanes, to the bit those of one number: zeros of both signs,
// infinities, NaN.
#include <tapeless/tapeless.hpp>
#include <cmath>
#include <limits>
#include "catch.hpp"
using namespace tapeless::core;

namespace {

template <bool Least, class T, int W>
bool same_in_lanes() {
  constexpr T infinity = std::numeric_limits<T>::infinity(), nan = std::numeric_limits<T>::quiet_NaN();
  constexpr T awkward[]{0, -T(0), 1, -1, infinity, -infinity, nan};
  for (T x : awkward)
    for (T y : awkward) {
      vec<T, W> const both = math::extreme<Least>(fill<vec<T, W>>(x), fill<vec<T, W>>(y));
      T const one = math::extreme<Least>(x, y);
      for (int l = 0; l < W; ++l)
        if (one == one ? both[l] != one || std::signbit(both[l]) != std::signbit(one) : both[l] == both[l])
          return false;
    }
  return true;
}

}  // namespace

TEST_CASE("extremes in lanes") {
  CHECK(same_in_lanes<true, double, native_width<double>>());
  CHECK(same_in_lanes<false, double, native_width<double>>());
  CHECK(same_in_lanes<true, float, native_width<float>>());
  CHECK(same_in_lanes<false, float, native_width<float>>());
}
