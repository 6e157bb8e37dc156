// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/lanes.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The first and the second numbers of pairs.
template <class V>
struct pair_of_lanes {
  V even, odd;
};
/// `Count` pairs of numbers, apart.
template <class V, int Count, class T>
[[gnu::always_inline]] inline constexpr pair_of_lanes<V> load_pairs(T const* p) {
  constexpr int W = width_of<V>;
  if constexpr (Count < W) return {load_apart<V, Count, 2>(p), load_apart<V, Count, 2>(p + 1)};
  else if constexpr (W == 1) return {p[0], p[1]};
  else return [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
      V const a = load<V>(p), b = load<V>(p + W);
      return pair_of_lanes<V>{math::shuffled<(2 * L)...>(a, b), math::shuffled<(2 * L + 1)...>(a, b)};
    }
    (std::make_integer_sequence<int, W>{});
}
/// The same back.
template <int Count, class V, class T>
[[gnu::always_inline]] inline constexpr void store_pairs(T* p, V const& even, V const& odd) {
  constexpr int W = width_of<V>;
  if constexpr (W == 1) {
    p[0] = even, p[1] = odd;
  } else {
    [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
      constexpr int to = 2 * Count, low = to < W ? to : W;
      store_part<low>(p, math::shuffled<(L / 2 + L % 2 * W)...>(even, odd));
      store_part<to - low>(p + low, math::shuffled<(W / 2 + L / 2 + L % 2 * W)...>(even, odd));
    }
    (std::make_integer_sequence<int, W>{});
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
