// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/functions.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The parts of one block. What `emit` takes from them are template arguments: values of its own, constant
/// or not, would refer to the program, and compilers keep that, with the rules of all operations in it, until
/// they have optimised.
template <auto const& Plan, int B>
struct parts_of_block {
  static constexpr block here = Plan.blocks[B];
  static constexpr int at = here.steps.first;
  static constexpr auto* input = &Plan.inputs[here.inputs.first];
  static constexpr auto* fresh = &Plan.fresh[at];
  static constexpr auto* load = &Plan.loads[here.loads.first];
  static constexpr auto* step = &Plan.steps[at];
  static constexpr auto* together = &Plan.together[at];
  static constexpr auto* written = &Plan.written[at];
  static constexpr auto* store = &Plan.stores[here.stores.first];
  static constexpr auto* output = &Plan.outputs[here.outputs.first];
  template <int C, class T>
  static constexpr T constant = static_cast<T>(Plan.constants[here.constants.first + C]);
};

/// Reads inputs of a block, r[First + I]: where they are needed, as g++ would hold them all from the start,
/// mostly on the stack.
template <class Block, int First, class T, int... I>
[[gnu::always_inline]] inline constexpr void read_inputs([[maybe_unused]] T const* const* in,
                                                         [[maybe_unused]] T* r,
                                                         std::integer_sequence<int, I...>) {
  [[maybe_unused]] bool const done[]{
      true, (void(r[First + I] = in[subscript<Block::input[First + I].which>]
                                   [subscript<Block::input[First + I].offset>]),
             true)...};
}

/// The steps of one block, over a local array whose every subscript is a constant, so that the compiler holds
/// it in registers; an array behind a pointer would cost time quadratic in the steps. Braced lists keep their
/// order like folds do, without their nesting: clang stops at 256, g++ takes quadratic time.
template <auto const& Plan, int B, class T, int... C, int... L, int... S, int... E, int... O>
[[gnu::always_inline]] inline constexpr void emit(
    [[maybe_unused]] T const* const* in, T* const* out, [[maybe_unused]] T* frame,
    std::integer_sequence<int, C...>, std::integer_sequence<int, L...>, std::integer_sequence<int, S...>,
    std::integer_sequence<int, E...>, std::integer_sequence<int, O...>) {
  using b = parts_of_block<Plan, B>;
  constexpr int first_input = sizeof...(C), first_load = first_input + b::here.inputs.count,
                first_step = first_load + int(sizeof...(L));
  fixed<T, first_step + int(sizeof...(S))> r;
  if constexpr (!b::here.mixed) {
    [[maybe_unused]] bool const done[]{
        true,
        (void(r[C] = fill<T>(b::template constant<C, scalar_of<T>>)), true)...,
        (void(r[first_load + L] = frame[subscript<b::load[L].offset>]), true)...,
        (read_inputs<b, b::fresh[S].count == 0 ? 0 : b::fresh[S].first>(in, r + first_input,
                                                                         each_up_to<b::fresh[S].count>()),
         b::together[S] < 0 || !has_lanes<T>
             ? void(r[first_step + S] = apply<op_behind<b::step[S].op>, b::step[S].with>(
                        r[subscript<b::step[S].x[0]>], r[subscript<b::step[S].x[1]>],
                        r[subscript<b::step[S].x[2]>]))
             : call_functions<Plan, leader_or_none<Plan>(b::at + S), first_step - b::at>(r),
         b::written[S].any
             ? void(out[subscript<b::written[S].which>][subscript<b::written[S].offset>] = r[first_step + S])
             : void(),
         true)...,
        (read_inputs<b, b::here.read>(in, r + first_input, up_to<b::here.inputs.count - b::here.read>{}),
         true),
        (void(frame[subscript<b::store[E].offset>] = r[subscript<b::store[E].local>]), true)...,
        (void(out[subscript<b::output[O].which>][subscript<b::output[O].offset>] =
                  r[subscript<b::output[O].local>]),
         true)...};
  } else {
    fixed<whole_of<T>, first_step + int(sizeof...(S))> whole;
    [[maybe_unused]] bool const done[]{
        true,
        (void(r[C] = fill<T>(b::template constant<C, scalar_of<T>>)), true)...,
        (void(r[first_load + L] = frame[subscript<b::load[L].offset>]), true)...,
        (read_inputs<b, b::fresh[S].count == 0 ? 0 : b::fresh[S].first>(in, r + first_input,
                                                                         each_up_to<b::fresh[S].count>()),
         b::together[S] < 0 || !has_lanes<T>
             ? step_among_wholes<b::step[S]>(r, whole, first_step + S)
             : call_functions<Plan, leader_or_none<Plan>(b::at + S), first_step - b::at>(r),
         b::written[S].any ? void(out[subscript<b::written[S].which>][subscript<b::written[S].offset>] =
                                      read_number<T, b::written[S].whole>(r, whole, first_step + S))
                           : void(),
         true)...,
        (read_inputs<b, b::here.read>(in, r + first_input, up_to<b::here.inputs.count - b::here.read>{}),
         true),
        (void(frame[subscript<b::store[E].offset>] =
                  read_number<T, b::store[E].whole>(r, whole, b::store[E].local)),
         true)...,
        (void(out[subscript<b::output[O].which>][subscript<b::output[O].offset>] =
                  read_number<T, b::output[O].whole>(r, whole, b::output[O].local)),
         true)...};
  }
}
template <auto const& Plan, int B, class T>
[[gnu::always_inline]] inline constexpr void emit(T const* const* in, T* const* out, T* frame) {
  constexpr block b = Plan.blocks[B];
  emit<Plan, B>(in, out, frame, up_to<b.constants.count>{}, up_to<b.loads.count>{}, up_to<b.steps.count>{},
                up_to<b.stores.count>{}, up_to<b.outputs.count>{});
}
/// A long program is a chain of calls: kept out of line, or compilers undo the cut.
template <auto const& Plan, int B, class T>
[[gnu::noinline]] constexpr void call_block(T const* const* in, T* const* out, T* frame) {
  emit<Plan, B>(in, out, frame);
}
/// Runs a written-out program. The frame has Plan.frame numbers.
template <auto const& Plan, class T>
[[gnu::always_inline]] inline constexpr void run_blocks(T const* const* in, T* const* out, T* frame) {
  if constexpr (Plan.count == 1) emit<Plan, 0>(in, out, frame);
  else
    [&]<int... B>(std::integer_sequence<int, B...>) __attribute__((always_inline)) {
      [[maybe_unused]] bool const done[]{(call_block<Plan, B>(in, out, frame), true)...};
    }(up_to<Plan.count>{});
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
