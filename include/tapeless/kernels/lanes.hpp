// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/arithmetic.hpp>
#include <tapeless/core/lane.hpp>
#include <tapeless/core/sequence.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// What the target's vectors are: bytes in one, and how many registers hold them. CUDA's kernels have none,
/// nor does what nvcc compiles for the host, whose vectors it does not understand.
#if defined __CUDA_ARCH__ || defined __NVCC__
inline constexpr int vector_bytes = 0, vector_registers = 16;
#elif defined __AVX512F__
inline constexpr int vector_bytes = 64, vector_registers = 32;
#elif defined __AVX__
inline constexpr int vector_bytes = 32, vector_registers = 16;
#elif defined __aarch64__
inline constexpr int vector_bytes = 16, vector_registers = 32;
#else
inline constexpr int vector_bytes = 16, vector_registers = 16;
#endif

/// Numbers whose loops run in lanes. A long double, and a number that is lanes itself, goes one at a time.
template <class T>
inline constexpr bool has_lanes = vector_bytes > 0 && (std::is_same_v<T, float> || std::is_same_v<T, double>);
template <class T>
inline constexpr int native_width = has_lanes<T> ? vector_bytes / int(sizeof(T)) : 1;
/// The lanes for loops over n entries: the least that hold them, at most a whole vector.
template <class T>
constexpr int width_for(int n) {
  int w = 1;
  while (w < n && w < native_width<T>) w *= 2;
  return w;
}

/// Whether the compiler mixes operations that do not wait for each other: g++ leaves them as written.
#if defined __clang__
inline constexpr bool orders_instructions = true;
#else
inline constexpr bool orders_instructions = false;
#endif

/// The lanes for elementary functions of n entries, for which others have `usual` ones, at most `most`. A
/// function is a chain of dependent operations, so clang gets two vectors as one, whose operations it has
/// side by side where vectors have 256 bits; g++ 12 takes such vectors apart in memory.
template <class T>
constexpr int width_of_functions([[maybe_unused]] int n, int usual, [[maybe_unused]] int most) {
#if defined __clang__ && !defined __CUDACC__
  int const vectors = (n + usual - 1) / usual;
  bool const pays = vectors % 2 == 0 || vectors > 16;
  if (has_lanes<T> && pays && usual * int(sizeof(T)) == 32 && 2 * usual <= most) return 2 * usual;
#endif
  return usual;
}

/// A loop over 0, ..., N - 1 with the index as a constant, so that arrays subscripted by it stay in
/// registers.
template <int N, class F>
[[gnu::always_inline]] inline constexpr void each_constant(F f) {
  [&]<int... I>(std::integer_sequence<int, I...>) __attribute__((always_inline)) {
    [[maybe_unused]] bool const done[]{true, (void(f(std::integral_constant<int, I>{})), true)...};
  }
  (std::make_integer_sequence<int, N>{});
}

