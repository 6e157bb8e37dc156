// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/emit.hpp>

namespace tapeless {

/// The entries of a table, rounded to the scalar type.
template <auto const& List, int Id, class T>
struct table_entries {
  fixed<T, List.shape(Id).size()> at{};
  constexpr table_entries() {
    for (int i = 0; i < List.shape(Id).size(); ++i)
      at[i] = fill<T>(static_cast<scalar_of<T>>(List.numbers[List.vertices[Id].with + i]));
  }
};
template <auto const& List, int Id, class T>
#if defined __CUDA_ARCH__
__attribute__((device)) static  // what a kernel reads must lie there
#endif
inline constexpr table_entries<List, Id, T> table_of{};

/// Where a tensor of the program begins.
template <place P, auto const& List, class T>
[[gnu::always_inline]] inline constexpr T const* begin_of(T const* const* in, T* const* out,
                                                          T const* workspace, T const& number) {
  if constexpr (P.where == place::input) return in[P.which];
  else if constexpr (P.where == place::output) return out[P.which];
  else if constexpr (P.where == place::workspace) return workspace + P.offset;
  else if constexpr (P.where == place::data) return table_of<List, P.which, T>.at;
  else return &number;
}
/// The number that fills a leaf.
template <auto const& List, place P, class T>
constexpr T number_at() {
  if constexpr (P.where == place::number)
    if constexpr (List.template is<constant_op>(P.which))
      return static_cast<T>(kept_number(List.vertices[P.which]));
  return T{};
}

// Kernels are functions of their own, with all that they call inlined: one for each op and shape, however
// often a program uses it, and every extent a constant of its loops.

/// An elementwise op over `size` entries; an operand of stride 0 is one number for all of them.
template <class Op, long long With, int Size, int S0, int S1, int S2, class T>
[[gnu::noinline, gnu::flatten]] constexpr void elementwise_kernel(T* y, T const* x0, T const* x1,
                                                                  T const* x2) {
  for (int i = 0; i < Size; ++i) y[i] = apply<Op, With>(x0[S0 * i], x1[S1 * i], x2[S2 * i]);
}
/// Any other op. One with room of its own has `evaluate<C>`: extents are constants there.
template <class Op, call C, int Arity, class T>
[[gnu::noinline, gnu::flatten]] constexpr void tensor_kernel(T* y, T const* x0, T const* x1, T const* x2) {
  constexpr call c = C;
  if constexpr (requires { Op::template evaluate<C>(y, x0); }) Op::template evaluate<C>(y, x0);
  else if constexpr (Arity == 1) Op::evaluate(c, y, x0);
  else if constexpr (Arity == 2) Op::evaluate(c, y, x0, x1);
  else Op::evaluate(c, y, x0, x1, x2);
}
template <int Size, int Stride, class T>
[[gnu::noinline]] constexpr void copy_kernel(T* y, T const* x) {
  for (int i = 0; i < Size; ++i) y[i] = x[Stride * i];
}

/// One kernel step; its op, its shapes and all places are constants.
template <auto const& List, kernel_step Step, class T>
[[gnu::always_inline]] inline constexpr void run_kernel(T const* const* in, T* const* out, T* workspace) {
  constexpr bool copies = Step.vertex < 0;
  constexpr int id = copies ? -1 - Step.vertex : Step.vertex;
  constexpr call c = List.call_of(id);
  constexpr int arity = List.vertices[id].arity, size = c.y.size();
  constexpr auto stride = [](int k) {
    return k >= (copies ? 1 : arity) || Step.x[k].where == place::number ? 0 : 1;
  };
  T* const y = Step.y.where == place::output ? out[Step.y.which] : workspace + Step.y.offset;
  T const n0 = number_at<List, Step.x[0], T>(), n1 = number_at<List, Step.x[1], T>(),
          n2 = number_at<List, Step.x[2], T>();
  T const* const x0 = begin_of<Step.x[0], List>(in, out, workspace, n0);
  [[maybe_unused]] T const* const x1 = begin_of<Step.x[1], List>(in, out, workspace, n1);
  [[maybe_unused]] T const* const x2 = begin_of<Step.x[2], List>(in, out, workspace, n2);
  using Op = op_behind<List.vertices[id].op>;
  if constexpr (copies) copy_kernel<size, stride(0)>(y, x0);
  else if constexpr (Elementwise<Op>)
    elementwise_kernel<Op, c.with, size, stride(0), stride(1), stride(2)>(y, x0, x1, x2);
  else tensor_kernel<Op, c, arity>(y, x0, x1, x2);
}

/// Runs a program of kernels. The workspace has Plan.workspace numbers.
template <auto const& List, auto const& Plan, class T>
[[gnu::always_inline]] inline constexpr void run_kernels(T const* const* in, T* const* out, T* workspace) {
  [&]<int... S>(std::integer_sequence<int, S...>) {
    [[maybe_unused]] bool const done[]{true, (run_kernel<List, Plan.steps[S]>(in, out, workspace), true)...};
  }(up_to<Plan.length>{});
}

}  // namespace tapeless
