// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/pairs.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Windows along an axis, without padding: `count` on each of some lines of n entries of `after` numbers.
/// Their `length` entries lie `dilation` apart, neighbours begin `stride` entries apart.
struct pool_shape {
  int lines = 1, n = 1, count = 1, after = 1, length = 1, stride = 1, dilation = 1;
  /// Whether the windows lie side by side, without a rest.
  constexpr bool covers() const { return stride == length && dilation == 1 && n == count * stride; }
  /// Whether the windows of all lines are pairs of numbers that lie one after another.
  constexpr bool pairs() const { return covers() && length == 2 && after == 1; }
};

/// Whether the greatest entry so far stays, before a later one: it is no less, or NaN.
template <class V>
[[gnu::always_inline]] inline constexpr auto stays_before(V best, V x) {
  return (best >= x) | (best != best);
}
/// `Count` numbers of a window's entries, in lanes: the greatest.
template <pool_shape P, class V, int Count, class T>
[[gnu::always_inline]] inline constexpr void greatest_of_window(T* y, T const* x) {
  V best = load_part<V, Count>(x);
  each_constant<P.length - 1>([&](auto j) __attribute__((always_inline)) {
    V const next = load_part<V, Count>(x + (j + 1) * P.dilation * P.after);
    best = select(stays_before(best, next), best, next);
  });
  store_part<Count>(y, best);
}
/// g at the first greatest of these entries, zero at the others.
template <pool_shape P, class V, int Count, class T>
[[gnu::always_inline]] inline constexpr void put_in_window(T* y, T const* x, T const* g) {
  V best = load_part<V, Count>(x), place{};
  each_constant<P.length - 1>([&](auto j) __attribute__((always_inline)) {
    V const next = load_part<V, Count>(x + (j + 1) * P.after);
    auto const stays = stays_before(best, next);
    best = select(stays, best, next);
    place = select(stays, place, fill<V>(T(j + 1)));
  });
  V const here = load_part<V, Count>(g);
  each_constant<P.length>([&](auto j) __attribute__((always_inline)) {
    store_part<Count>(y + j * P.after, select(place == T(j), here, V{}));
  });
}
/// Calls act(x, y, numbers) for every window: where its first entry lies among the lines, where its result
/// lies. Behind the numbers of an entry others follow, so that whole vectors may be read, and written if
/// these are written later, `Spills`; not at the last.
template <pool_shape P, int W, bool Spills>
[[gnu::always_inline]] inline constexpr void each_window(auto act) {
  constexpr int whole = Spills ? (P.after + W - 1) / W * W : P.after, windows = P.lines * P.count;
  for (int w = 0, x = 0; w < windows - 1; ++w) {
    act(x, w * P.after, std::integral_constant<int, whole>{});
    x += ((w + 1) % P.count == 0 ? P.n - (P.count - 1) * P.stride : P.stride) * P.after;
  }
  constexpr int last = (P.lines - 1) * P.n + (P.count - 1) * P.stride;
  act(last * P.after, (windows - 1) * P.after, std::integral_constant<int, P.after>{});
}

/// The greatest entry of each window. NaN wins.   y [lines, count, after], x [lines, n, after]
template <pool_shape P, class T>
[[gnu::always_inline]] inline constexpr void greatest_of_windows(T* y, T const* x) {
  if constexpr (P.pairs()) {
    constexpr int W = width_for<T>(P.lines * P.count);
    using V = vec<T, W>;
    each_vector<P.lines * P.count, W>([&](int i, auto count) __attribute__((always_inline)) {
      auto const [even, odd] = load_pairs<V, count>(x + 2 * i);
      store_part<count>(y + i, select(stays_before(even, odd), even, odd));
    });
  } else {
    constexpr int W = width_for<T>(P.after);
    each_window<P, W, true>([&](int from, int to, auto numbers) __attribute__((always_inline)) {
      each_vector<numbers, W>([&](int a, auto count) __attribute__((always_inline)) {
        greatest_of_window<P, vec<T, W>, count>(y + to + a, x + from + a);
      });
    });
  }
}
/// What that passes back, where no two windows meet: g at the first greatest entry of each, zero elsewhere.
template <pool_shape P, class T>
[[gnu::always_inline]] inline constexpr void put_in_windows(T* y, T const* x, T const* g) {
  if constexpr (P.pairs()) {
    constexpr int W = width_for<T>(P.lines * P.count);
    using V = vec<T, W>;
    each_vector<P.lines * P.count, W>([&](int i, auto count) __attribute__((always_inline)) {
      auto const [even, odd] = load_pairs<V, count>(x + 2 * i);
      auto const stays = stays_before(even, odd);
      V const here = load_part<V, count>(g + i);
      store_pairs<count>(y + 2 * i, select(stays, here, V{}), select(stays, V{}, here));
    });
  } else {
    constexpr int W = width_for<T>(P.after);
    if constexpr (!P.covers())
      for (int i = 0; i < P.lines * P.n * P.after; ++i) y[i] = T{};
    each_window<P, W, P.covers()>([&](int from, int of, auto numbers) __attribute__((always_inline)) {
      each_vector_from_last<numbers, W>([&](int a, auto count) __attribute__((always_inline)) {
        put_in_window<P, vec<T, W>, count>(y + from + a, x + from + a, g + of + a);
      });
    });
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
