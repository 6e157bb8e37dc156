// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/instructions.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// One instruction of a block, whose numbers are `real` or `whole`.
template <auto const& Plan, class Op, opcode Code, class T>
[[gnu::always_inline]] inline constexpr void carry_out(
    [[maybe_unused]] T const* const* in, [[maybe_unused]] T* const* out, [[maybe_unused]] T* frame, T* real,
    [[maybe_unused]] whole_of<T>* whole, int y, [[maybe_unused]] int a, [[maybe_unused]] int b,
    [[maybe_unused]] int c) {
  if constexpr (Code.what == action::read) real[y] = in[a][b];
  else if constexpr (Code.what == action::load) real[y] = frame[a];
  else if constexpr (Code.what == action::pack) call_functions<Plan, int(Code.with)>(real, y);
  else if constexpr (Code.what == action::write) out[a][b] = read_number<T, Code.whole != 0>(real, whole, y);
  else if constexpr (Code.what == action::store) frame[a] = read_number<T, Code.whole != 0>(real, whole, y);
  else if constexpr (Code.whole == 0) real[y] = apply<Op, Code.with>(real[a], real[b], real[c]);
  else step_among_wholes<Op, Code.with, Code.whole>(real, whole, y, a, b, c);
}

/// One block, over a local array whose every subscript is a constant, so that the compiler holds it in
/// registers. Every instruction costs compilers its place in a list and one call: what else could be asked of
/// it is in its opcode, which is looked at once. Braced lists keep their order like folds do, without their
/// nesting: clang stops at 256, g++ takes quadratic time.
template <auto const& Plan, int B, class T, int... C, int... I>
[[gnu::always_inline]] inline constexpr void emit(T const* const* in, T* const* out, T* frame,
                                                  std::integer_sequence<int, C...>,
                                                  std::integer_sequence<int, I...>) {
  using b = parts_of_block<Plan, B>;
  using run = instructions_of_block<Plan, B, has_lanes<T>>;
  fixed<T, run::numbers> real;
  fixed<whole_of<T>, b::here.mixed ? run::numbers : 0> whole;
  [[maybe_unused]] bool const done[]{
      true, (void(real[C] = fill<T>(b::template constant<C, scalar_of<T>>)), true)...,
      (carry_out<Plan, op_behind<run::at[I].op>, run::at[I].code>(
           in, out, frame, &real[0], &whole[0], subscript<run::at[I].y>, subscript<run::at[I].x[0]>,
           subscript<run::at[I].x[1]>, subscript<run::at[I].x[2]>),
       true)...};
}
template <auto const& Plan, int B, class T>
[[gnu::always_inline]] inline constexpr void emit(T const* const* in, T* const* out, T* frame) {
  emit<Plan, B>(in, out, frame, up_to<Plan.blocks[B].constants.count>{},
                up_to<instructions_of_block<Plan, B, has_lanes<T>>::count>{});
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
