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
                                  N <= 64 && Rounds > 2 && Rounds <= 8;

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
/// The eight greatest of two times eight sorted keys, lane by lane, in order.
template <class Key>
[[gnu::always_inline]] inline void merge_eight(Key* v, Key const* others) {
  each_constant<8>([&](auto i) __attribute__((always_inline)) {
    v[i] = v[i] > others[7 - i] ? v[i] : others[7 - i];  // with the reverse of the others these rise and fall
  });
  each_constant<3>([&](auto step) __attribute__((always_inline)) {
    each_constant<8>([&](auto i) __attribute__((always_inline)) {
      constexpr int apart = 4 >> step;
      if constexpr ((i & apart) == 0) put_in_order(v[i], v[i + apart]);
    });
  });
}
/// The greatest of some keys.
template <int Count, class Key>
[[gnu::always_inline]] inline Key greatest_key(Key const* v) {
  if constexpr (Count == 1) {
    return v[0];
  } else {
    Key const a = greatest_key<Count / 2>(v), b = greatest_key<Count - Count / 2>(v + Count / 2);
    return a > b ? a : b;
  }
}
/// The n-th greatest, from one on, of lanes of eight sorted keys each. Halves of the lanes are merged until
/// two lanes are left: it is the greatest among the least of i keys of the one and n - i of the other.
template <int Nth, class Key>
[[gnu::always_inline]] inline scalar_of<Key> nth_of_lanes(Key const* v) {
  constexpr int half = width_of<Key> / 2;
  if constexpr (half == 1) {
    fixed<scalar_of<Key>, Nth + 1> least;
    each_constant<Nth - 1>([&](auto i) __attribute__((always_inline)) {
      auto const a = v[i][0], b = v[Nth - 2 - i][1];
      least[i] = a < b ? a : b;
    });
    least[Nth - 1] = v[Nth - 1][0], least[Nth] = v[Nth - 1][1];
    return greatest_key<Nth + 1>(&least[0]);
  } else {
    fixed<vec<scalar_of<Key>, half>, 8> low, high;
    each_constant<8>([&](auto i) __attribute__((always_inline)) {
      low[i] = math::part<0, half>(v[i]);
      high[i] = math::part<half, half>(v[i]);
    });
    merge_eight(&low[0], &high[0]);
    return nth_of_lanes<Nth>(&low[0]);
  }
}
/// The n-th greatest of up to 16 vectors of keys.
template <int Nth, int Vectors, class Key>
[[gnu::always_inline]] inline scalar_of<Key> nth_greatest(Key const* keys) {
  constexpr int groups = (Vectors + 7) / 8;
  fixed<Key, 8 * groups> sorted;
  each_constant<8 * groups>([&](auto v) __attribute__((always_inline)) {
    if constexpr (v < Vectors) sorted[v] = keys[v];
    else sorted[v] = fill<Key>(-math::infinity<scalar_of<Key>>);
  });
  each_constant<groups>([&](auto g) __attribute__((always_inline)) {
    sort_eight(&sorted[8 * g]);
    if constexpr (g > 0) merge_eight(&sorted[0], &sorted[8 * g]);
  });
  return nth_of_lanes<Nth>(&sorted[0]);
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
/// A bit for every key for which `take` says so.
template <int Vectors, class V, class Take>
[[gnu::always_inline]] inline std::uint64_t bits_of_keys(V const* keys, Take take) {
  using Bits = bits_of<V>;
  Bits bits{};
  each_constant<Vectors>([&](auto v) __attribute__((always_inline)) {
    bits |= __builtin_bit_cast(Bits, take(keys[v])) & bits_of_vector<Bits, v>();
  });
  return any_bits(bits);
}
/// How many of `Count` keys come before each: the greater, and of equal ones the earlier. Whole vectors are
/// written.
template <int Count, class V, class T>
[[gnu::always_inline]] inline void count_before(std::int64_t* before, T const* key) {
  constexpr int W = width_of<V>;
  using Mask = mask_of<V>;
  each_constant<(Count + W - 1) / W>([&](auto v) __attribute__((always_inline)) {
    V const keys = [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
      return V{key[v * W + L < Count ? v * W + L : 0]...};
    }
    (std::make_integer_sequence<int, W>{});
    Mask count{};
    each_constant<Count>([&](auto i) __attribute__((always_inline)) {
      V const other = fill<V>(key[i]);
      if constexpr (i < v * W) count -= other >= keys;
      else if constexpr (i + 1 >= v * W + W) count -= other > keys;
      else count -= (other > keys) | ((other == keys) & (lane_numbers<Mask>() > i - v * W));
    });
    store(before + v * W, count);
  });
}
/// Those columns, of finite entries.
template <bool Smallest, int N, int Skip, int Rounds, class V, class T>
[[gnu::always_inline]] inline void first_few_of(T* column, T const* x, V const* keys) {
  constexpr int vectors = (N + width_of<V> - 1) / width_of<V>;
  V const last = fill<V>(nth_greatest<Rounds, vectors>(keys));
  auto const no_less = [&](V k) __attribute__((always_inline)) { return k >= last; };
  auto const greater = [&](V k) __attribute__((always_inline)) { return k > last; };
  std::uint64_t taken = bits_of_keys<vectors>(keys, no_less);
  if (std::popcount(taken) > Rounds) [[unlikely]] {  // of those equal to the last the earlier
    std::uint64_t rest = taken;
    taken = bits_of_keys<vectors>(keys, greater);
    rest &= ~taken;
    for (int more = Rounds - std::popcount(taken); more-- > 0; rest &= rest - 1) taken |= rest & -rest;
  }
  fixed<int, Rounds> at;
  fixed<T, Rounds> key;
  each_constant<Rounds>([&](auto i) __attribute__((always_inline)) {
    at[i] = std::countr_zero(taken);
    taken &= taken - 1;
    key[i] = Smallest ? -x[at[i]] : x[at[i]];
  });
  fixed<std::int64_t, Rounds + width_of<V>> rank;
  count_before<Rounds, V>(&rank[0], &key[0]);
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
  if (read_finite<Smallest, N, W>(&keys[0], x)) first_few_of<Smallest, N, Skip, Rounds>(column, x, &keys[0]);
  else first_columns<Smallest, N>(column, x, Skip, Rounds - Skip);
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
