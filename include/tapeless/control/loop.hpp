// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/analysis/analysis.hpp>
#include <tapeless/control/parameters.hpp>
#include <tapeless/differentiate.hpp>
#include <tapeless/evaluate/evaluate.hpp>

namespace tapeless {

// A body is a stateless function of flat vectors, B{}(carry, input, parameters), which gives the next carry
// and, after it, what the step puts out. It states their lengths: B::carry, input, parameters, output. An
// input or parameters that a body does not need have length 1. B::order counts how often it was
// differentiated.

/// Types of bodies are made for so many orders of derivatives ahead.
inline constexpr int most_orders = 3;

template <class B, int N>
struct loop_op;

/// The body that puts out the carry it began with.
template <class B>
struct keeping {
  static constexpr std::string_view name = "keeping";
  static constexpr bool keeps_carry = true;
  static constexpr int carry = B::carry, input = B::input, parameters = B::parameters, output = B::carry,
                       order = B::order;
  constexpr term operator()(term c, term x, term p) const {
    return chained(stretch(B{}(c, x, p), 0, carry), c);
  }
};
/// The body of the backward loop: carries the cotangents of carry and parameters, reads what a step had
/// read and the cotangents of what it put out, and puts out the cotangent of its input.
template <class B>
struct reversed {
  static constexpr std::string_view name = "reversed";
  static constexpr int carry = B::carry + B::parameters, input = B::carry + B::input + B::output,
                       parameters = B::parameters, output = B::input, order = B::order + 1;
  constexpr term operator()(term c, term read, term parameter) const {
    term const x = held_op{}(read), p = held_op{}(parameter);  // by whole operands: no path is missed
    term const y = B{}(stretch(x, 0, B::carry), stretch(x, B::carry, B::input), p);
    term const g = chained(stretch(c, 0, B::carry), stretch(x, B::carry + B::input, B::output));
    term const dx = pullback(y, g, x), dp = pullback(y, g, p);
    return chained(stretch(dx, 0, B::carry), add_op{}(stretch(c, B::carry, B::parameters), dp),
                   stretch(dx, B::carry, B::input));
  }
};

/// N steps of a body as a loop: what the steps put out, one after another, then the last carry.
///     [carry] [N · input] [parameters] → [N · output + carry]
/// Its gradient is a loop too, backwards over the carries, which the forward loop has put out or puts out
/// again.
template <class B, int N>
struct loop_op {
  static constexpr std::string_view name = "scan";
  static constexpr variable<"c", B::carry> c{};
  static constexpr variable<"x", B::input> x{};
  static constexpr variable<"p", B::parameters> p{};
  using step = program<node<B, c, x, p>>;

  /// What a pass asks of a step.
  static constexpr auto of_step(auto ask) { return asked_of<B>(ask, B::carry, B::input, B::parameters); }
  static constexpr long long flops(call const&) {
    return N * of_step([](auto const& list) { return flops_over(list); });
  }
  static constexpr long long transcendentals(call const&) {
    return N * of_step([](auto const& list) { return transcendentals_over(list); });
  }
  static constexpr int smoothness(varied const&) {
    return of_step([](auto const& list) { return order_of(list); });
  }

  static constexpr int scratch() { return 2 * B::carry + B::output + numbers_held<step>(); }

  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const&, T* y, T const* carry, T const* inputs, T const* parameters) {
    fixed<T, B::carry + B::output> result{};
    fixed<T, B::carry> now{};
    for (int i = 0; i < B::carry; ++i) now[i] = carry[i];
    for (int t = 0; t < N; ++t) {
      T* const out[]{result};
      run<step>(out, binding<type_of<c>, T>(now), binding<type_of<x>, T>(inputs + t * B::input),
                binding<type_of<p>, T>(parameters));
      for (int i = 0; i < B::carry; ++i) now[i] = result[i];
      for (int i = 0; i < B::output; ++i) *y++ = result[B::carry + i];
    }
    for (int i = 0; i < B::carry; ++i) y[i] = now[i];
  }

  static constexpr bool keeps = requires { B::keeps_carry; };
  static constexpr cotangents pullback(term g, term y, term c0, term xs, term ps) {
    if constexpr (B::order == most_orders) {
      g.owner->refuse("scan, repeat: derivatives go up to order ", most_orders);
      return {};
    } else {
      term all = y;
      if constexpr (!keeps) all = make<loop_op<keeping<B>, N>>(shape{N * C + C}, 0, c0, xs, ps);
      return cotangents_of(backwards(all, g, xs, ps));
    }
  }
  /// The backward loop over the kept carries.   [N · input, last first] [carry] [parameters]
  static constexpr term backwards(term all, term g, term xs, term ps) {
    term const rows[]{reshape_op{}(stretch(all, 0, N * C), shape{N, C}), reshape_op{}(xs, shape{N, X}),
                      reshape_op{}(stretch(g, 0, N * Y), shape{N, Y})};
    term const read = slice_along(concat_along(rows, 3, 1), {0, N - 1, -1}, N);
    return make<loop_op<reversed<B>, N>>(shape{N * X + C + P}, 0,
                                         chained(stretch(g, N * Y, C), zero(*g.owner, shape{P})),
                                         reshape_op{}(read, shape{N * (C + X + Y)}), ps);
  }
  /// The result of the backward loop as cotangents of carry, inputs and parameters.
  static constexpr cotangents cotangents_of(term r) {
    term const dx = slice_along(reshape_op{}(stretch(r, 0, N * X), shape{N, X}), {0, N - 1, -1}, N);
    return {stretch(r, N * X, C), reshape_op{}(dx, shape{N * X}), stretch(r, N * X + C, P)};
  }

private:
  static constexpr int C = B::carry, X = B::input, Y = B::output, P = B::parameters;
};

}  // namespace tapeless
