// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/dots.hpp>
#include <tapeless/kernels/factor.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Calls act(first, count) for so many numbers, `Most` at a time, as constants.
template <int Numbers, int Most>
[[gnu::always_inline]] inline constexpr void each_tile(auto act) {
  each_constant<(Numbers + Most - 1) / Most>([&](auto t) __attribute__((always_inline)) {
    constexpr int first = t * Most, count = Numbers - first < Most ? Numbers - first : Most;
    act(std::integral_constant<int, first>{}, std::integral_constant<int, count>{});
  });
}
/// Sums of products that registers hold at once.
inline constexpr int sums_in_registers = vector_registers == 32 ? 25 : 12;
/// Dots of `Rows` rows of A with one column of a B that is formed: once for all of them, which saves tiles of
/// few rows from forming it anew. Where registers do not hold all partial sums, a vector of them at a time.
template <int Rows, product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void dots_of_column(T const* a, B b, T* c) {
  constexpr int parts = partial_sums<T>(1), W = native_width<T> < parts ? native_width<T> : parts,
                vectors = parts / W, left = P.k % parts, whole = P.k - left;
  using V = vec<T, W>;
  fixed<V, Rows * vectors> sum;
  each_constant<Rows * vectors>([&](auto s) __attribute__((always_inline)) {
    sum[s] = fill<V>(adding::neutral<T>());
  });
  auto const add = [&](int k, auto v, auto lanes) __attribute__((always_inline)) {
    if constexpr (lanes > 0) {
      V const y = in_register(entries_of_column<P, V, lanes>(factor_at<P>(b, k + v * W, 0)));
      each_constant<Rows>([&](auto i) __attribute__((always_inline)) {
        V const x = load_part<V, lanes>(a + i * P.a_row + k + v * W);
        if constexpr (lanes == W) sum[v * Rows + i] += x * y;
        else sum[v * Rows + i] += first_lanes<adding, lanes>(x * y);
      });
    }
  };
  constexpr int at_once = Rows * vectors <= sums_in_registers ? vectors : 1;
  each_constant<vectors / at_once>([&](auto run) __attribute__((always_inline)) {
    for (int k = 0; k < whole; k += parts)
      each_constant<at_once>([&](auto v) __attribute__((always_inline)) {
        add(k, std::integral_constant<int, run * at_once + v>{}, std::integral_constant<int, W>{});
      });
    each_constant<at_once>([&](auto v) __attribute__((always_inline)) {
      constexpr int vector = run * at_once + v, rest = left - vector * W;
      constexpr int lanes = rest < 0 ? 0 : rest < W ? rest : W;
      add(whole, std::integral_constant<int, vector>{}, std::integral_constant<int, lanes>{});
    });
  });
  constexpr int groups = (Rows + W - 1) / W;
  fixed<V, groups * W> row;
  each_constant<groups * W>([&](auto i) __attribute__((always_inline)) {
    fixed<V, vectors> part;
    each_constant<vectors>([&](auto v) __attribute__((always_inline)) {
      part[v] = sum[v * Rows + (i < Rows ? int(i) : 0)];
    });
    row[i] = folded<adding, vectors>(part);
  });
  alignas(64) fixed<T, groups * W> total;
  each_constant<groups>([&](auto g) __attribute__((always_inline)) {
    store(total + g * W, sums_of_lanes<W, 1>(row + g * W));
  });
  each_constant<Rows>([&](auto i) __attribute__((always_inline)) { c[i * P.n] = total[i]; });
}
/// The entries of column J of C that are read, from the first to the last; the others are 0.
template <int J, product_shape P, class T, class B>
[[gnu::always_inline]] inline constexpr void dots_down_column(T const* a, B b, T* c) {
  constexpr int above = J - P.c.upper < 0 ? 0 : J - P.c.upper < P.m ? J - P.c.upper : P.m;
  constexpr int below = J - P.c.lower + 1 < P.m ? J - P.c.lower + 1 : P.m;
  constexpr int behind = below < above ? above : below;
  for (int i = 0; i < above; ++i) c[i * P.n] = T{};
  each_tile<behind - above, sums_in_registers>([&](auto i, auto rows) __attribute__((always_inline)) {
    dots_of_column<rows, P>(a + (above + i) * P.a_row, b, c + (above + i) * P.n);
  });
  for (int i = behind; i < P.m; ++i) c[i * P.n] = T{};
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
