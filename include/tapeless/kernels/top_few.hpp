// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/top.hpp>
#include <bit>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

// The first few of some entries: the last key of these is found by sorting networks, whose comparisons know
// no positions; what is no less is taken, in the order of the columns, and put in order by counting.

/// Whether the first `Rounds` of N entries are found so.
template <class T, int N, int Rounds>
inline constexpr bool finds_few = sizeof(T) == 8 && native_width<T> >= 4 && N > 2 * native_width<T> &&
                                  N <= 8 * native_width<T> && Rounds > 2 && Rounds <= 8;

/// The greater of two numbers first, lane by lane. Of equal ones both are the latter, so that g++ 12 makes
/// one instruction of each choice.
template <class V>
[[gnu::always_inline]] inline void put_in_order(V& a, V& b) {
  V const least = a < b ? a : b;
  a = a > b ? a : b;
  b = least;
}
/// Eight keys in each lane, the greatest first (Knuth, TAOCP 3, 5.3.4).
template <class Key>
[[gnu::always_inline]] inline void sort_eight(Key* v) {
  constexpr int network[19][2]{{0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {1, 3}, {4, 6}, {5, 7}, {1, 2}, {5, 6},
                               {0, 4}, {3, 7}, {1, 5}, {2, 6}, {1, 4}, {3, 6}, {2, 4}, {3, 5}, {3, 4}};
  each_constant<19>([&](auto i) __attribute__((always_inline)) {
    constexpr int a = network[i][0], b = network[i][1];
    put_in_order(v[a], v[b]);
  });
}
/// The eight greatest of lanes that are `Apart`, of sorted ones, in order; then of those that are half as far
/// apart, until all lanes hold the same.
template <int Apart, class Key>
[[gnu::always_inline]] inline void merge_lanes(Key* v) {
  fixed<Key, 8> best;
  each_constant<8>([&](auto i) __attribute__((always_inline)) {
    Key const other = [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
      return math::shuffled<(L ^ Apart)...>(v[7 - i], v[7 - i]);
    }
    (std::make_integer_sequence<int, width_of<Key>>{});
    best[i] = v[i] > other ? v[i] : other;  // with the reverse of the other these rise and fall
  });
  each_constant<3>([&](auto step) __attribute__((always_inline)) {
    each_constant<8>([&](auto i) __attribute__((always_inline)) {
      constexpr int apart = 4 >> step;
      if constexpr ((i & apart) == 0) put_in_order(best[i], best[i + apart]);
    });
  });
  each_constant<8>([&](auto i) __attribute__((always_inline)) { v[i] = best[i]; });
  if constexpr (Apart > 1) merge_lanes<Apart / 2>(v);
}
/// All bits of all lanes.
template <class V>
[[gnu::always_inline]] inline scalar_of<V> any_bits(V v) {
  constexpr int half = width_of<V> / 2;
  if constexpr (half == 0) return v;
  else return any_bits(math::part<0, half>(v) | math::part<half, half>(v));
}

/// A bit of its own for every lane of vector v.
template <class Bits, int Vector>
[[gnu::always_inline]] inline Bits bits_of_vector() {
  return []<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
    return Bits{std::uint64_t{1} << (Vector * width_of<Bits> + L)...};
  }
  (std::make_integer_sequence<int, width_of<Bits>>{});
}

/// The N entries in vectors, negative if the least come first; the last of all in lanes beyond. Whether all
/// are finite.
template <bool Smallest, int N, int W, class V, class T>
[[gnu::always_inline]] inline bool read_finite(V* keys, T const* x) {
  constexpr int vectors = (N + W - 1) / W, left = N - (vectors - 1) * W;
  V rest{};
  each_constant<vectors>([&](auto v) __attribute__((always_inline)) {
    V const entries = load_part<V, (v == vectors - 1 ? left : W)>(x + v * W);
    keys[v] = Smallest ? -entries : entries;
    rest += entries - entries;  // 0, or NaN
  });
  if constexpr (left < W) {
    auto const lane = lane_numbers<mask_of<V>>();
    keys[vectors - 1] = lane < left ? keys[vectors - 1] : fill<V>(-math::infinity<T>);
  }
  return all(rest == rest);
}
/// Those columns, of finite entries.
template <bool Smallest, int N, int Skip, int Rounds, class V, class T>
[[gnu::always_inline]] inline void first_few_of(T* column, V const* keys) {
  constexpr int W = width_of<V>, vectors = (N + W - 1) / W;
  fixed<V, 8> sorted;
  each_constant<8>([&](auto v) __attribute__((always_inline)) {
    if constexpr (v < vectors) sorted[v] = keys[v];
    else sorted[v] = fill<V>(-math::infinity<T>);
  });
  sort_eight(&sorted[0]);
  merge_lanes<W / 2>(&sorted[0]);

  using Bits = bits_of<V>;
  Bits above{}, equal{};
  each_constant<vectors>([&](auto v) __attribute__((always_inline)) {
    Bits const bit = bits_of_vector<Bits, v>();
    above |= __builtin_bit_cast(Bits, keys[v] > sorted[Rounds - 1]) & bit;
    equal |= __builtin_bit_cast(Bits, keys[v] == sorted[Rounds - 1]) & bit;
  });
  std::uint64_t taken = any_bits(above), rest = any_bits(equal);
  for (int more = Rounds - std::popcount(taken); more-- > 0; rest &= rest - 1) taken |= rest & -rest;

  using Key = decltype(selection_key<false>(V{}));
  fixed<scalar_of<Key>, 8 * W> all_keys;
  each_constant<vectors>([&](auto v) __attribute__((always_inline)) {
    store(&all_keys[v * W], selection_key<false>(keys[v]));
  });
  fixed<int, Rounds> at{}, rank{};
  fixed<scalar_of<Key>, Rounds> key{};
  each_constant<Rounds>([&](auto i) __attribute__((always_inline)) {
    at[i] = std::countr_zero(taken) % (8 * W);
    taken &= taken - 1;
    key[i] = all_keys[at[i]];
    rank[i] = 0;
  });
  each_constant<Rounds>([&](auto i) __attribute__((always_inline)) {
    each_constant<i>([&](auto earlier) __attribute__((always_inline)) {
      bool const first = key[i] > key[earlier];
      rank[earlier] += first;
      rank[i] += !first;
    });
  });
  each_constant<Rounds>([&](auto i) __attribute__((always_inline)) {
    if (Skip == 0 || rank[i] >= Skip) column[rank[i] - Skip] = static_cast<T>(at[i]);
  });
}
/// The columns of the first `Rounds` of N entries without the first `Skip` of them; of equal ones the earlier
/// first.
template <bool Smallest, int N, int Skip, int Rounds, class T>
[[gnu::always_inline]] inline void first_few_columns(T* column, T const* x) {
  constexpr int W = native_width<T>;
  using V = vec<T, W>;
  fixed<V, (N + W - 1) / W> keys;
  if (read_finite<Smallest, N, W>(&keys[0], x)) first_few_of<Smallest, N, Skip, Rounds>(column, &keys[0]);
  else first_columns<Smallest, N>(column, x, Skip, Rounds - Skip);
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
