// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/batched.hpp>
#include <tapeless/ops/elementwise.hpp>

namespace tapeless::core {

/// x itself, as a vertex that no identity looks through: derivatives by it are by all that is made of it.
struct held_op {
  static constexpr phrase name = "held";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  template <class T>
  static constexpr T value(T x) {
    return x;
  }
  static constexpr cotangents pullback(term g, term, term) { return g.owner->apart ? term{} : g; }
  constexpr term operator()(term x) const { return entrywise<held_op>(x); }
};

/// x itself, flat.
struct stop_gradient_op {
  static constexpr phrase name = "stop_gradient";
  static constexpr int smoothness = smooth_everywhere;
  static constexpr element kind = element::same;
  template <class T>
  static constexpr T value(T x) {
    return x;
  }
  constexpr term operator()(term x) const { return entrywise<stop_gradient_op>(x); }
};
/// The value of x as a constant to every derivative.   y = x   x̄ = 0
template <class X>
constexpr called<stop_gradient_op, X> stop_gradient(X x) {
  return compose<stop_gradient_op>(x);
}

/// A cotangent that a user's rule gave for x, which must have its shape.
constexpr term ruled_cotangent(term d, term x) {
  term const in = attached(*x.owner, d);
  if (in.shape() == x.shape()) return in;
  x.owner->refuse("custom_gradient(f, rule): a cotangent must have the shape of its operand; the operand is ",
                  x.shape(), ", the rule gives ", in.shape());
  return x;
}
/// The cotangents that a user's rule gives for one or two operands, which have samples along `depth` axes in
/// front: the rule knows nothing of these.
template <class Rule>
constexpr cotangents ruled_cotangents(long long depth, term g, term y, term const* x, int count) {
  cotangents d;
  if (depth == 0) {
    if constexpr (requires { Rule{}(g, y, g, g); }) d = Rule{}(g, y, x[0], x[1]);
    else d = Rule{}(g, y, x[0]);
    for (int i = 0; i < count; ++i) d.x[i] = ruled_cotangent(d.x[i], x[i]);
    return d;
  }
  batching all(*g.owner, g.extent(0));
  term const of_one = all.one_of(g), y_of_one = all.one_of(y);
  term x_of_one[2];
  for (int i = 0; i < count; ++i) x_of_one[i] = all.one_of(x[i]);
  d = ruled_cotangents<Rule>(depth - 1, of_one, y_of_one, x_of_one, count);
  for (int i = 0; i < count; ++i) d.x[i] = all(d.x[i]);
  return d;
}
/// The value y of a function of one operand, with a user's rule in place of its derivative.
/// with = how many axes of samples are in front
template <class Rule>
struct ruled_op {
  static constexpr phrase name = "custom_gradient";
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term r, term, term x) {
    return {term{}, ruled_cotangents<Rule>(r->with, g, r, &x, 1).x[0]};
  }
  static constexpr long long batched(long long with) { return with + 1; }
  template <class T>
  static constexpr void evaluate(call const& c, T* r, T const* y, T const*) {
    for (int i = 0; i < c.y.size(); ++i) r[i] = y[i];
  }
};
/// The same of two operands.
template <class Rule>
struct ruled_pair_op {
  static constexpr phrase name = "custom_gradient";
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term r, term, term a, term b) {
    term const x[]{a, b};
    cotangents const d = ruled_cotangents<Rule>(r->with, g, r, x, 2);
    return {term{}, d.x[0], d.x[1]};
  }
  static constexpr long long batched(long long with) { return with + 1; }
  template <class T>
  static constexpr void evaluate(call const& c, T* r, T const* y, T const*, T const*) {
    for (int i = 0; i < c.y.size(); ++i) r[i] = y[i];
  }
};
template <class F, class Rule>
struct custom_gradient_call {
  static constexpr phrase name = "custom_gradient";
  constexpr term operator()(term x) const {
    term const y = returned<F>(*x.owner, x);
    return make<ruled_op<Rule>>(y.shape(), 0, y, x);
  }
  constexpr term operator()(term a, term b) const {
    term const y = returned<F>(*a.owner, a, b);
    return make<ruled_pair_op<Rule>>(y.shape(), 0, y, a, b);
  }
};
/// The mistake of two lambdas that are no function with its rule. Of those that are, only the rule is looked
/// into, which a derivative does anyhow.
template <class F, class Rule>
struct not_ruled {
  template <class... T>
  static constexpr bool takes = requires(Rule rule, T... t) { rule(t...); };
  static constexpr sentence problem = [] {
    if constexpr (!std::is_empty_v<F> || !std::is_empty_v<Rule>)
      return say("custom_gradient(f, rule): both are lambdas over terms that capture nothing");
    else if constexpr (!takes<term, term, term> && !takes<term, term, term, term>)
      return say("custom_gradient(f, rule): the rule is the second; it takes the cotangent g of the value, ",
                 "the value y and the operands: rule(g, y, x) or rule(g, y, a, b)");
    else return sentence{};
  }();
};
/// A function of one or two operands with a derivative rule of the user's own: rule(g, y, x) gives the
/// cotangent of x from that of the value y; rule(g, y, a, b) gives cotangents{ā, b̄}. Both are lambdas over
/// terms that capture nothing. Higher derivatives are those of the rule.
///     constexpr auto clipped = custom_gradient([](auto x) { return x; },
///                                              [](auto g, auto, auto) { return clamp(g, -1, 1); });
template <class F, class Rule>
  requires(!not_ruled<F, Rule>::problem)
constexpr function<custom_gradient_call<F, Rule>> custom_gradient(F, Rule) {
  return {};
}
template <class F, class Rule>
  requires(bool(not_ruled<F, Rule>::problem))
auto custom_gradient(F, Rule) -> error<not_ruled<F, Rule>>;

}  // namespace tapeless::core
namespace tapeless {
using core::stop_gradient, core::custom_gradient;
}  // namespace tapeless
