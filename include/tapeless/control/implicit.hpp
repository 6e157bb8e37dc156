// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/parameters.hpp>
#include <tapeless/control/solver.hpp>
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/transforms/jacobian.hpp>

namespace tapeless {

// An equation F(x, p) = 0 that defines x by p. It states its unknowns and parameters, flat: E::unknowns,
// E::parameters, how F follows from both, E::residual(x, p), and how x is found, E::solve<T>(x, p).

/// F and ∂F/∂x as functions of terms, for programs of their own.
template <class E>
struct residual_of {
  static constexpr std::string_view name = "residual";
  constexpr term operator()(term x, term p) const { return E::residual(x, p); }
};
template <class E>
struct jacobian_of {
  static constexpr std::string_view name = "jacobian";
  static constexpr int growth = 16;
  constexpr term operator()(term x, term p) const { return jacobian_call{}(E::residual(x, p), x); }
};

/// A function of unknowns and parameters as a program: function_at<F, n, m, T>{p}(y, x).
template <class F, int Unknowns, int Parameters, class T>
struct function_at {
  static constexpr variable<"x", std::size_t(Unknowns)> x{};
  static constexpr variable<"p", std::size_t(Parameters)> p{};
  using code = program<node<F, x, p>>;
  T const* parameters;
  constexpr void operator()(T* y, T const* at) const {
    T* const out[]{y};
    run<code>(out, binding<type_of<x>, T>(at), binding<type_of<p>, T>(parameters));
  }
};

/// The x that an equation defines.   [n] first guess, [m] parameters → [n]
///     p̄ = -(∂F/∂p)ᵀ λ   (∂F/∂x)ᵀ λ = g   by the implicit function theorem; the guess has no gradient
template <class E>
struct solution_op {
  static constexpr std::string_view name = E::name;
  static constexpr long long flops(call const&) { return 1000ll * E::unknowns * E::unknowns; }
  template <class F>
  using code = typename function_at<F, E::unknowns, E::parameters, double>::code;
  static constexpr int scratch() {
    return (6 + 2 * E::unknowns) * E::unknowns + numbers_held<code<residual_of<E>>>() +
           numbers_held<code<jacobian_of<E>>>();
  }

  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const&, T* y, T const* guess, T const* p) {
    for (int i = 0; i < E::unknowns; ++i) y[i] = guess[i];
    if (E::solve(y, p)) return;
    for (int i = 0; i < E::unknowns; ++i) y[i] = std::numeric_limits<T>::quiet_NaN();
  }
  static constexpr cotangents pullback(term g, term y, term, term parameters) {
    sweep_aside const kept(*g.owner);
    term const x = held_op{}(y), p = held_op{}(parameters), f = E::residual(x, p);
    term const lu = lu_op{}(jacobian_call{}(f, x)), right = reshape_op{}(g, shape{E::unknowns, 1});
    term const lambda = reshape_op{}(solve_op{}(lu, right, true), shape{E::unknowns});
    return {term{}, negate_op{}(tapeless::pullback(f, lambda, p))};
  }
};

/// A formula that a user's lambda defines implicitly: what is wrong with it, and the vertex.
template <class E>
struct solution_call {
  static constexpr std::string_view name = E::name;
  static constexpr int growth = 4;
  static constexpr sentence wrong = E::problem();
  constexpr term operator()(term guess, std::same_as<term> auto... parameters) const {
    graph& g = *guess.owner;
    if (wrong) {
      g.refuse(std::string_view(wrong));
      return guess;
    }
    return reshape_op{}(make<solution_op<E>>(shape{E::unknowns}, 0, flatten_call{}(guess),
                                             parameter_list<>::chain(g, parameters...)),
                        guess.shape());
  }
};

}  // namespace tapeless
