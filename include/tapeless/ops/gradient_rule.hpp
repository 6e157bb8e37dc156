// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/elementwise.hpp>

namespace tapeless {

/// x itself, as a vertex that no identity looks through: derivatives by it are by all that is made of it.
struct held_op {
  static constexpr std::string_view name = "held";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  template <class T>
  static constexpr T value(T x) {
    return x;
  }
  static constexpr cotangents pullback(term g, term, term) { return g; }
  constexpr term operator()(term x) const { return entrywise<held_op>(x); }
};

/// x itself, flat.
struct stop_gradient_op {
  static constexpr std::string_view name = "stop_gradient";
  static constexpr element kind = element::same;
  template <class T>
  static constexpr T value(T x) {
    return x;
  }
  constexpr term operator()(term x) const { return entrywise<stop_gradient_op>(x); }
};
/// The value of x as a constant to every derivative.   y = x   x̄ = 0
template <class... X>
constexpr called<stop_gradient_op, X...> stop_gradient(X... x) {
  return function<stop_gradient_op>{}(x...);
}

/// The value y of a function of up to two operands, with a user's rule in place of its derivative.   ȳ = 0
template <class Rule>
struct ruled_op {
  static constexpr std::string_view name = "custom_gradient";
  static constexpr element kind = element::real;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term r, term, term a) {
    return {term{}, fitting(Rule{}(g, r, a), a)};
  }
  static constexpr cotangents pullback(term g, term r, term, term a, term b) {
    auto const [da, db] = Rule{}(g, r, a, b);
    return {term{}, fitting(da, a), fitting(db, b)};
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* r, T const* y, T const*) {
    for (int i = 0; i < c.y.size(); ++i) r[i] = y[i];
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* r, T const* y, T const*, T const*) {
    for (int i = 0; i < c.y.size(); ++i) r[i] = y[i];
  }

private:
  static constexpr term fitting(term d, term x) {
    term const in = attached(*x.owner, d);
    if (in.shape() == x.shape()) return in;
    x.owner->refuse(
        "custom_gradient(f, rule): the rule must give a cotangent of the shape of each operand; the operand "
        "is ",
        x.shape(), ", its cotangent ", in.shape());
    return x;
  }
};

}  // namespace tapeless
