// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <bit>
#include <cstdint>
#include <tapeless/core/limits.hpp>
#include <type_traits>
#include <utility>

// One source for scalars and vectors: a lane type is float, double, long double (scalar only), or a vector of
// GCC and Clang. Everything is inlined, so that no vector crosses a call whose convention depends on the
// target.
#if defined __GNUC__
#pragma GCC diagnostic ignored "-Wpsabi"  // about calls that inlining removes
#endif

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

template <class T, int N>
struct vector_type {
  typedef T type __attribute__((vector_size(N * sizeof(T))));
};
template <class T>
struct vector_type<T, 1> {
  using type = T;
};
/// N lanes of T: a vector, or T itself for one lane. N is a power of two.
template <class T, int N>
using vec = typename vector_type<T, N>::type;

template <class V>
struct lane_facts {
  using scalar = std::remove_cvref_t<decltype(std::declval<V&>()[0])>;
  static constexpr int width = sizeof(V) / sizeof(scalar);
};
template <class V>
  requires std::is_arithmetic_v<V>
struct lane_facts<V> {
  using scalar = V;
  static constexpr int width = 1;
};
template <class V>
using scalar_of = typename lane_facts<V>::scalar;
template <class V>
inline constexpr int width_of = lane_facts<V>::width;
/// One lane, which can take part in constant evaluation.
template <class V>
inline constexpr bool is_scalar = std::is_arithmetic_v<V>;
/// A number, or a vector of numbers. The constraint leaves the names below to others for types of their own.
template <class V>
concept Lane = is_scalar<V> || (!std::is_class_v<V> && requires(V x) { x[0], x + x; });

/// The lanes' bits as unsigned integers. There is none for long double, whose padding has no value.
template <class V>
using bits_of = vec<std::conditional_t<sizeof(scalar_of<V>) == 8, std::uint64_t, std::uint32_t>, width_of<V>>;
/// What comparisons give: bool for a scalar, a vector of integers that are 0 or -1.
template <class V>
using mask_of = decltype(std::declval<V>() < std::declval<V>());

template <Lane V>
[[gnu::always_inline]] inline constexpr bits_of<V> bits(V x) {
  return __builtin_bit_cast(bits_of<V>, x);
}
template <Lane V>
[[gnu::always_inline]] inline constexpr V real(bits_of<V> x) {
  return __builtin_bit_cast(V, x);
}

/// The same scalar in every lane.
template <Lane V>
[[gnu::always_inline]] inline constexpr V fill(scalar_of<V> s) {
  if constexpr (is_scalar<V>) return s;
  else return s - V{};  // not V{} + s, which turns -0 into +0
}

/// a where the mask holds, else b, without a branch: g++ 12 turns a ternary of scalars into jumps and then
/// leaves the loop around it scalar, so scalars are selected by their bits.
template <Lane M, Lane V>
[[gnu::always_inline]] inline constexpr V select(M mask, V a, V b) {
  if constexpr (!is_scalar<V>) {
    return mask ? a : b;
  } else if constexpr (std::is_integral_v<V>) {
    V const k = V(V(0) - V(mask));
    return V((a & k) | (b & V(~k)));
  } else if constexpr (sizeof(V) <= 8) {
    bits_of<V> const k = bits_of<V>(0) - bits_of<V>(mask);
    return real<V>((bits(a) & k) | (bits(b) & ~k));
  } else {
    return mask ? a : b;
  }
}
template <Lane M, Lane V>
  requires(!is_scalar<V>)
[[gnu::always_inline]] inline constexpr V select(M mask, V a, scalar_of<V> b) {
  return select(mask, a, fill<V>(b));
}
template <Lane M, Lane V>
  requires(!is_scalar<V>)
[[gnu::always_inline]] inline constexpr V select(M mask, scalar_of<V> a, V b) {
  return select(mask, fill<V>(a), b);
}

