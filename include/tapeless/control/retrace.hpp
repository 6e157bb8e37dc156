// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/kept_values.hpp>
#include <tapeless/control/loop_facts.hpp>

namespace tapeless::core {

// Once a formula is complete, a backward loop that goes back over a forward loop of the same formula reads
// what that has computed: the forward loop keeps, beside its states, values that steps backwards need. In the
// graph both are loops like any other, so that derivatives of any order are those of these.

/// The two parts of what a body gives, apart, so that they are written where they belong.
template <class B>
struct next_carry {
  static constexpr phrase name = "next carry";
  constexpr term operator()(std::same_as<term> auto... x) const { return stretch(B{}(x...), 0, B::carry); }
};
template <class B>
struct put_out {
  static constexpr phrase name = "put out";
  constexpr term operator()(std::same_as<term> auto... x) const {
    return stretch(B{}(x...), B::carry, B::output);
  }
};

/// The next carry of a step over held operands, as steps backwards have it.
template <class B>
struct held_step {
  static constexpr phrase name = "held step";
  constexpr term operator()(std::same_as<term> auto... x) const {
    return stretch(B{}(held_op{}(x)...), 0, B::carry);
  }
};
/// What Back, the step backwards, needs of a step.
template <class B, class Back>
struct values_for_backwards {
  static constexpr phrase name = "values for backwards";
  static constexpr kept_values trace(graph& g, term c, term x, term p) {
    step_operands const of{c, x, absent(g, shape{B::output}, 1), p};
    term const before = absent(g, shape{Back::carry}, 0);
    return kept_values(Back::of_step(before, of), before, of);
  }
  static constexpr int output = [] {
    trial_graph t;
    return trace(t.g, t.stand_in(B::carry, 1), t.stand_in(B::input, 2), t.stand_in(B::parameters, 3)).size;
  }();
  constexpr term operator()(term c, term x, term p) const {
    graph& g = *c.owner;
    sequence<term> y;
    for (int id : trace(g, c, x, p).each) y.push(flatten_call{}(term(&g, id)));
    return concat_along(y.begin(), y.size(), 0);
  }
};
/// The step backwards that reads kept values, the carry of the step and the cotangents of what it put out.
template <class B, class Back>
struct reading_values {
  static constexpr phrase name = "reading values";
  static constexpr int carry = Back::carry, output = Back::output;
  constexpr term operator()(term c, term kept, term state, term g, term p) const {
    step_operands const of{state, absent(*c.owner, shape{B::input}, 2), g, p};
    term const y = Back::of_step(c, of);
    return kept_values(y, c, of).replaced(kept);
  }
};

/// Whether a backward loop over kept values moves no more memory than one over what steps had read.
template <class B, class Back>
inline constexpr int values_kept = values_for_backwards<B, Back>::output;
template <class B, class Back>
inline constexpr bool pays_to_keep =
    values_kept<B, Back> > 0 && values_kept<B, Back> <= 3 * (B::carry + B::input + B::output);

/// N steps that put out the carries they begin with, then the last one, then the kept values of each step.
///     [.., carry] [.., N · input] [.., parameters] → [.., (N + 1) · carry + N · values]
template <class B, class Back, int N>
struct keeping_loop_op : loop_facts<keeping_loop_op<B, Back, N>, N> {
  static constexpr phrase name = "scan";
  using values = values_for_backwards<B, Back>;
  static constexpr variable<"c", B::carry> c{};
  static constexpr variable<"x", B::input> x{};
  static constexpr variable<"p", B::parameters> p{};
  template <class Call>
  using part = applied<Call, type_of<c>, type_of<x>, type_of<p>>;
  using step = program<part<held_step<B>>, part<values>>;
  static constexpr int C = B::carry, K = values::output, size = (N + 1) * C + N * K;

