// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/run_loop.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Operand K of `Count` functions from step First of a program on, in lanes: copies of the last fill up.
template <class V, auto const& Plan, int First, int Count, int K, class T, int... L>
[[gnu::always_inline]] inline V operands_of(T const* r, std::integer_sequence<int, L...>) {
  return V{r[subscript<Plan.steps[First + (L < Count ? L : Count - 1)].x[K]>]...};
}
/// Functions of one op that run together, at most as many as a vector has lanes, their results r[To] and on.
template <auto const& Plan, int First, int Count, int To, class T>
[[gnu::always_inline]] inline void call_in_lanes(T* r) {
  using Op = op_behind<Plan.steps[First].op>;
  constexpr long long with = Plan.steps[First].with;
  constexpr int least = 16 / int(sizeof(T)), width = Count <= least ? least : width_for<T>(Count);
  using V = vec<T, width>;
  constexpr auto lanes = std::make_integer_sequence<int, width>{};
  T const* const from = r;
  V const x = operands_of<V, Plan, First, Count, 0>(from, lanes);
  V y;
  if constexpr (Attributed<Op> || requires { Op::value(T{}); }) y = apply_to_lanes<Op, with>(x, x, x);
  else y = apply_to_lanes<Op, with>(x, operands_of<V, Plan, First, Count, 1>(from, lanes), x);
  each_constant<Count>([&](auto i) __attribute__((always_inline)) { r[To + i] = y[int(i)]; });
}
/// A step, if it is the first of functions that run together, else -1.
template <auto const& Plan>
constexpr int leader_or_none(int step) {
  return Plan.together[step] > 0 ? step : -1;
}
/// Steps First + L of one op of a program, their results r[To + L]: in lanes, or one by one in constant
/// expressions and where they do not fill a vector.
template <auto const& Plan, int First, int To, class T, int... L>
[[gnu::always_inline]] inline constexpr void run_pack(T* r, std::integer_sequence<int, L...>) {
  using Op = op_behind<Plan.steps[First].op>;
  constexpr long long with = Plan.steps[First].with;
  if (std::is_constant_evaluated() || sizeof...(L) * sizeof(T) < 16) {
    [[maybe_unused]] bool const done[]{
        (void(r[To + L] = apply<Op, with>(r[subscript<Plan.steps[First + L].x[0]>],
                                          r[subscript<Plan.steps[First + L].x[1]>],
                                          r[subscript<Plan.steps[First + L].x[2]>])),
         true)...};
  } else {
    using V = vec<T, int(sizeof...(L))>;
    V const x{r[subscript<Plan.steps[First + L].x[0]>]...};
    V y;
    if constexpr (Attributed<Op> || requires { Op::value(T{}); }) y = apply_to_lanes<Op, with>(x, x, x);
    else if constexpr (requires { Op::value(T{}, T{}); })
      y = apply_to_lanes<Op, with>(x, V{r[subscript<Plan.steps[First + L].x[1]>]...}, x);
    else
      y = apply_to_lanes<Op, with>(x, V{r[subscript<Plan.steps[First + L].x[1]>]...},
                                   V{r[subscript<Plan.steps[First + L].x[2]>]...});
    [[maybe_unused]] bool const done[]{(void(r[To + L] = y[L]), true)...};
  }
}
/// Steps that run together, from step First of a program on, their results r[Apart + First] and on; in
/// constant expressions one by one. None for First = -1.
template <auto const& Plan, int First, int Apart, class T>
[[gnu::always_inline]] inline constexpr void call_functions([[maybe_unused]] T* r) {
  if constexpr (First >= 0 && has_lanes<T>) {
    constexpr int n = Plan.together[First], width = native_width<T>, To = Apart + First;
    if constexpr (!requires { op_behind<Plan.steps[First].op>::transcendentals; }) {
      constexpr int head = n < width ? n : width;  // a pack has at most two vectors
      run_pack<Plan, First, To>(r, up_to<head>{});
      if constexpr (n > head) run_pack<Plan, First + head, To + head>(r, up_to<n - head>{});
    } else if (std::is_constant_evaluated()) {
      each_constant<n>([&](auto i) __attribute__((always_inline)) {
        constexpr int s = First + i;
        r[To + i] = apply<op_behind<Plan.steps[s].op>, Plan.steps[s].with>(
            r[subscript<Plan.steps[s].x[0]>], r[subscript<Plan.steps[s].x[1]>],
            r[subscript<Plan.steps[s].x[2]>]);
      });
    } else {
      each_constant<(n + width - 1) / width>([&](auto c) __attribute__((always_inline)) {
        constexpr int from = c * width, count = n - from < width ? n - from : width;
        call_in_lanes<Plan, First + from, count, To + from>(r);
      });
    }
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