namespace math {
/// The lanes I of a vector, counted through a and on through b.
template <int... I, Lane V>
[[gnu::always_inline]] inline constexpr auto shuffled(V a, V b) {
#if defined __CUDACC__  // nvcc hands this pack on to g++ without its dots
  vec<scalar_of<V>, int(sizeof...(I))> y;
  int lane = 0;
  return void(((y[lane++] = I < width_of<V> ? a[I % width_of<V>] : b[I % width_of<V>]), ...)), y;
#else
  return __builtin_shufflevector(a, b, I...);
#endif
}
template <int From, Lane V, int... I>
[[gnu::always_inline]] inline constexpr auto run_of_lanes(V a, V b, std::integer_sequence<int, I...>) {
  return shuffled<(From + I)...>(a, b);
}
/// The lanes [From, From + N) of a vector.
template <int From, int N, Lane V>
[[gnu::always_inline]] inline constexpr vec<scalar_of<V>, N> part(V x) {
  if constexpr (N == 1) return x[From];
  else return run_of_lanes<From>(x, x, std::make_integer_sequence<int, N>{});
}
/// The lanes of a, then those of b.
template <Lane V>
[[gnu::always_inline]] inline constexpr auto join(V a, V b) {
  if constexpr (is_scalar<V>) return vec<V, 2>{a, b};
  else return run_of_lanes<0>(a, b, std::make_integer_sequence<int, 2 * width_of<V>>{});
}
}  // namespace math

/// True where any lane of a mask holds.
template <Lane M>
[[gnu::always_inline]] inline constexpr bool any(M mask) {
  if constexpr (std::is_same_v<M, bool>) {
    return mask;
  } else if constexpr (sizeof(M) > 16) {
    constexpr int half = width_of<M> / 2;
    return any(math::part<0, half>(mask) | math::part<half, half>(mask));
  } else {
    scalar_of<M> found = 0;
    for (int i = 0; i < width_of<M>; ++i) found = scalar_of<M>(found | mask[i]);
    return found != 0;
  }
}
/// True where all lanes of a mask hold.
template <Lane M>
[[gnu::always_inline]] inline constexpr bool all(M mask) {
  if constexpr (std::is_same_v<M, bool>) return mask;
  else return !any(mask == 0);
}

/// |x|, for every x including NaN and -0.
template <Lane V>
[[gnu::always_inline]] inline constexpr V abs(V x) {
  using T = scalar_of<V>;
  if constexpr (sizeof(T) <= 8) {
    using B = scalar_of<bits_of<V>>;
    return real<V>(bits(x) & B(B(~B{0}) >> 1));
  } else {
    return __builtin_fabsl(x);
  }
}
/// |x| with the sign of s.
template <Lane V>
[[gnu::always_inline]] inline constexpr V with_sign(V x, V s) {
  using T = scalar_of<V>;
  if constexpr (sizeof(T) <= 8) {
    using B = scalar_of<bits_of<V>>;
    constexpr B top = B(B{1} << (8 * sizeof(B) - 1));
    return real<V>((bits(x) & B(~top)) | (bits(s) & top));
  } else {
    return __builtin_copysignl(x, s);
  }
}

