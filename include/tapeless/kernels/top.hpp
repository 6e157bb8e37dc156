// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/lanes.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

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

/// The column of the greatest key of some lanes, the least of equal ones: halves of lanes play one another.
template <class Key>
[[gnu::always_inline]] inline scalar_of<Key> column_of_greatest(Key key, Key column) {
  constexpr int half = width_of<Key> / 2;
  if constexpr (half == 0) {
    return column;
  } else {
    auto const k = math::part<0, half>(key), l = math::part<half, half>(key);
    auto const c = math::part<0, half>(column), d = math::part<half, half>(column);
    auto const second = (l > k) | ((l == k) & (d < c));
    return column_of_greatest(second ? l : k, second ? d : c);
  }
}

/// The number of each lane.
template <class Key>
[[gnu::always_inline]] inline Key lane_numbers() {
  return []<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
    return Key{L...};
  }
  (std::make_integer_sequence<int, width_of<Key>>{});
}
template <class Key>
struct keyed_column {
  Key key, column;
};
/// Of two keys the greater, with its column; of equal ones the former stays.
template <class Key>
[[gnu::always_inline]] inline void take_greater(Key& key, Key& column, Key later, Key column_of_later) {
  auto const greater = later > key;
  key = greater ? later : key;
  column = greater ? column_of_later : column;
}
/// Lane by lane the greatest of some vectors of keys, the earliest of equal ones.
template <int First, int Count, class Key>
[[gnu::always_inline]] inline keyed_column<Key> greatest_of(Key const* keys, Key lane) {
  if constexpr (Count == 1) {
    return {keys[First], lane + scalar_of<Key>(First * width_of<Key>)};
  } else {
    constexpr int half = Count / 2;
    auto best = greatest_of<First, half>(keys, lane);
    auto const later = greatest_of<First + half, Count - half>(keys, lane);
    take_greater(best.key, best.column, later.key, later.column);
    return best;
  }
}

/// The keys of N entries in vectors; the least in lanes beyond.
template <bool Smallest, int N, int W, class Key, class T>
[[gnu::always_inline]] inline void read_keys(Key* keys, T const* x) {
  constexpr int vectors = (N + W - 1) / W, left = N - (vectors - 1) * W;
  using V = vec<T, W>;
  for (int v = 0; v + 1 < vectors; ++v) keys[v] = selection_key<Smallest>(load<V>(x + v * W));
  Key const last = selection_key<Smallest>(load_part<V, left>(x + (vectors - 1) * W));
  Key const lane = lane_numbers<Key>();
  Key const lowest = fill<Key>(limits<scalar_of<Key>>::min());
  keys[vectors - 1] = lane < scalar_of<Key>(left) ? last : lowest;
}
/// The columns of the first k of N entries after `skip` of them; of equal ones the earlier first. Each round
/// finds the greatest key with the first column that has it, and takes it away.
template <bool Smallest, int N, class T>
[[gnu::always_inline]] inline void first_columns(T* column, T const* x, int skip, int k) {
  constexpr int W = width_for<T>(N), vectors = (N + W - 1) / W;
  using Key = decltype(selection_key<Smallest>(vec<T, W>{}));
  using Whole = scalar_of<Key>;
  constexpr Whole lowest = limits<Whole>::min();
  Key const lane = lane_numbers<Key>();
  fixed<Key, vectors> keys;
  constexpr bool in_registers = vectors <= 16;
  auto const each = [&](auto act) __attribute__((always_inline)) {
    if constexpr (in_registers) each_constant<vectors>(act);
    else
      for (int v = 0; v < vectors; ++v) act(v);
  };
  read_keys<Smallest, N, W>(&keys[0], x);
  for (int row = -skip; row < k; ++row) {
    Key most = keys[0], column_of_most = lane;
    if constexpr (in_registers) {
      auto const g = greatest_of<0, vectors>(keys, lane);
      most = g.key, column_of_most = g.column;
    } else {
      for (int v = 1; v < vectors; ++v) take_greater(most, column_of_most, keys[v], lane + Whole(v * W));
    }
    Whole const best = column_of_greatest(most, column_of_most);
    each([&](auto v) __attribute__((always_inline)) {
      keys[v] = lane + Whole(v * W) == best ? fill<Key>(lowest) : keys[v];
    });
    if (row >= 0) column[row] = static_cast<T>(best);
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
