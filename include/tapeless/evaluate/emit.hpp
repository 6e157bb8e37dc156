// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/lane.hpp>
#include <tapeless/plan/program.hpp>

namespace tapeless {

template <int N>
using up_to = std::make_integer_sequence<int, N>;

/// One scalar operation: shared by all steps of its op, attribute and scalar type.
template <class Op, long long With, class T>
[[gnu::always_inline]] inline constexpr T apply(T const& a, T const& b, T const& c) {
  if constexpr (Attributed<Op>) return Op::template value<With>(a);
  else if constexpr (requires { Op::value(a); }) return Op::value(a);
  else if constexpr (requires { Op::value(a, b); }) return Op::value(a, b);
  else return Op::value(a, b, c);
}

/// Truth values of lanes stay lanes; those of scalars are integers, which g++ keeps in flags and adds without
/// floats.
template <class T>
using whole_of = std::conditional_t<std::is_arithmetic_v<T>, int, T>;

/// Number i of a block where some numbers are whole.
template <class Wanted, bool Whole, class T>
[[gnu::always_inline]] inline constexpr Wanted number_of(T const* real, whole_of<T> const* whole, int i) {
  if constexpr (!std::is_arithmetic_v<T>) return Whole ? whole[i] : real[i];
  else if constexpr (Whole) return static_cast<Wanted>(whole[i]);
  else return static_cast<Wanted>(real[i]);
}
/// One step of such a block: truth is compared and counted as integers, chosen by as an integer, else it is a
/// number.
template <scalar_step Step, class T>
[[gnu::always_inline]] inline constexpr void step_among_wholes(T* real, whole_of<T>* whole, int y) {
  using Op = op_behind<Step.op>;
  constexpr bool w0 = (Step.whole & 1) != 0, w1 = (Step.whole & 2) != 0, w2 = (Step.whole & 4) != 0;
  constexpr bool to_whole = (Step.whole >> max_arity & 1) != 0;
  using Flag = whole_of<T>;
  if constexpr (requires { Op::holds(T{}, T{}); }) {
    using X = std::conditional_t<w0 && w1, Flag, T>;
    auto const holds =
        Op::holds(number_of<X, w0>(real, whole, Step.x[0]), number_of<X, w1>(real, whole, Step.x[1]));
    if constexpr (std::is_arithmetic_v<T>) whole[y] = holds;
    else whole[y] = select(holds, T{} + 1, T{});
  } else if constexpr (to_whole) {
    whole[y] = apply<Op, 0>(number_of<Flag, w0>(real, whole, Step.x[0]),
                            number_of<Flag, w1>(real, whole, Step.x[1]), Flag{});
  } else if constexpr (requires { Op::value(Flag{}, T{}, T{}); } && w0) {
    real[y] = Op::value(whole[Step.x[0]], number_of<T, w1>(real, whole, Step.x[1]),
                        number_of<T, w2>(real, whole, Step.x[2]));
  } else {
    real[y] = apply<Op, Step.with>(number_of<T, w0>(real, whole, Step.x[0]),
                                   number_of<T, w1>(real, whole, Step.x[1]),
                                   number_of<T, w2>(real, whole, Step.x[2]));
  }
}
/// The steps of one block, over a local array whose every subscript is a constant, so that the compiler holds
/// it in registers; an array behind a pointer would cost time quadratic in the steps. Braced lists keep their
/// order like folds do, without their nesting: clang stops at 256, g++ takes quadratic time.
template <auto const& Plan, int B, class T, int... C, int... I, int... L, int... S, int... E, int... O>
[[gnu::always_inline]] inline constexpr void emit(
    [[maybe_unused]] T const* const* in, T* const* out, [[maybe_unused]] T* frame,
    std::integer_sequence<int, C...>, std::integer_sequence<int, I...>, std::integer_sequence<int, L...>,
    std::integer_sequence<int, S...>, std::integer_sequence<int, E...>, std::integer_sequence<int, O...>) {
  constexpr block here = Plan.blocks[B];
  [[maybe_unused]] constexpr auto* constant = &Plan.constants[here.constants.first];
  [[maybe_unused]] constexpr auto* input = &Plan.inputs[here.inputs.first];
  [[maybe_unused]] constexpr auto* load = &Plan.loads[here.loads.first];
  [[maybe_unused]] constexpr auto* step = &Plan.steps[here.steps.first];
  [[maybe_unused]] constexpr auto* store = &Plan.stores[here.stores.first];
  [[maybe_unused]] constexpr auto* output = &Plan.outputs[here.outputs.first];
  constexpr int first_input = sizeof...(C), first_load = first_input + int(sizeof...(I)),
                first_step = first_load + int(sizeof...(L));
  fixed<T, first_step + int(sizeof...(S))> r;
  if constexpr (!here.mixed) {
    [[maybe_unused]] bool const done[]{
        true, (void(r[C] = fill<T>(static_cast<scalar_of<T>>(constant[C]))), true)...,
        (void(r[first_input + I] = in[input[I].which][input[I].offset]), true)...,
        (void(r[first_load + L] = frame[load[L].offset]), true)...,
        (void(r[first_step + S] = apply<op_behind<step[S].op>, step[S].with>(r[step[S].x[0]], r[step[S].x[1]],
                                                                             r[step[S].x[2]])),
         true)...,
        (void(frame[store[E].offset] = r[store[E].local]), true)...,
        (void(out[output[O].which][output[O].offset] = r[output[O].local]), true)...};
  } else {
    fixed<whole_of<T>, first_step + int(sizeof...(S))> whole;
    [[maybe_unused]] bool const done[]{
        true,
        (void(r[C] = fill<T>(static_cast<scalar_of<T>>(constant[C]))), true)...,
        (void(r[first_input + I] = in[input[I].which][input[I].offset]), true)...,
        (void(r[first_load + L] = frame[load[L].offset]), true)...,
        (step_among_wholes<step[S]>(r, whole, first_step + S), true)...,
        (void(frame[store[E].offset] = number_of<T, store[E].whole>(r, whole, store[E].local)), true)...,
        (void(out[output[O].which][output[O].offset] =
                  number_of<T, output[O].whole>(r, whole, output[O].local)),
         true)...};
  }
}
template <auto const& Plan, int B, class T>
[[gnu::always_inline]] inline constexpr void emit(T const* const* in, T* const* out, T* frame) {
  constexpr block b = Plan.blocks[B];
  emit<Plan, B>(in, out, frame, up_to<b.constants.count>{}, up_to<b.inputs.count>{}, up_to<b.loads.count>{},
                up_to<b.steps.count>{}, up_to<b.stores.count>{}, up_to<b.outputs.count>{});
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
    [&]<int... B>(std::integer_sequence<int, B...>) {
      [[maybe_unused]] bool const done[]{(call_block<Plan, B>(in, out, frame), true)...};
    }(up_to<Plan.count>{});
}

}  // namespace tapeless
