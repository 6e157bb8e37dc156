// SPDX-License-Identifier: BSL-1.0
// Lanes with the operators of a number. What is wider than the target's registers is a pair of halves: g++
// cuts such vectors up through memory, halves it keeps in registers.
#pragma once
#include <bit>
#include <cstdint>
#include <type_traits>
#include <utility>

#define INLINE [[gnu::always_inline]] inline

namespace simd {

#if defined __AVX512F__
inline constexpr int native_bytes = 64, registers = 32;
#elif defined __AVX__
inline constexpr int native_bytes = 32, registers = 16;
#else
inline constexpr int native_bytes = 16, registers = 16;
#endif

template <class V>
using scalar_of = std::remove_cvref_t<decltype(std::declval<V const&>()[0])>;
template <class V>
inline constexpr int width_of = sizeof(V) / sizeof(scalar_of<V>);

// clang fuses a product and a sum by itself only within one expression.
#if defined __clang__
#define FUSED _Pragma("clang fp contract(fast)")
#else
#define FUSED
#endif

template <class H>
struct halves {
  H low, high;
  using S = scalar_of<H>;

  INLINE S operator[](int i) const { return i < width_of<H> ? low[i % width_of<H>] : high[i % width_of<H>]; }
  INLINE halves operator-() const { return {-low, -high}; }
#define OPERATOR(op)                                                                            \
  INLINE friend auto operator op(halves a, halves b) {                                          \
    FUSED return pair(a.low op b.low, a.high op b.high);                                        \
  }                                                                                             \
  INLINE friend auto operator op(halves a, S b) { FUSED return pair(a.low op b, a.high op b); } \
  INLINE friend auto operator op(S a, halves b) { FUSED return pair(a op b.low, a op b.high); }
  // clang-format off
  OPERATOR(+) OPERATOR(-) OPERATOR(*) OPERATOR(/)
  OPERATOR(&) OPERATOR(|) OPERATOR(^) OPERATOR(<<) OPERATOR(>>)
  OPERATOR(<) OPERATOR(>) OPERATOR(<=) OPERATOR(>=) OPERATOR(==) OPERATOR(!=)
  // clang-format on
#undef OPERATOR
#undef FUSED
  template <class X>
  INLINE halves& operator+=(X x) {
    return *this = *this + x;
  }

private:
  template <class R>
  INLINE static halves<R> pair(R a, R b) {
    return {a, b};
  }
};
template <class V>
inline constexpr bool halved = false;
template <class H>
inline constexpr bool halved<halves<H>> = true;

template <class T, int N>
struct vector_of {
  typedef T native __attribute__((vector_size(N * sizeof(T))));
  typedef T loose __attribute__((vector_size(N * sizeof(T)), aligned(sizeof(T)), may_alias));
  using type = native;
};
template <class T, int N>
  requires(N * int(sizeof(T)) > native_bytes)
struct vector_of<T, N> {
  using type = halves<typename vector_of<T, N / 2>::type>;
};
template <class T, int N>
using vec = typename vector_of<T, N>::type;
using d8 = vec<double, 8>;
using d4 = vec<double, 4>;
using d2 = vec<double, 2>;
inline constexpr int native = native_bytes / int(sizeof(double));
using dn = vec<double, native>;  // one register

template <class V>
INLINE V load(scalar_of<V> const* p) {
  if constexpr (halved<V>) {
    using H = decltype(V::low);
    return {load<H>(p), load<H>(p + width_of<H>)};
  } else return *reinterpret_cast<typename vector_of<scalar_of<V>, width_of<V>>::loose const*>(p);
}
template <class V>
INLINE void store(scalar_of<V>* p, V v) {
  if constexpr (halved<V>) store(p, v.low), store(p + width_of<V> / 2, v.high);
  else *reinterpret_cast<typename vector_of<scalar_of<V>, width_of<V>>::loose*>(p) = v;
}
template <class V>
INLINE V fill(scalar_of<V> s) {
  return V{} + s;
}
/// Lane by lane, a where the mask is set, else b.
template <class M, class V>
INLINE V select(M mask, V a, V b) {
  if constexpr (halved<V>) return {select(mask.low, a.low, b.low), select(mask.high, a.high, b.high)};
  else return mask ? a : b;
}

/// Lanes I of a and, after them, b.
template <int... I, class V>
INLINE V shuffle(V a, V b);
/// One half of a shuffle: its lanes come from at most two of the four halves.
template <int... I, class V>
INLINE auto half_of_shuffle(V a, V b) {
  constexpr int n = width_of<V> / 2;
  constexpr unsigned used = ((1u << I / n) | ...);
  constexpr int first = std::countr_zero(used), second = std::bit_width(used) - 1;
  static_assert(std::popcount(used) <= 2);
  decltype(a.low) const all[]{a.low, a.high, b.low, b.high};
  return shuffle<(I / n == first ? I % n : n + I % n)...>(all[first], all[second]);
}
template <int... I, class V>
INLINE V shuffle(V a, V b) {
  if constexpr (halved<V>) {
    constexpr int lanes[]{I...};
    return [&]<int... H>(std::integer_sequence<int, H...>) __attribute__((always_inline)) {
      return V{half_of_shuffle<lanes[H]...>(a, b), half_of_shuffle<lanes[sizeof...(H) + H]...>(a, b)};
    }
    (std::make_integer_sequence<int, width_of<V> / 2>{});
  } else return __builtin_shufflevector(a, b, I...);
}

}  // namespace simd