/// The entries from p on as lanes. g++ 12 copies part of a vector through memory; whole ones it does not.
template <class V, class T>
[[gnu::always_inline]] inline constexpr V load(T const* p) {
  if constexpr (std::is_same_v<V, T>) {
    return *p;
  } else {
    V v;
    __builtin_memcpy(&v, p, sizeof v);
    return v;
  }
}
template <class V, class T>
[[gnu::always_inline]] inline constexpr void store(T* p, V const& v) {
  if constexpr (std::is_same_v<V, T>) *p = v;
  else __builtin_memcpy(p, &v, sizeof v);
}
/// The first `Count` lanes only, put together from halves; the others repeat the first entry, which is as
/// harmless as the entries are.
template <class V, int Count, class T>
[[gnu::always_inline]] inline constexpr V load_part(T const* p) {
  constexpr int half = width_of<V> / 2;
  if constexpr (Count == width_of<V>) return load<V>(p);
  else if constexpr (Count == 0) return V{};
  else if constexpr (Count == 1) return fill<V>(*p);
  else if constexpr (Count <= half) {
    auto const low = load_part<vec<T, half>, Count>(p);
    return math::join(low, low);
  } else {
    return math::join(load<vec<T, half>>(p), load_part<vec<T, half>, Count - half>(p + half));
  }
}
template <int Count, class V, class T>
[[gnu::always_inline]] inline constexpr void store_part(T* p, V const& v) {
  constexpr int half = width_of<V> / 2;
  if constexpr (Count == width_of<V>) {
    store(p, v);
  } else if constexpr (Count > half) {
    store(p, math::part<0, half>(v));
    store_part<Count - half>(p + half, math::part<half, half>(v));
  } else if constexpr (Count > 0) {
    store_part<Count>(p, math::part<0, half>(v));
  }
}
/// Calls act(i, lanes) for `Numbers` numbers, a vector of at most W lanes at a time.
template <int Numbers, int W>
[[gnu::always_inline]] inline constexpr void each_vector(auto act) {
  constexpr int left = Numbers % W;
  for (int i = 0; i + W <= Numbers; i += W) act(i, std::integral_constant<int, W>{});
  if constexpr (left > 0) act(Numbers - left, std::integral_constant<int, left>{});
}
/// The same from the last to the first, so that what a vector writes behind its row is written over later.
template <int Numbers, int W>
[[gnu::always_inline]] inline constexpr void each_vector_from_last(auto act) {
  constexpr int left = Numbers % W;
  if constexpr (left > 0) act(Numbers - left, std::integral_constant<int, left>{});
  for (int i = Numbers - left - W; i >= 0; i -= W) act(i, std::integral_constant<int, W>{});
}
/// `Count` numbers from one place to another.
template <int Count, class T>
[[gnu::always_inline]] inline constexpr void copy_numbers(T* to, T const* from) {
  constexpr int W = width_for<T>(Count);
  if (W == 1 || std::is_constant_evaluated()) {
    for (int i = 0; i < Count; ++i) to[i] = from[i];
  } else {
    using V = vec<T, W>;
    each_vector<Count, W>([&](int i, auto lanes) __attribute__((always_inline)) {
      store_part<lanes>(to + i, load_part<V, lanes>(from + i));
    });
  }
}
/// `Count` numbers added to others.
template <int Count, class T>
[[gnu::always_inline]] inline constexpr void add_numbers(T* to, T const* more) {
  constexpr int W = width_for<T>(Count);
  if (W == 1 || std::is_constant_evaluated()) {
    for (int i = 0; i < Count; ++i) to[i] = plus(to[i], more[i]);
  } else {
    using V = vec<T, W>;
    each_vector<Count, W>([&](int i, auto lanes) __attribute__((always_inline)) {
      store_part<lanes>(to + i, load_part<V, lanes>(to + i) + load_part<V, lanes>(more + i));
    });
  }
}
/// What is read once for many uses: g++ would read memory again for each, where many numbers wait.
template <class V>
[[gnu::always_inline]] inline constexpr V in_register(V x) {
#if defined __x86_64__ && !defined __clang__ && !defined __CUDACC__
  if (!std::is_constant_evaluated()) asm("" : "+v"(x));
#endif
  return x;
}
/// A number that is read by itself: clang would gather it with others, which takes Intel's processors longer.
template <class T>
[[gnu::always_inline]] inline constexpr T read_alone(T x) {
#if defined __AVX2__ && defined __clang__ && !defined __CUDACC__
  if (!std::is_constant_evaluated()) asm("" : "+v"(x));
#endif
  return x;
}
/// Entries `Stride` apart as lanes.
template <class V, int Count, int Stride, class T>
[[gnu::always_inline]] inline constexpr V load_apart(T const* p) {
  if constexpr (std::is_same_v<V, T>) {
    return *p;
  } else if constexpr (Stride == 0) {
    return fill<V>(*p);
  } else if constexpr (Stride == 1) {
    return load_part<V, Count>(p);
  } else {
    return [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
      constexpr int entry[]{(L < Count ? L : 0)...};  // lanes without an entry have the first
      return V{(L % 2 == 0 ? read_alone(p[entry[L] * Stride]) : p[entry[L] * Stride])...};
    }
    (std::make_integer_sequence<int, width_of<V>>{});
  }
}

// Sums have an order that no target changes: entry i goes to partial sum i modulo their number, and these are
// folded by halves. A partial sum begins as -0, to which every number adds exactly; so do lanes without an
// entry. Greatest and least entries are found alike.

/// The partial sums of a sum of n entries: one cache line of them, four where a chain of additions would be
/// long.
template <class T>
constexpr int partial_sums(int n) {
  int const line = sizeof(scalar_of<T>) == 4 ? 16 : 8;
  return n < 8 * line ? line : 4 * line;
}
/// What a reduction merges two numbers by. Other reductions than sums are written alike.
struct adding {
  template <class T>
  static constexpr T merge(T x, T y) {
    return plus(x, y);
  }
  template <class T>
  static constexpr T neutral() {
    return -T(0);
  }
};

/// Partial results folded down to one: `Count` of them, a power of two, or of lanes of them.
template <class R, int Count, class V>
[[gnu::always_inline]] inline constexpr V folded(V const* part) {
  if constexpr (Count == 1) {
    return part[0];
  } else {
    fixed<V, Count / 2> s;
    each_constant<Count / 2>([&](auto i) __attribute__((always_inline)) {
      s[i] = R::merge(part[i], part[i + Count / 2]);
    });
    return folded<R, Count / 2>(s);
  }
}
template <class R, class V>
[[gnu::always_inline]] inline constexpr scalar_of<V> folded_lanes(V v) {
  constexpr int half = width_of<V> / 2;
  if constexpr (half == 0) return v;
  else return folded_lanes<R>(R::merge(math::part<0, half>(v), math::part<half, half>(v)));
}
/// The first `Count` lanes of v, neutral numbers in the others.
template <class R, int Count, class V>
[[gnu::always_inline]] inline constexpr V first_lanes(V v) {
  if constexpr (Count == width_of<V>) return v;
  else return [&]<int... L>(std::integer_sequence<int, L...>) __attribute__((always_inline)) {
      return math::shuffled<(L < Count ? L : width_of<V> + L)...>(
          v, fill<V>(R::template neutral<scalar_of<V>>()));
    }
  (std::make_integer_sequence<int, width_of<V>>{});
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