  struct both {
    constexpr term operator()(term from, term in, term parameters) const {
      return chained(held_step<B>{}(from, in, parameters), values{}(from, in, parameters));
    }
  };
  static constexpr auto of_step(auto ask) { return asked_of<both>(ask, C, B::input, B::parameters); }
  static constexpr int scratch() { return numbers_held<step>(); }

  template <class T>
  static constexpr void run_one(T* y, T const* carry, T const* inputs, T const* parameters) {
    for (int i = 0; i < C; ++i) y[i] = carry[i];
    for (int t = 0; t < N; ++t) {
      T* const results[]{y + (t + 1) * C, y + (N + 1) * C + t * K};
      run<step>(results, binding<type_of<c>, T>(y + t * C), binding<type_of<x>, T>(inputs + t * B::input),
                binding<type_of<p>, T>(parameters));
    }
  }
};

/// The backward loop over kept values. The result is that of the backward loop of Back.
///     [.., N · output + carry] [.., (N + 1) · carry + N · values] [.., parameters]
///     → [.., N · output of Back + carry of Back]
template <class B, class Back, int N>
struct reading_loop_op : loop_facts<reading_loop_op<B, Back, N>, N> {
  static constexpr phrase name = "scan";
  using body = reading_values<B, Back>;
  static constexpr int C = B::carry, W = Back::carry, Y = B::output, K = values_kept<B, Back>,
                       P = B::parameters, size = N * Back::output + W, read = (N + 1) * C + N * K;
  static constexpr variable<"c", Back::carry> c{};
  static constexpr variable<"k", values_kept<B, Back>> k{};
  static constexpr variable<"s", B::carry> s{};
  static constexpr variable<"g", B::output> g{};
  static constexpr variable<"p", B::parameters> p{};
  template <class Call>
  using part = applied<Call, type_of<c>, type_of<k>, type_of<s>, type_of<g>, type_of<p>>;
  using step = program<part<next_carry<body>>, part<put_out<body>>>;

  static constexpr auto of_step(auto ask) { return asked_of<body>(ask, W, K, C, Y, P); }
  static constexpr int scratch() { return 2 * W + numbers_held<step>(); }

  template <class T>
  static constexpr void run_one(T* y, T const* cotangents, T const* kept, T const* parameters) {
    fixed<T, 2 * W> carry{};  // the cotangents that this step begins with and those it ends with, by turns
    for (int i = 0; i < C; ++i) carry[i] = cotangents[N * Y + i];
    for (int step_back = 0; step_back < N; ++step_back) {
      int const t = N - 1 - step_back;
      T* const results[]{t > 0 ? carry + (step_back + 1) % 2 * W : y + N * Back::output,
                         y + step_back * Back::output};
      run<step>(results, binding<type_of<c>, T>(carry + step_back % 2 * W),
                binding<type_of<k>, T>(kept + (N + 1) * C + t * K),
                binding<type_of<s>, T>(kept + t * C), binding<type_of<g>, T>(cotangents + t * Y),
                binding<type_of<p>, T>(parameters));
    }
  }
};

/// What a backward loop gives, r, with the forward loop and the cotangents that it goes back over: once the
/// formula is complete, the loop over kept values if the forward loop keeps them.
template <class B, class Back, int N>
struct retraced_op {
  static constexpr phrase name = "scan";
  static constexpr element kind = element::same;
  using ahead = keeping_loop_op<B, Back, N>;
  using behind = reading_loop_op<B, Back, N>;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term, term, term, term) { return {g}; }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* r, T const*, T const*) {
    for (int i = 0; i < c.y.size(); ++i) y[i] = r[i];
  }
  static constexpr term settle(term y, bool) {
    term const r = y.operand(0), all = y.operand(1);
    if (!is<slice_op>(all) || !is<ahead>(all.operand(0))) return r;
    term const kept = all.operand(0);
    return make<behind>(y.shape(), 0, y.operand(2), kept, kept.operand(2));
  }
};

}  // namespace tapeless::core