namespace math {

template <class T>
inline constexpr T infinity = limits<T>::infinity();
template <class T>
inline constexpr T not_a_number = limits<T>::quiet_NaN();

/// True where the sign bit is set: -0 too.
template <Lane V>
[[gnu::always_inline]] inline constexpr mask_of<V> signbit(V x) {
  using T = scalar_of<V>;
  if constexpr (is_scalar<V> && sizeof(T) > 8) {
    return __builtin_copysignl(1, x) < 0;
  } else {
    using B = scalar_of<bits_of<V>>;
    return (bits(x) >> (8 * sizeof(B) - 1)) != B(0);
  }
}
#if defined __SSE2__ && !defined __clang__ && !defined __CUDACC__
/// g++ 12 compares and selects where one operand is a constant.
template <bool Least, Lane V>
[[gnu::always_inline]] inline V extreme_of_machine(V a, V b) {
  constexpr bool twice = sizeof(scalar_of<V>) == 8;
  if constexpr (sizeof(V) == 16) {
    if constexpr (twice) return Least ? __builtin_ia32_minpd(a, b) : __builtin_ia32_maxpd(a, b);
    else return Least ? __builtin_ia32_minps(a, b) : __builtin_ia32_maxps(a, b);
#if defined __AVX__
  } else if constexpr (sizeof(V) == 32) {
    if constexpr (twice) return Least ? __builtin_ia32_minpd256(a, b) : __builtin_ia32_maxpd256(a, b);
    else return Least ? __builtin_ia32_minps256(a, b) : __builtin_ia32_maxps256(a, b);
#endif
#if defined __AVX512F__
  } else if constexpr (sizeof(V) == 64) {
    constexpr auto all = static_cast<std::conditional_t<twice, unsigned char, short>>(-1);
    if constexpr (twice && Least) return __builtin_ia32_minpd512_mask(a, b, a, all, 4);
    else if constexpr (twice) return __builtin_ia32_maxpd512_mask(a, b, a, all, 4);
    else if constexpr (Least) return __builtin_ia32_minps512_mask(a, b, a, all, 4);
    else return __builtin_ia32_maxps512_mask(a, b, a, all, 4);
#endif
  } else {
    return select(Least ? a < b : a > b, a, b);
  }
}
#endif
/// The lesser, and b if either is NaN: one instruction.
template <Lane V>
[[gnu::always_inline]] inline constexpr V minimum(V a, V b) {
#if defined __SSE2__ && !defined __clang__ && !defined __CUDACC__
  if constexpr (std::is_floating_point_v<scalar_of<V>> && !is_scalar<V>)
    if (!std::is_constant_evaluated()) return extreme_of_machine<true>(a, b);
#endif
  return select(a < b, a, b);
}
template <Lane V>
[[gnu::always_inline]] inline constexpr V maximum(V a, V b) {
#if defined __SSE2__ && !defined __clang__ && !defined __CUDACC__
  if constexpr (std::is_floating_point_v<scalar_of<V>> && !is_scalar<V>)
    if (!std::is_constant_evaluated()) return extreme_of_machine<false>(a, b);
#endif
  return select(a > b, a, b);
}

template <class T, Lane V>
[[gnu::always_inline]] inline constexpr vec<T, width_of<V>> lanes_as(V x) {
  if constexpr (is_scalar<V>) return static_cast<T>(x);
  else return __builtin_convertvector(x, vec<T, width_of<V>>);
}
/// Rounded to float. Out of its range, in constant evaluation, the conversion is an error.
template <Lane V>
[[gnu::always_inline]] inline constexpr vec<float, width_of<V>> rounded_to_float(V x) {
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && (abs(x) >= 0x1.ffffffp127 || x != x))
      return x != x ? not_a_number<float> : x < 0 ? -infinity<float> : infinity<float>;
  return lanes_as<float>(x);
}
/// f over lanes of double, rounded to float: by halves, so that no vector exceeds the registers.
template <class F, Lane V, class... More>
[[gnu::always_inline]] inline constexpr V in_double(F f, V x, More... more) {
  if constexpr (is_scalar<V>) {
    return rounded_to_float(f(double(x), double(more)...));
  } else {
    constexpr int n = width_of<V>, half = n / 2;
    return join(
        lanes_as<float>(f(lanes_as<double>(part<0, half>(x)), lanes_as<double>(part<0, half>(more))...)),
        lanes_as<float>(
            f(lanes_as<double>(part<half, half>(x)), lanes_as<double>(part<half, half>(more))...)));
  }
}
template <class V>
inline constexpr bool is_single = std::is_same_v<scalar_of<V>, float>;

/// Keeps -ffast-math from cancelling a rounding constant or merging the parts of a sum. Otherwise nothing:
/// g++ 12 takes a barrier of 16 floats apart. Its vectoriser drops the barrier of a scalar, so there an empty
/// asm keeps the loop scalar.
template <Lane V>
[[gnu::always_inline]] inline constexpr V fence(V x) {
#if !defined __FAST_MATH__ && !defined __ASSOCIATIVE_MATH__
  return x;
#elif __has_builtin(__builtin_assoc_barrier)
  if constexpr (is_scalar<V> && sizeof(V) <= 8) {
#if defined __x86_64__
    if (!std::is_constant_evaluated()) asm("" : "+x"(x));
#elif defined __aarch64__
    if (!std::is_constant_evaluated()) asm("" : "+w"(x));
#endif
  }
  return __builtin_assoc_barrier(x);
#elif __has_builtin(__arithmetic_fence)
  if (!std::is_constant_evaluated()) return __arithmetic_fence(x);
  return x;
#else
  return x;
#endif
}

}  // namespace math
}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
namespace tapeless {
using core::vec;
namespace math = core::math;
}  // namespace tapeless
