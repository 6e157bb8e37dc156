// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/analysis/analysis.hpp>
#include <tapeless/control/parameters.hpp>
#include <tapeless/control/solver.hpp>
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/transforms/jacobian.hpp>

namespace tapeless::core {

// An equation F(x, p) = 0 that defines x by p. It states its unknowns and parameters, flat: E::unknowns,
// E::parameters, how F follows from both, E::residual(x, p), and how x is found, E::solve<T>(x, p): by which
// functions, E::functions, and whether E::by_newton.

/// F and ∂F/∂x as functions of terms, for programs of their own.
template <class E>
struct residual_of {
  static constexpr phrase name = "residual";
  constexpr term operator()(term x, term p) const { return E::residual(x, p); }
};
template <class E>
struct jacobian_of {
  static constexpr phrase name = "jacobian";
  static constexpr int growth = 16;
  constexpr term operator()(term x, term p) const { return jacobian_call{}(E::residual(x, p), x); }
};

/// A function of unknowns and parameters as a program: function_at<F, n, m, T>{p}(y, x).
template <class F, int Unknowns, int Parameters, class T>
struct function_at {
  static constexpr variable<"x", std::size_t(Unknowns)> x{};
  static constexpr variable<"p", std::size_t(Parameters)> p{};
  using code = program<applied<F, type_of<x>, type_of<p>>>;
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
  static constexpr phrase name = E::name;
  static constexpr int n = E::unknowns;
  /// What a pass asks of one of its functions.
  template <class F>
  static constexpr auto of_function(auto ask) {
    return asked_of<F>(ask, E::unknowns, E::parameters);
  }
  template <class... F>
  static constexpr auto over_functions(list_of<F...>, auto ask) {
    return (of_function<F>(ask) + ...);
  }
  static constexpr long long flops(call const&) {  // of one step
    long long const solving = E::by_newton ? 2ll * n * n * n / 3 + 2ll * n * n : 0;
    return solving + 4 * n +
           over_functions(typename E::functions{}, [](auto const& list) { return flops_over(list); });
  }
  static constexpr long long transcendentals(call const&) {
    return over_functions(typename E::functions{},
                          [](auto const& list) { return transcendentals_over(list); });
  }
  /// That of the equation, by the implicit function theorem. Newton's method may go over to another solution
  /// where there is more than one.
  static constexpr int smoothness(varied const& x) {
    if (E::by_newton && !is_linear()) return jumps;
    if (x.operand == 0) return smooth_everywhere;
    return of_function<residual_of<E>>([](auto const& list) { return order_of(list); });
  }
  /// Whether the Jacobian is the same for all unknowns.
  static constexpr bool is_linear() {
    return of_function<jacobian_of<E>>([](auto const& list) {
      for (vertex const& v : list.vertices)
        if (v.op == &describe<placeholder_op<element::real>> && v.with == -1) return false;
      return true;
    });
  }
  template <class... F>
  static constexpr int numbers_for(list_of<F...>) {
    return (numbers_held<typename function_at<F, E::unknowns, E::parameters, double>::code>() + ...);
  }
  static constexpr int scratch() { return (6 + 2 * n) * n + numbers_for(typename E::functions{}); }

  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const&, T* y, T const* guess, T const* p) {
    for (int i = 0; i < E::unknowns; ++i) y[i] = guess[i];
    if (E::solve(y, p)) return;
    for (int i = 0; i < E::unknowns; ++i) y[i] = limits<T>::quiet_NaN();
  }
  static constexpr cotangents pullback(term g, term y, term, term parameters) {
    sweep_aside const kept(*g.owner);
    term const x = held_op{}(y), p = held_op{}(parameters), f = E::residual(x, p);
    term const lu = lu_op{}(jacobian_call{}(f, x)), right = reshape_op{}(g, shape{E::unknowns, 1});
    term const lambda = reshape_op{}(solve_op{}(lu, right, true), shape{E::unknowns});
    return {term{}, negate_op{}(tapeless::core::pullback(f, lambda, p))};
  }
};

/// A formula that a user's lambda defines implicitly: what is wrong with it, and the vertex.
template <class E>
struct solution_call {
  static constexpr phrase name = E::name;
  static constexpr int growth = 4;
  static constexpr sentence wrong = E::problem();
  constexpr term operator()(term guess, std::same_as<term> auto... parameters) const {
    graph& g = *guess.owner;
    if (wrong) {
      g.refuse(phrase(wrong));
      return guess;
    }
    return reshape_op{}(make<solution_op<E>>(shape{E::unknowns}, 0, flatten_call{}(guess),
                                             parameter_list<>::chain(g, parameters...)),
                        guess.shape());
  }
};

}  // namespace tapeless::core
