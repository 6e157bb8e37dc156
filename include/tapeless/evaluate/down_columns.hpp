// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/step.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// A few columns of a loop from j on, down all rows of its last two axes: what is reduced stays in registers.
template <class Loop, class V, int Columns, class T>
[[gnu::always_inline]] inline constexpr void run_columns(T const* const* x, T* const* y,
                                                         typename Loop::indices at, int j) {
  constexpr int rank = Loop::rank, reductions = Loop::reductions, vectors = Loop::vectors_down;
  fixed<V, reductions * vectors> partial;
  at.i[rank - 2] = 0;
  auto const each_result = [&](auto act) __attribute__((always_inline)) {
    each_constant<reductions>([&](auto r) __attribute__((always_inline)) {
      T* const to = y[Loop::stores + r] + Loop::template reduction_offset<r>(at, up_to<rank - 1>{});
      auto const act_on = [&](int i, auto v, auto count) __attribute__((always_inline)) {
        act(to + i, partial[r * vectors + v], count);
      };
      Loop::template each_vector_of<Columns>(j, act_on);
    });
  };
  each_result([](T * to, V & part, auto count)
                  __attribute__((always_inline)) { part = load_part<V, count>(to); });
  for (int i = 0; i < subscript<Loop::kind.extent[rank - 2]>; ++i) {
    at.i[rank - 2] = i;
    auto const add = [&](T const* const* from, T const* still, T* const* to) __attribute__((always_inline)) {
      auto const add_vector = [&](int k, auto v, auto count) __attribute__((always_inline)) {
        Loop::template entries<V, count>(from, still, to, k, &partial[v]);
      };
      Loop::template each_vector_of<Columns>(j, add_vector);
    };
    Loop::in_row(x, y, at, add);
  }
  each_result([](T * to, V & part, auto count)
                  __attribute__((always_inline)) { store_part<count>(to, part); });
}
template <class Loop, class V, class T>
[[gnu::always_inline]] inline constexpr void run_down_columns(T const* const* x, T* const* y,
                                                              typename Loop::indices at) {
  constexpr int n = Loop::n, each = Loop::vectors_down * Loop::width, left = n % each;
  for (int j = 0; j + each <= n; j += each) run_columns<Loop, V, each>(x, y, at, j);
  if constexpr (left > 0) run_columns<Loop, V, left>(x, y, at, n - left);
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
