// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include <tapeless/core/lane.hpp>
#include <tapeless/core/sequence.hpp>

namespace tapeless {

/// How many lanes of T the widest vector register of the target holds. One for long double.
template <class T>
constexpr int native_lanes() {
#if defined __AVX512F__
  constexpr int bytes = 64;
#elif defined __AVX__
  constexpr int bytes = 32;
#else
  constexpr int bytes = 16;
#endif
  return sizeof(T) <= 8 ? bytes / int(sizeof(T)) : 1;
}

template <class V>
[[gnu::always_inline]] inline V load_lanes(scalar_of<V> const* from) {
  V v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
template <class V>
[[gnu::always_inline]] inline void store_lanes(scalar_of<V>* to, V const& v) {
  __builtin_memcpy(to, &v, sizeof v);
}

/// The lower or upper halves of two vectors, lane by lane by turns.
template <bool Upper, class V, int... I>
[[gnu::always_inline]] inline V interleaved(V const& a, V const& b, std::integer_sequence<int, I...>) {
  constexpr int n = width_of<V>;
  return __builtin_shufflevector(a, b, (I % 2 * n + I / 2 + (Upper ? n / 2 : 0))...);
}
/// A square of lanes, transposed: log₂ n rounds, each of which interleaves rows half the rows apart.
template <class V>
[[gnu::always_inline]] inline void transpose_lanes(V* rows) {
  constexpr int n = width_of<V>;
  constexpr auto lanes = std::make_integer_sequence<int, n>{};
  for (int round = 1; round < n; round *= 2) {
    fixed<V, n> next;
#pragma GCC unroll 16
    for (int i = 0; i < n / 2; ++i) {
      next[2 * i] = interleaved<false>(rows[i], rows[i + n / 2], lanes);
      next[2 * i + 1] = interleaved<true>(rows[i], rows[i + n / 2], lanes);
    }
#pragma GCC unroll 16
    for (int i = 0; i < n; ++i) rows[i] = next[i];
  }
}

/// Vector i from entry i of as many samples as there are lanes, which lie one after another, `Size` entries
/// each. Squares of entries are transposed; the last one overlaps.
template <int Size, class V>
[[gnu::always_inline]] inline void gather_samples(V* to, scalar_of<V> const* from) {
  constexpr int n = width_of<V>;
  if constexpr (n == 1) {
    for (int i = 0; i < Size; ++i) to[i] = from[i];
  } else if constexpr (Size < n) {
    for (int i = 0; i < Size; ++i)
      for (int lane = 0; lane < n; ++lane) to[i][lane] = from[lane * Size + i];
  } else {
    for (int at = 0; at < Size; at += n) {
      int const first = at + n <= Size ? at : Size - n;
      fixed<V, n> rows;
      for (int lane = 0; lane < n; ++lane) rows[lane] = load_lanes<V>(from + lane * Size + first);
      transpose_lanes(rows);
      for (int i = 0; i < n; ++i) to[first + i] = rows[i];
    }
  }
}
/// The way back.
template <int Size, class V>
[[gnu::always_inline]] inline void scatter_samples(scalar_of<V>* to, V const* from) {
  constexpr int n = width_of<V>;
  if constexpr (n == 1) {
    for (int i = 0; i < Size; ++i) to[i] = from[i];
  } else if constexpr (Size < n) {
    for (int i = 0; i < Size; ++i)
      for (int lane = 0; lane < n; ++lane) to[lane * Size + i] = from[i][lane];
  } else {
    for (int at = 0; at < Size; at += n) {
      int const first = at + n <= Size ? at : Size - n;
      fixed<V, n> rows;
      for (int i = 0; i < n; ++i) rows[i] = from[first + i];
      transpose_lanes(rows);
      for (int lane = 0; lane < n; ++lane) store_lanes(to + lane * Size + first, rows[lane]);
    }
  }
}

}  // namespace tapeless
