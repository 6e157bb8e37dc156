// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/emit.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Whether two vectors of samples run side by side, step by step: where elementary functions are most of the
/// work. A function is a chain of dependent operations that leaves a processor idle, while the numbers of
/// much arithmetic fill its registers without a second vector's.
template <class Program>
constexpr bool runs_side_by_side() {
  if constexpr (!Program::scalarised) {
    return false;
  } else {
    long long functions = 0;
    for (int s = 0; s < Program::plan.size.steps; ++s)
      functions += Program::plan.steps[s].op->transcendentals != nullptr;
    return Program::plan.count == 1 && 2 * price_of_function * functions >= Program::plan.size.steps;
  }
}

/// One step of a program of one block for each of K vectors: number i of vector k is r[K * i + k]. What is
/// wanted goes to put.at<result, entry, k>(number).
template <auto const& Plan, int S, int First, class T, class Put, int... k>
[[gnu::always_inline]] inline void step_side_by_side(T* r, [[maybe_unused]] whole_of<T>* whole, Put& put,
                                                     std::integer_sequence<int, k...>) {
  using b = parts_of_block<Plan, 0>;
  constexpr int K = sizeof...(k), y = First + S;
  if constexpr (b::here.mixed)
    (step_among_wholes<b::step[S], K>(r + k, whole + k, K * y), ...);
  else
    ((r[K * y + k] = apply<op_behind<b::step[S].op>, b::step[S].with>(
          r[K * subscript<b::step[S].x[0]> + k], r[K * subscript<b::step[S].x[1]> + k],
          r[K * subscript<b::step[S].x[2]> + k])),
     ...);
  if constexpr (b::written[S].any)
    (put.template at<b::written[S].which, b::written[S].offset, k>(
         read_number<T, b::written[S].whole>(r, whole, K * y + k)),
     ...);
}
/// A program of one block for several vectors of samples, whose variables are one after another's in[v]; see
/// `emit`.
template <auto const& Plan, class T, class Put, int... k, int... C, int... I, int... S, int... O>
[[gnu::always_inline]] inline void emit_side_by_side(
    [[maybe_unused]] T const* const* in, Put& put, [[maybe_unused]] std::integer_sequence<int, k...> all,
    std::integer_sequence<int, C...>, std::integer_sequence<int, I...>, std::integer_sequence<int, S...>,
    std::integer_sequence<int, O...>) {
  using b = parts_of_block<Plan, 0>;
  constexpr int K = sizeof...(k), first_input = sizeof...(C), first_step = first_input + int(sizeof...(I));
  fixed<T, K * (first_step + int(sizeof...(S)))> r;
  fixed<whole_of<T>, b::here.mixed ? K*(first_step + int(sizeof...(S))) : 0> whole;
  auto const once = [&](auto which) __attribute__((always_inline)) {
    constexpr int v = which;
    ((r[K * C + v] = fill<T>(b::template constant<C, scalar_of<T>>)), ...);
    ((r[K * (first_input + I) + v] = in[K * subscript<b::input[I].which> + v][subscript<b::input[I].offset>]),
     ...);
  };
  (once(std::integral_constant<int, k>{}), ...);
  [[maybe_unused]] bool const steps[]{
      true, (step_side_by_side<Plan, S, first_step>(&r[0], &whole[0], put, all), true)...};
  [[maybe_unused]] auto const last = [&](auto output) __attribute__((always_inline)) {
    using from = std::integral_constant<int, K * b::output[output].local>;
    (put.template at<b::output[output].which, b::output[output].offset, k>(
         read_number<T, b::output[output].whole>(&r[0], &whole[0], from::value + k)),
     ...);
  };
  [[maybe_unused]] bool const outputs[]{true, (last(std::integral_constant<int, O>{}), true)...};
}
template <auto const& Plan, int K, class T, class Put>
[[gnu::always_inline]] inline void run_side_by_side(T const* const* in, Put& put) {
  constexpr block b = Plan.blocks[0];
  emit_side_by_side<Plan>(in, put, up_to<K>{}, up_to<b.constants.count>{}, up_to<b.inputs.count>{},
                          up_to<b.steps.count>{}, up_to<b.outputs.count>{});
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
