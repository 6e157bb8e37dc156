// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include <tapeless/kernels/lanes.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

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

/// Rows of which squares of P entries side by side are transposed: log₂ P rounds, each of which exchanges the
/// corners of squares half as large. Every subscript is a constant, so that rows are registers.
template <bool Lower, int Step, class V, int... L>
[[gnu::always_inline]] inline V with_corners(V const& a, V const& b, std::integer_sequence<int, L...>) {
  constexpr int n = width_of<V>;
  if constexpr (Lower) return math::shuffled<((L & Step) != 0 ? n + L : L + Step)...>(a, b);
  else return math::shuffled<((L & Step) != 0 ? n + L - Step : L)...>(a, b);
}
template <int P, int Step = P / 2, class V>
[[gnu::always_inline]] inline void transpose_squares(V* rows) {
  if constexpr (Step > 0) {
    constexpr auto lanes = std::make_integer_sequence<int, width_of<V>>{};
    each_constant<P / 2>([&](auto k) __attribute__((always_inline)) {
      constexpr int i = k / Step * (2 * Step) + k % Step;
      V const a = rows[i], b = rows[i + Step];
      rows[i] = with_corners<false, Step>(a, b, lanes);
      rows[i + Step] = with_corners<true, Step>(a, b, lanes);
    });
    transpose_squares<P, Step / 2>(rows);
  }
}
/// A vector of parts of P numbers, `apart` from one to the next, and the way back.
template <int P, class V>
[[gnu::always_inline]] inline V load_parts(scalar_of<V> const* from, int apart) {
  constexpr int n = width_of<V>;
  if constexpr (n == P) {
    return load<V>(from);
  } else {
    using half = vec<scalar_of<V>, n / 2>;
    return math::join(load_parts<P, half>(from, apart), load_parts<P, half>(from + n / 2 / P * apart, apart));
  }
}
template <int P, class V>
[[gnu::always_inline]] inline void store_parts(scalar_of<V>* to, int apart, V const& v) {
  if constexpr (width_of<V> == P) store(to, v);
  else
    each_constant<width_of<V> / P>([&](auto b) __attribute__((always_inline)) {
      store(to + b * apart, math::part<P * b, P>(v));
    });
}
/// Vector i from entry i of as many samples as there are lanes, P entries each, and the way back.
template <int P, int Apart, class V>
[[gnu::always_inline]] inline void gather_entries(V* to, scalar_of<V> const* from) {
  fixed<V, P> rows;
  each_constant<P>([&](auto j) __attribute__((always_inline)) {
    rows[j] = load_parts<P, V>(from + j * Apart, P * Apart);
  });
  transpose_squares<P>(static_cast<V*>(rows));
  each_constant<P>([&](auto i) __attribute__((always_inline)) { to[i] = rows[i]; });
}
template <int P, int Apart, class V>
[[gnu::always_inline]] inline void scatter_entries(scalar_of<V>* to, V const* from) {
  fixed<V, P> rows;
  each_constant<P>([&](auto i) __attribute__((always_inline)) { rows[i] = from[i]; });
  transpose_squares<P>(static_cast<V*>(rows));
  each_constant<P>([&](auto j) __attribute__((always_inline)) {
    store_parts<P>(to + j * Apart, P * Apart, rows[j]);
  });
}
/// Calls act(P, first) until all of `Size` entries from `At` on are in squares of P entries, at most as many
/// as there are lanes: the last may overlap the one before.
template <int Size, int Lanes, int At, class Act>
[[gnu::always_inline]] inline void in_squares(Act const& act) {
  constexpr int left = Size - At;
  constexpr int p = [] {
    int fits = 1;
    while (fits < left && fits < Lanes && 2 * fits <= Size) fits *= 2;
    return fits;
  }();
  if constexpr (left > 0) act(std::integral_constant<int, p>{}, left < p ? Size - p : At);
  if constexpr (left > p) in_squares<Size, Lanes, At + p>(act);
}
/// Calls act(at) for every Step-th entry of Size: of few entries as constants, so that they are in registers.
template <int Size, int Step, class Act>
[[gnu::always_inline]] inline void each_of_few(Act const& act) {
  if constexpr (Size <= 64)
    each_constant<(Size + Step - 1) / Step>([&](auto k) __attribute__((always_inline)) { act(k * Step); });
  else
    for (int at = 0; at < Size; at += Step) act(at);
}
/// Vector i from entry i of as many samples as there are lanes, of `Size` entries each, `Apart` from one to
/// the next.
template <int Size, int Apart, class V>
[[gnu::always_inline]] inline void gather_samples(V* to, scalar_of<V> const* from) {
  constexpr int n = width_of<V>, whole = Size / n * n;
  each_of_few<whole, n>([&](auto at) __attribute__((always_inline)) {
    gather_entries<n, Apart>(to + at, from + at);
  });
  in_squares<Size, n, whole>([&](auto p, int first) __attribute__((always_inline)) {
    gather_entries<p, Apart>(to + first, from + first);
  });
}
/// The way back.
template <int Size, int Apart, class V>
[[gnu::always_inline]] inline void scatter_samples(scalar_of<V>* to, V const* from) {
  constexpr int n = width_of<V>, whole = Size / n * n;
  each_of_few<whole, n>([&](auto at) __attribute__((always_inline)) {
    scatter_entries<n, Apart>(to + at, from + at);
  });
  in_squares<Size, n, whole>([&](auto p, int first) __attribute__((always_inline)) {
    scatter_entries<p, Apart>(to + first, from + first);
  });
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
