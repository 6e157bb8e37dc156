// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/lane.hpp>
#include <tapeless/plan/program.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

template <int N>
using up_to = std::make_integer_sequence<int, N>;
/// Those, where there is one such for every step: each `up_to<..>{}` would be an entry of clang's debug
/// information.
template <int N>
[[gnu::always_inline]] inline constexpr up_to<N> each_up_to() {
  return {};
}
/// A subscript or distance that is a constant to every compiler: nvcc would read `step[S].x[0]` when the
/// kernel runs, at an address that only the host has.
template <int I>
inline constexpr int subscript = I;

/// One scalar operation: shared by all steps of its op, attribute and scalar type.
template <class Op, long long With, class T>
[[gnu::always_inline]] inline constexpr T apply(T const& a, T const& b, T const& c) {
  if constexpr (Attributed<Op>) return Op::template value<With>(a);
  else if constexpr (requires { Op::value(a); }) return Op::value(a);
  else if constexpr (requires { Op::value(a, b); }) return Op::value(a, b);
  else return Op::value(a, b, c);
}

/// The same in lanes; lane by lane where an op is written for single numbers.
template <class Op, long long With, class V>
[[gnu::always_inline]] inline constexpr V apply_to_lanes(V const& a, V const& b, V const& c) {
  if constexpr (requires { Op::one_by_one; } && !is_scalar<V>) {
    V y{};
    for (int i = 0; i < width_of<V>; ++i) y[i] = apply<Op, With, scalar_of<V>>(a[i], b[i], c[i]);
    return y;
  } else {
    return apply<Op, With>(a, b, c);
  }
}

/// Truth values of lanes stay lanes; those of scalars are integers, which g++ keeps in flags and adds without
/// floats.
template <class T>
using whole_of = std::conditional_t<std::is_arithmetic_v<T>, int, T>;

/// Number i of a block where some numbers are whole.
template <class Wanted, bool Whole, class T>
[[gnu::always_inline]] inline constexpr Wanted read_number(T const* real, whole_of<T> const* whole, int i) {
  if constexpr (!std::is_arithmetic_v<T>) return Whole ? whole[i] : real[i];
  else if constexpr (Whole) return static_cast<Wanted>(whole[i]);
  else return static_cast<Wanted>(real[i]);
}
/// One step of such a block: truth is compared and counted as integers, chosen by as an integer, else it is a
/// number. Numbers that follow each other are `Apart` from one to the next.
template <scalar_step Step, int Apart = 1, class T>
[[gnu::always_inline]] inline constexpr void step_among_wholes(T* real, whole_of<T>* whole, int y) {
  using Op = op_behind<Step.op>;
  constexpr int x0 = Apart * Step.x[0];
  [[maybe_unused]] constexpr int x1 = Apart * Step.x[1], x2 = Apart * Step.x[2];
  constexpr bool w0 = (Step.whole & 1) != 0, w1 = (Step.whole & 2) != 0, w2 = (Step.whole & 4) != 0;
  constexpr bool to_whole = (Step.whole >> max_arity & 1) != 0;
  using Flag = whole_of<T>;
  if constexpr (requires { Op::holds(T{}, T{}); }) {
    using X = std::conditional_t<w0 && w1, Flag, T>;
    auto const holds = Op::holds(read_number<X, w0>(real, whole, x0), read_number<X, w1>(real, whole, x1));
    if constexpr (std::is_arithmetic_v<T>) whole[y] = holds;
    else whole[y] = select(holds, T{} + 1, T{});
  } else if constexpr (to_whole) {
    whole[y] =
        apply<Op, 0>(read_number<Flag, w0>(real, whole, x0), read_number<Flag, w1>(real, whole, x1), Flag{});
  } else if constexpr (requires { Op::value(Flag{}, T{}, T{}); } && w0) {
    real[y] = Op::value(whole[x0], read_number<T, w1>(real, whole, x1), read_number<T, w2>(real, whole, x2));
  } else {
    real[y] = apply<Op, Step.with>(read_number<T, w0>(real, whole, x0), read_number<T, w1>(real, whole, x1),
                                   read_number<T, w2>(real, whole, x2));
  }
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
