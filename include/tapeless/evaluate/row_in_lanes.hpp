// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/down_columns.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Two vectors of a row of a loop, the entries [i, i + W + Count), side by side: loads, steps, stores,
/// reductions. A function is a chain of operations that wait for each other: those of another vector fill the
/// time.
template <class Loop, class V, int Count, class T, int... L, int... C, int... S, int... E, int... R>
[[gnu::always_inline]] inline constexpr void run_two_vectors(
    [[maybe_unused]] T const* const* x, [[maybe_unused]] T const* still, [[maybe_unused]] T* const* y, int i,
    [[maybe_unused]] V* first, [[maybe_unused]] V* second, std::integer_sequence<int, L...>,
    std::integer_sequence<int, C...>, std::integer_sequence<int, S...>, std::integer_sequence<int, E...>,
    std::integer_sequence<int, R...>) {
  constexpr int W = Loop::width, last = Loop::rank - 1, first_step = Loop::loads + int(sizeof...(C));
  fixed<V, first_step + int(sizeof...(S))> a, b;
  [[maybe_unused]] bool const done[]{
      true,
      (void(a[L] = Loop::template read<V, W, Loop::load_at[L].stride[last]>(x[L], still[L], i)),
       void(b[L] = Loop::template read<V, Count, Loop::load_at[L].stride[last]>(x[L], still[L], i + W)),
       true)...,
      (void(a[Loop::loads + C] = b[Loop::loads + C] = fill<V>(Loop::template number<C>)), true)...,
      (void(a[first_step + S] = Loop::template step<S>(&a[0])),
       void(b[first_step + S] = Loop::template step<S>(&b[0])), true)...,
      (store(y[E] + i, a[subscript<Loop::store_at[E]>]),
       store_part<Count>(y[E] + i + W, b[subscript<Loop::store_at[E]>]), true)...,
      (Loop::template add<R, W>(a[subscript<Loop::reduction_at[R].local>], y[Loop::stores + R], i, first),
       Loop::template add<R, Count>(b[subscript<Loop::reduction_at[R].local>], y[Loop::stores + R], i + W,
                                    second),
       true)...};
}

/// A row of a loop in lanes. Where reductions run inside, whole sets of partial results at a time; where
/// elementary functions do and the compiler leaves operations in order, two vectors at a time.
template <class Loop, class V, class T>
[[gnu::always_inline]] inline constexpr void run_row_in_lanes(T const* const* x, T const* still, T* const* y,
                                                              V* partial) {
  constexpr int W = Loop::width, n = Loop::n, sets = Loop::inside() > 0 ? Loop::parts / W : 1,
                together = Loop::calls && !orders_instructions && n > W ? 2 : 1,
                stride = sets > together ? sets * W : together * W, left = n % stride;
  auto const run = [&](int first, auto size) __attribute__((always_inline)) {
    each_constant<(size + together * W - 1) / (together * W)>([&](auto k) __attribute__((always_inline)) {
      constexpr int v = together * k, rest = size - v * W;
      int const i = first + v * W;
      V* const part = partial + v % sets;
      if constexpr (together == 2 && rest > W)
        run_two_vectors<Loop, V, (rest < 2 * W ? rest - W : W)>(
            x, still, y, i, part, partial + (v + 1) % sets, up_to<Loop::loads>{},
            up_to<Loop::kind.constants.count>{}, up_to<Loop::kind.steps.count>{}, up_to<Loop::stores>{},
            up_to<Loop::reductions>{});
      else Loop::template entries<V, (rest < W ? rest : W)>(x, still, y, i, part);
    });
  };
  for (int i = 0; i + stride <= n; i += stride) run(i, std::integral_constant<int, stride>{});
  if constexpr (left > 0) run(n - left, std::integral_constant<int, left>{});
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
