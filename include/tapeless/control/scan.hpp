// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/checkpoint.hpp>
#include <tapeless/control/feed.hpp>
#include <tapeless/ops/option.hpp>

namespace tapeless::core {

/// scan, repeat: the gradient holds so many bytes at most, in double, and computes states again for it.
template <std::size_t Bytes>
struct checkpoint_option : option {
  static constexpr long long bytes = Bytes;
};
template <std::size_t Bytes>
inline constexpr checkpoint_option<Bytes> checkpoint{};
/// scan: the result is the last state only.
struct last_state_option : option {};
inline constexpr last_state_option last_state{};

/// What the options of a loop say.
struct loop_options {
  long long bytes = -1;  ///< none
  bool last = false;
};
template <class... O>
constexpr loop_options read_options() {
  loop_options all;
  [[maybe_unused]] auto const read = [&](auto said) {
    if constexpr (requires { said.bytes; }) all.bytes = said.bytes;
    else all.last = true;
  };
  (read(O{}), ...);
  return all;
}

/// A loop over a user's step: all states, the first one included, or the last.
template <class Body, int N, bool Reads, bool Last, long long Bytes>
struct loop_call {
  static constexpr phrase name = "scan";
  using cost = checkpoint_cost<Body, N, Reads, !Last>;
  static constexpr bool ill = bool(Body::problem());
  static constexpr sentence problem() {
    if constexpr (!ill && Bytes >= 0)
      if (cost::least > Bytes / 8)
        return say(Reads ? "scan<N>" : "repeat<N>", "(step, ..., checkpoint<bytes>): the gradient needs ",
                   8 * cost::least, " bytes at least; ", int(Bytes), " are given");
    return Body::problem();
  }
  static constexpr sentence wrong = problem();
  static constexpr bool recomputes = [] {
    if constexpr (ill || Bytes < 0) return false;
    else return cost::in_full > Bytes / 8;
  }();
  static constexpr term states(term init, term xs, term p) {
    if (wrong) init.owner->refuse(phrase(wrong));
    shape const all{(N + 1) * Body::carry};
    term const c0 = flatten_call{}(init), inputs = flatten_call{}(xs);
    if constexpr (recomputes)
      return make<checkpointed_op<Body, N, cost::slots(Bytes / 8), Reads>>(all, 0, c0, inputs, p);
    else return make<loop_op<Body, N>>(all, 0, c0, inputs, p);
  }
  static constexpr term last(term all) {
    if constexpr (!recomputes) return stretch(all, N * Body::carry, Body::carry);
    else {
      all.owner->unsettled = true;
      return make<last_state_op<Body, N, Reads>>(shape{Body::carry}, 0, all);
    }
  }
};
template <int N, class F, long long Bytes, bool Last, shape State, shape Input, shape... Shapes>
struct scan_steps_call {
  using fed = fed_step<F, State, Input, Shapes...>;
  using body = typename decltype(choose_fed<N, Bytes, F, State, Input, Shapes...>())::type;
  using loop = loop_call<body, N, true, Last, Bytes>;
  static constexpr phrase name = "scan";
  static constexpr term all_states(term init, term xs, std::same_as<term> auto... parameters) {
    graph& g = *init.owner;
    if constexpr (!std::same_as<body, fed>) {
      return loop::states(init, xs, parameter_list<>::chain(g, parameters...));
    } else {
      typename fed::pieces_of const given{{parameters...}};
      return loop::states(init, fed::feed(g, N, xs, given), fed::chain(g, given));
    }
  }
  constexpr term operator()(term init, term xs, std::same_as<term> auto... parameters) const {
    term const states = all_states(init, xs, parameters...);
    if constexpr (Last) return reshape_op{}(loop::last(states), State);
    else {
      shape all{N};
      for (int axis = 0; axis < State.rank; ++axis) all.append(State[axis]);
      return reshape_op{}(stretch(states, body::carry, N * body::carry), all);
    }
  }
};
template <int N, class F, long long Bytes, shape State, shape... Shapes>
struct repeat_steps_call {
  static constexpr shape nothing{1};  // a name: nvcc writes out values for g++, brackets included
  using body = stepping<F, false, State, nothing, Shapes...>;
  using loop = loop_call<body, N, false, true, Bytes>;
  static constexpr phrase name = "repeat";
  constexpr term operator()(term init, std::same_as<term> auto... parameters) const {
    term const none = zero(*init.owner, shape{N});
    term const p = parameter_list<>::chain(*init.owner, parameters...);
    return reshape_op{}(loop::last(loop::states(init, none, p)), State);
  }
};

/// The shape of one of N entries along the first axis.
constexpr shape row_shape(shape const& xs) {
  shape row;
  for (int axis = 1; axis < xs.rank; ++axis) row.append(xs[axis]);
  return row;
}
template <class O>
concept LoopOption = requires {
  O::bytes;
}
|| std::same_as<O, last_state_option>;

template <int N, class F, class S, class X, class Operands, class Said>
struct scan_of;
template <int N, class F, Expression S, Expression X, Expression... P, LoopOption... O>
struct scan_of<N, F, S, X, list_of<P...>, list_of<O...>> {
  static constexpr loop_options said = read_options<O...>();
  using type =
      applied<scan_steps_call<N, F, said.bytes, said.last, S::shape, row_shape(X::shape), P::shape...>, S, X,
              P...>;
};
template <int N, class F, class S, class Operands, class Said>
struct repeat_of;
template <int N, class F, Expression S, Expression... P, LoopOption... O>
  requires(!read_options<O...>().last)
struct repeat_of<N, F, S, list_of<P...>, list_of<O...>> {
  using type = applied<repeat_steps_call<N, F, read_options<O...>().bytes, S::shape, P::shape...>, S, P...>;
};
template <int N, class F, class S, class X, class... More>
using scan_formula = typename scan_of<N, F, S, X, typename call_end<list_of<>, More...>::operands,
                                      typename call_end<list_of<>, More...>::said>::type;
template <int N, class F, class S, class... More>
using repeat_formula = typename repeat_of<N, F, S, typename call_end<list_of<>, More...>::operands,
                                          typename call_end<list_of<>, More...>::said>::type;

/// N steps from a state, as a loop in the code, whatever N is: step(state, x, parameters...) gives the next
/// state from entry x of xs along its first axis. The result is the states after every step, along a new
/// first axis.
///     scan<N>(step, init, xs, W)      sₜ = step(sₜ₋₁, xₜ, W)      [N, axes of the state]
/// The gradient is a loop backwards over the kept states: s̄ₜ₋₁ = (∂step/∂s)ᵀ s̄ₜ + ḡₜ₋₁. The step is a
/// lambda that captures nothing; what it needs is passed to it. What it computes from x alone, such as
/// matmul(U, x), is computed for all steps at once, in front of the loop, where that saves work.
///     scan<N>(step, init, xs, W, last_state)              the last state only
///     scan<N>(step, init, xs, W, checkpoint<bytes>)       memory for time
/// With checkpoints the gradient holds `bytes` in all, counted in double, as workspace_bytes tells: as many
/// states as fit are kept, so that the fewest steps are repeated (Griewank & Walther 2000), to the same bits;
/// only what would take more memory than xs is not computed in front of the loop, and may round otherwise.
/// They pay with last_state, since else all states are the result. A budget that is too small is refused with
/// the least. Derivatives of gradients, and jvp, read all states again and hold more.
template <int N, Traced F, Expression S, Expression X, class... More>
  requires(N > 0 && X::shape.rank > 0 && X::shape.extent[0] == N &&
           scan_formula<N, F, S, X, More...>::how.fits)
constexpr scan_formula<N, F, S, X, More...> scan(F, S, X, More...) { return {}; }
/// N steps from a state, of which the last is the result: step(state, parameters...).
///     repeat<N>(step, init, W)      repeat<N>(step, init, W, checkpoint<bytes>)
template <int N, Traced F, Expression S, class... More>
  requires(N > 0 && repeat_formula<N, F, S, More...>::how.fits)
constexpr repeat_formula<N, F, S, More...> repeat(F, S, More...) { return {}; }

template <int N, Expression X>
struct scan_length {
  static constexpr sentence problem = say(
      "scan<N>(step, init, xs): xs must have N entries along its first axis; N is ", N, ", xs is ", X::shape);
};
template <int N, Traced F, Expression S, Expression X, class... More>
  requires(N < 1 || X::shape.rank == 0 || X::shape.extent[0] != N)
auto scan(F, S, X, More...) -> error<scan_length<N, X>>;
template <int N, Traced F, Expression S, Expression X, class... More>
  requires(N > 0 && X::shape.rank > 0 && X::shape.extent[0] == N &&
           !scan_formula<N, F, S, X, More...>::how.fits)
auto scan(F, S, X, More...) -> refused<scan_formula<N, F, S, X, More...>>;
template <int N, Traced F, Expression S, class... More>
  requires(N > 0 && !repeat_formula<N, F, S, More...>::how.fits)
auto repeat(F, S, More...) -> refused<repeat_formula<N, F, S, More...>>;
template <class F, class... More>
  requires(Traced<F> || std::integral<F>)
auto scan(F, More...) -> error<no_brackets<"scan<N>(step, init, xs)", F>>;
template <class F, class... More>
  requires(Traced<F> || std::integral<F>)
auto repeat(F, More...) -> error<no_brackets<"repeat<N>(step, init)", F>>;

}  // namespace tapeless::core
namespace tapeless {
using core::checkpoint, core::last_state, core::scan, core::repeat;
}  // namespace tapeless
