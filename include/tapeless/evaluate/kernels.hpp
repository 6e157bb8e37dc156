// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/emit.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

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
    inline constexpr table_entries<List, Id, T>
        table_of{};

/// Where a tensor of the program begins.
template <place P, auto const& List, class T>
[[gnu::always_inline]] inline constexpr T const* begin_of(T const* const* in, T* const* out,
                                                          T const* workspace, T const& number) {
  if constexpr (P.where == place::input) return in[P.which] + P.offset;
  else if constexpr (P.where == place::output) return out[P.which] + P.offset;
  else if constexpr (P.where == place::workspace) return workspace + P.offset;
  else if constexpr (P.where == place::data) return table_of<List, P.which, T>.at + P.offset;
  else return &number;
}
/// The number that fills a leaf.
template <auto const& List, place P, class T>
constexpr T number_at() {
  constexpr scalar_of<T> number = [] {
    if constexpr (P.where == place::number)
      if constexpr (List.template is<constant_op>(P.which))
        return static_cast<scalar_of<T>>(kept_number(List.vertices[P.which]));
    return scalar_of<T>{};
  }();
  return fill<T>(number);
}

// Kernels are functions of their own, with all that they call inlined: one for each op and shape, however
// often a program uses it, and every extent a constant of its loops.

/// An op's kernel. One with `evaluate<C>` has constants as extents there; nvcc finds no pack of
/// operands in a requirement.
template <class Op, call C, class T, class... X>
[[gnu::noinline, gnu::flatten]] constexpr void tensor_kernel(T* y, X const*... x) {
  constexpr call c = C;
  if constexpr (requires(T const* operand) { Op::template evaluate<C>(y, operand); })
    Op::template evaluate<C>(y, x...);
  else if constexpr (requires(T const* operand) { Op::template evaluate<C>(y, operand, operand); })
    Op::template evaluate<C>(y, x...);
  else if constexpr (requires(T const* operand) {
                       Op::template evaluate<C>(y, operand, operand, operand);
                     })
    Op::template evaluate<C>(y, x...);
  else Op::evaluate(c, y, x...);
}
template <product_shape P, class T, class B>
[[gnu::noinline, gnu::flatten]] constexpr void call_product(T const* a, B b, T* c) {
  product<P>(a, b, c);
}

template <product_shape P, int Uses, class T, class B>
[[gnu::always_inline]] inline constexpr void run_product(T const* a, B b, T* c) {
  if constexpr (belongs_in_line(2ll * P.m * P.n * P.k * P.count, Uses)) product<P>(a, b, c);
  else call_product<P>(a, b, c);
}

/// The right factor of a product, from what it reads.
template <operation const* FormedBy, class T>
[[gnu::always_inline]] inline constexpr auto right_factor(T const* const* x) {
  if constexpr (FormedBy == nullptr) return x[1];
  else return formed_factor<op_behind<FormedBy>, T>{x[1], x[2]};
}

/// One step in one round; its op, its shapes and all places are constants.
template <auto const& List, auto const& Plan, int S, class T, int... R, int... W>
[[gnu::always_inline]] inline constexpr void run_step(T const* const* in, T* const* out, T* workspace,
                                                      [[maybe_unused]] int round,
                                                      std::integer_sequence<int, R...>,
                                                      std::integer_sequence<int, W...>) {
  constexpr tensor_step step = Plan.steps[S];
  [[maybe_unused]] fixed<T, int(sizeof...(R))> const number{
      number_at<List, Plan.places[step.reads.first + R], T>()...};
  fixed<T const*, int(sizeof...(R))> const x{
      begin_of<Plan.places[step.reads.first + R], List>(in, out, workspace, number[R]) +
      round * subscript<Plan.places[step.reads.first + R].next>...};
  fixed<T*, int(sizeof...(W))> const y{
      const_cast<T*>(begin_of<Plan.places[step.writes.first + W], List>(in, out, workspace, number[0])) +
      round * subscript<Plan.places[step.writes.first + W].next>...};
  if constexpr (step.what == tensor_step::loop) run_loop<Plan, step.which>(x, y);
  else if constexpr (step.what == tensor_step::product)
    run_product<Plan.products[step.which], Plan.product_uses[step.which]>(
        x[0], right_factor<Plan.formed_by[step.which]>(x), y[0]);
  else tensor_kernel<op_behind<List.vertices[step.which].op>, List.call_of(step.which)>(y[0], x[R]...);
}

/// Steps from First on, in one round.
template <auto const& List, auto const& Plan, int First, class T, int... S>
[[gnu::always_inline]] inline constexpr void run_steps(T const* const* in, T* const* out, T* workspace,
                                                       int round, std::integer_sequence<int, S...>) {
  [[maybe_unused]] bool const done[]{
      true, (run_step<List, Plan, First + S>(in, out, workspace, round,
                                             up_to<Plan.steps[First + S].reads.count>{},
                                             up_to<Plan.steps[First + S].writes.count>{}),
             true)...};
}
/// Runs a program over tensors from a step on. The workspace has Plan.workspace numbers.
template <auto const& List, auto const& Plan, int First = 0, class T>
[[gnu::always_inline]] inline constexpr void run_tensors(T const* const* in, T* const* out, T* workspace) {
  constexpr int first = Plan.first_in_rounds(First), last = Plan.behind_rounds(first);
  run_steps<List, Plan, First>(in, out, workspace, 0, up_to<first - First>{});
  if constexpr (first < last) {
    for (int round = 0; round < subscript<Plan.steps[first].rounds>; ++round)
      run_steps<List, Plan, first>(in, out, workspace, round, up_to<last - first>{});
    run_tensors<List, Plan, last>(in, out, workspace);
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
