// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/emit.hpp>

namespace tapeless {

/// Where a tensor of the program begins.
template <place P, auto const& List, class T>
[[gnu::always_inline]] inline constexpr T const* begin_of(T const* const* in, T* const* out,
                                                          T const* workspace, T const& number) {
  if constexpr (P.where == place::input) return in[P.which];
  else if constexpr (P.where == place::output) return out[P.which];
  else if constexpr (P.where == place::workspace) return workspace + P.offset;
  else return &number;
}
/// The number that fills a leaf.
template <auto const& List, place P, class T>
constexpr T number_at() {
  if constexpr (P.where == place::number)
    if constexpr (List.template is<constant_op>(P.which))
      return static_cast<T>(List.numbers[List.vertices[P.which].with]);
  return T{};
}

/// One kernel step; its op, its shapes and all places are constants.
template <auto const& List, kernel_step Step, class T>
[[gnu::always_inline]] inline constexpr void run_kernel(T const* const* in, T* const* out, T* workspace) {
  constexpr bool copies = Step.vertex < 0;
  constexpr int id = copies ? -1 - Step.vertex : Step.vertex;
  constexpr call c = List.call_of(id);
  constexpr place to = Step.y;
  T* const y = to.where == place::output ? out[to.which] : workspace + to.offset;
  T const n0 = number_at<List, Step.x[0], T>(), n1 = number_at<List, Step.x[1], T>(),
          n2 = number_at<List, Step.x[2], T>();
  T const* const x0 = begin_of<Step.x[0], List>(in, out, workspace, n0);
  [[maybe_unused]] T const* const x1 = begin_of<Step.x[1], List>(in, out, workspace, n1);
  [[maybe_unused]] T const* const x2 = begin_of<Step.x[2], List>(in, out, workspace, n2);
  constexpr int s0 = Step.x[0].where != place::number, s1 = Step.x[1].where != place::number,
                s2 = Step.x[2].where != place::number;  // a number is read again for every entry
  constexpr int size = c.y.size();
  if constexpr (copies) {
    for (int i = 0; i < size; ++i) y[i] = x0[s0 * i];
  } else {
    using Op = op_behind<List.vertices[id].op>;
    constexpr int arity = List.vertices[id].arity;
    if constexpr (Elementwise<Op>) {
      for (int i = 0; i < size; ++i)
        y[i] = apply<Op, c.with>(x0[s0 * i], x1[arity > 1 ? s1 * i : 0], x2[arity > 2 ? s2 * i : 0]);
    } else if constexpr (arity == 1) {
      Op::evaluate(c, y, x0);
    } else if constexpr (arity == 2) {
      Op::evaluate(c, y, x0, x1);
    } else {
      Op::evaluate(c, y, x0, x1, x2);
    }
  }
}

/// Runs a program of kernels. The workspace has Plan.workspace numbers.
template <auto const& List, auto const& Plan, class T>
[[gnu::always_inline]] inline constexpr void run_kernels(T const* const* in, T* const* out, T* workspace) {
  [&]<int... S>(std::integer_sequence<int, S...>) {
    [[maybe_unused]] bool const done[]{true, (run_kernel<List, Plan.steps[S]>(in, out, workspace), true)...};
  }(up_to<Plan.length>{});
}

}  // namespace tapeless
