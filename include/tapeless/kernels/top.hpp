// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/lanes.hpp>

namespace tapeless {

/// Entries as integers in the order of a selection: greater comes first. Zeros are equal, every NaN is above
/// infinity; for the least first, all bits are turned.
template <bool Smallest, class V>
[[gnu::always_inline]] inline constexpr auto selection_key(V x) {
  using Key = vec<std::conditional_t<sizeof(scalar_of<V>) == 8, std::int64_t, std::int32_t>, width_of<V>>;
  constexpr int sign = 8 * int(sizeof(scalar_of<V>)) - 1;
  V const canonical = select(x == x, x + scalar_of<V>(0), fill<V>(math::not_a_number<scalar_of<V>>));
  Key const k = __builtin_bit_cast(Key, canonical);
  Key const ordered = k ^ __builtin_bit_cast(Key, __builtin_bit_cast(bits_of<V>, k >> sign) >> 1);
  return Smallest ? ~ordered : ordered;
}

/// Of two integers the greater, and the lesser.
struct greater_key {
  template <class K>
  static constexpr K merge(K x, K y) {
    return x > y ? x : y;
  }
};
struct lesser_key {
  template <class K>
  static constexpr K merge(K x, K y) {
    return x < y ? x : y;
  }
};

/// The columns of the first k of N entries after `skip` of them; of equal ones the earlier first. Each round
/// finds the greatest key, then the first column that has it, and takes it away.
template <bool Smallest, int N, class T>
[[gnu::always_inline]] inline void first_columns(T* column, T const* x, int skip, int k) {
  constexpr int W = width_for<T>(N), vectors = (N + W - 1) / W, left = N - (vectors - 1) * W;
  using V = vec<T, W>;
  using Key = decltype(selection_key<Smallest>(V{}));
  using Whole = scalar_of<Key>;
  constexpr Whole lowest = std::numeric_limits<Whole>::min();
  Key const lane = []<int... L>(std::integer_sequence<int, L...>) {
    return Key{L...};
  }(std::make_integer_sequence<int, W>{});
  fixed<Key, vectors> keys;
  auto const each = [&](auto act) __attribute__((always_inline)) {
    if constexpr (vectors <= 16) each_constant<vectors>(act);  // the keys stay in registers
    else
      for (int v = 0; v < vectors; ++v) act(v);
  };
  for (int v = 0; v + 1 < vectors; ++v) keys[v] = selection_key<Smallest>(load<V>(x + v * W));
  Key const last = selection_key<Smallest>(load_part<V, left>(x + (vectors - 1) * W));
  keys[vectors - 1] = lane < Whole(left) ? last : fill<Key>(lowest);
  for (int row = -skip; row < k; ++row) {
    Key most = keys[0], first = fill<Key>(Whole(N));
    each([&](auto v) __attribute__((always_inline)) { most = greater_key::merge(most, keys[v]); });
    Key const greatest = fill<Key>(folded_lanes<greater_key>(most));
    each([&](auto v) __attribute__((always_inline)) {
      Key const here = lane + Whole(v * W);
      first = lesser_key::merge(first, keys[v] == greatest ? here : fill<Key>(Whole(N)));
    });
    Whole const best = folded_lanes<lesser_key>(first);
    each([&](auto v) __attribute__((always_inline)) {
      keys[v] = lane + Whole(v * W) == best ? fill<Key>(lowest) : keys[v];
    });
    if (row >= 0) column[row] = static_cast<T>(best);
  }
}

}  // namespace tapeless
