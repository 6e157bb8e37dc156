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
                       parameters = sizeof...(Shapes) == 0 ? 1 : (Shapes.size() + ... + 0);

  /// The state after one step, in its own shape.
  static constexpr term next(term c, term x, term p) {
    [[maybe_unused]] int at = 0;
    [[maybe_unused]] auto const take = [&](shape const& s) {
      at += s.size();
      return reshape_op{}(stretch(p, at - s.size(), s.size()), s);
    };
    term const state = reshape_op{}(c, State);
    fixed<term, int(sizeof...(Shapes))> const given{take(Shapes)...};
    return [&]<int... I>(std::integer_sequence<int, I...>) {
      if constexpr (Reads) return attached(*c.owner, F{}(state, reshape_op{}(x, Input), given[I]...));
      else return attached(*c.owner, F{}(state, given[I]...));
    }
    (std::make_integer_sequence<int, int(sizeof...(Shapes))>{});
  }
  constexpr term operator()(term c, term x, term p) const {
    return chained(flatten_call{}(next(c, x, p)), c);
  }

  /// What is wrong with the step, if anything.
  static constexpr sentence problem() {
    graph g;
    term const y = next(make<placeholder_op<element::real>>(g, shape{carry}, -1),
                        make<placeholder_op<element::real>>(g, shape{input}, -2),
                        make<placeholder_op<element::real>>(g, shape{parameters}, -3));
    if (g.problem()) return g.problem();
    for (vertex const& v : g.vertices)
      if (v.op == &describe<variable_op>)
        return say("scan, repeat: the step uses the variable ", g.name(v.with),
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
    term p;
    if constexpr (sizeof...(parameters) == 0) p = zero(*init.owner, shape{1});
    else p = chained(flatten_call{}(parameters)...);
    return make<loop_op<Body, N>>(shape{(N + 1) * Body::carry}, 0, flatten_call{}(init), flatten_call{}(xs),
                                  p);
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
  static constexpr shape nothing{1};  // a name: nvcc writes out values for g++, brackets included
  using body = stepping<F, false, State, nothing, Shapes...>;
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
template <int N, Traced F, Expression S, Expression X, Expression... P>
  requires(N > 0 && X::shape.rank > 0 && X::shape.extent[0] == N && scan_formula<N, F, S, X, P...>::seen.fits)
constexpr scan_formula<N, F, S, X, P...> scan(F, S, X, P...) { return {}; }
/// N steps from a state, of which the last is the result: step(state, parameters...).
///     repeat<N>(step, init, W)
template <int N, Traced F, Expression S, Expression... P>
  requires(N > 0 && repeat_formula<N, F, S, P...>::seen.fits)
constexpr repeat_formula<N, F, S, P...> repeat(F, S, P...) { return {}; }

template <int N, class X>
struct scan_length {
  static constexpr sentence problem = say(
      "scan<N>(step, init, xs): xs must have N entries along its first axis; N is ", N, ", xs is ", X::shape);
};
template <int N, Traced F, Expression S, Expression X, Expression... P>
  requires(N < 1 || X::shape.rank == 0 || X::shape.extent[0] != N)
auto scan(F, S, X, P...) -> error<scan_length<N, X>>;
template <int N, Traced F, Expression S, Expression X, Expression... P>
  requires(N > 0 && X::shape.rank > 0 && X::shape.extent[0] == N &&
           !scan_formula<N, F, S, X, P...>::seen.fits)
auto scan(F, S, X, P...) -> error<mistake<scan_formula<N, F, S, X, P...>>>;
template <int N, Traced F, Expression S, Expression... P>
  requires(N > 0 && !repeat_formula<N, F, S, P...>::seen.fits)
auto repeat(F, S, P...) -> error<mistake<repeat_formula<N, F, S, P...>>>;

}  // namespace tapeless
