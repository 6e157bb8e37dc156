// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/loop.hpp>

namespace tapeless {

/// A user's step over tensors as a body over flat vectors. `Shapes` are those of the parameters.
template <class F, bool Reads, shape State, shape Input, shape... Shapes>
struct stepping {
  static constexpr std::string_view name = "stepping";
  static constexpr bool keeps_carry = true;
  static constexpr int order = 0, carry = State.size(), input = Input.size(), output = carry,
                       parameters = parameter_list<Shapes...>::size;

  /// The state after one step, in its own shape.
  static constexpr term next(term c, term x, term p) {
    term const state = reshape_op{}(c, State);
    if constexpr (Reads)
      return parameter_list<Shapes...>::template apply<F>(p, state, reshape_op{}(x, Input));
    else return parameter_list<Shapes...>::template apply<F>(p, state);
  }
  constexpr term operator()(term c, term x, term p) const {
    return chained(flatten_call{}(next(c, x, p)), c);
  }

  /// What is wrong with the step, if anything.
  static constexpr sentence problem() {
    constexpr int first = Reads ? 2 : 1;
    if (!parameter_list<Shapes...>::template fits<F, first>)
      return say(Reads ? "scan<N>(step, init, xs, ...)" : "repeat<N>(step, init, ...)",
                 ": the step must take ", first + int(sizeof...(Shapes)),
                 Reads ? " operands: the state, an entry of xs and the parameters"
                       : " operands: the state and the parameters");
    trial_graph t;
    term const y = next(t.stand_in(carry, 1), t.stand_in(input, 2), t.stand_in(parameters, 3));
    if (t.g.problem()) return t.g.problem();
    if (auto const stranger = t.stranger(); !stranger.empty())
      return say("scan, repeat: the step uses the variable ", stranger,
                 "; what a step needs is passed after its state");
    if (y.shape() == State) return {};
    return say("scan, repeat: a step must keep the shape of its state; that is ", State, ", after a step ",
               y.shape());
  }
};

template <class Body, int N>
struct loop_call {
  static constexpr std::string_view name = "scan";
  static constexpr sentence wrong = Body::problem();
  /// All states, the first one included: [(N + 1) · state].
  static constexpr term states(term init, term xs, auto... parameters) {
    if (wrong) init.owner->refuse(std::string_view(wrong));
    return make<loop_op<Body, N>>(shape{(N + 1) * Body::carry}, 0, flatten_call{}(init), flatten_call{}(xs),
                                  parameter_list<>::chain(*init.owner, parameters...));
  }
};
template <int N, class F, shape State, shape Input, shape... Shapes>
struct scan_steps_call {
  using body = stepping<F, true, State, Input, Shapes...>;
  static constexpr std::string_view name = "scan";
  constexpr term operator()(term init, term xs, std::same_as<term> auto... parameters) const {
    shape all{N};
    for (int axis = 0; axis < State.rank; ++axis) all.append(State[axis]);
    return reshape_op{}(
        stretch(loop_call<body, N>::states(init, xs, parameters...), body::carry, N * body::carry), all);
  }
};
template <int N, class F, shape State, shape... Shapes>
struct repeat_steps_call {
  using body = stepping<F, false, State, shape{1}, Shapes...>;
  static constexpr std::string_view name = "repeat";
  constexpr term operator()(term init, std::same_as<term> auto... parameters) const {
    term const none = zero(*init.owner, shape{N});
    return reshape_op{}(
        stretch(loop_call<body, N>::states(init, none, parameters...), N * body::carry, body::carry), State);
  }
};

/// The shape of one of N entries along the first axis.
constexpr shape row_shape(shape const& xs) {
  shape row;
  for (int axis = 1; axis < xs.rank; ++axis) row.append(xs[axis]);
  return row;
}
template <int N, class F, class S, class X, class... P>
using scan_formula = applied<scan_steps_call<N, F, S::shape, row_shape(X::shape), P::shape...>, S, X, P...>;
template <int N, class F, class S, class... P>
using repeat_formula = applied<repeat_steps_call<N, F, S::shape, P::shape...>, S, P...>;

/// N steps from a state, as a loop in the code, whatever N is: step(state, x, parameters...) gives the next
/// state from entry x of xs along its first axis. The result is the states after every step, along a new
/// first axis.
///     scan<N>(step, init, xs, W)      sₜ = step(sₜ₋₁, xₜ, W)      [N, axes of the state]
/// The gradient is a loop backwards over the kept states: s̄ₜ₋₁ = (∂step/∂s)ᵀ s̄ₜ + ḡₜ₋₁. The step is a
/// lambda that captures nothing; what it needs is passed to it.
template <int N, Step F, Expression S, Expression X, Expression... P>
  requires(N > 0 && X::shape.rank > 0 && X::shape.extent[0] == N && scan_formula<N, F, S, X, P...>::seen.fits)
constexpr scan_formula<N, F, S, X, P...> scan(F, S, X, P...) { return {}; }
/// N steps from a state, of which the last is the result: step(state, parameters...).
///     repeat<N>(step, init, W)
template <int N, Step F, Expression S, Expression... P>
  requires(N > 0 && repeat_formula<N, F, S, P...>::seen.fits)
constexpr repeat_formula<N, F, S, P...> repeat(F, S, P...) { return {}; }

template <int N, class X>
struct scan_length {
  static constexpr sentence problem = say(
      "scan<N>(step, init, xs): xs must have N entries along its first axis; N is ", N, ", xs is ", X::shape);
};
template <int N, Step F, Expression S, Expression X, Expression... P>
  requires(N < 1 || X::shape.rank == 0 || X::shape.extent[0] != N)
auto scan(F, S, X, P...) -> error<scan_length<N, X>>;
template <int N, Step F, Expression S, Expression X, Expression... P>
  requires(N > 0 && X::shape.rank > 0 && X::shape.extent[0] == N &&
           !scan_formula<N, F, S, X, P...>::seen.fits)
auto scan(F, S, X, P...) -> error<mistake<scan_formula<N, F, S, X, P...>>>;
template <int N, Step F, Expression S, Expression... P>
  requires(N > 0 && !repeat_formula<N, F, S, P...>::seen.fits)
auto repeat(F, S, P...) -> error<mistake<repeat_formula<N, F, S, P...>>>;

}  // namespace tapeless
