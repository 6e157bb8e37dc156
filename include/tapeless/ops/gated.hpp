// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/activation.hpp>
#include <tapeless/ops/logistic.hpp>
#include <tapeless/ops/normal.hpp>
#include <tapeless/ops/power.hpp>

namespace tapeless::core {

/// x · s for a gate s(x) between 0 and 1 whose slope falls faster than any power: 0 at -inf and x at inf,
/// where the plain product or its derivative would be inf · 0.   x̄ = g s   s̄ = g x, bounded
struct gate_op {
  static constexpr phrase name = "gate";
  template <class T>
  static constexpr T value(T x, T s) {
    T const least = T{} - vanishing;
    return times(choose(is_less(x, least), least, x), s);
  }
  static constexpr cotangents pullback(term g, term, term x, term s) {
    return {g * s, g * bounded{}(x)};
  }
  constexpr term operator()(term x, term s) const { return entrywise<gate_op>(x, s); }
};

struct silu_call {
  static constexpr phrase name = "silu";
  constexpr term operator()(term x) const { return gate_op{}(x, sigmoid(x)); }
};
/// The sigmoid linear unit, also called swish.   y = x σ(x)   x̄ = σ(x) (1 + x σ(-x)) g
/// Relatively accurate in both tails; 0 with gradient 0 at -inf, inf with gradient 1 at inf.
template <class X>
constexpr called<silu_call, X> silu(X x) { return compose<silu_call>(x); }
template <class X>
constexpr called<silu_call, X> swish(X x) { return compose<silu_call>(x); }

struct gelu_call {
  static constexpr phrase name = "gelu";
  constexpr term operator()(term x) const { return gate_op{}(x, normal_cdf_op{}(x)); }
};
/// The Gaussian error linear unit (Hendrycks, Gimpel 2016).   y = x Φ(x)   x̄ = (Φ(x) + x φ(x)) g
/// Relatively accurate in both tails; 0 with gradient 0 at -inf, inf with gradient 1 at inf.
template <class X>
constexpr called<gelu_call, X> gelu(X x) { return compose<gelu_call>(x); }

struct gelu_tanh_call {
  static constexpr phrase name = "gelu_tanh";
  constexpr term operator()(term x) const {
    constexpr long double twice_root = 1.595769121605730711759542567728973L;  // 2 √(2/π)
    term const c = bounded_op<60>{}(x);  // where the sigmoid of what follows is 0 or 1 in every scalar type
    return gate_op{}(x, sigmoid(c * (twice_root + twice_root * 0.044715L * square(c))));
  }
};
/// The approximation of gelu by tanh (Hendrycks, Gimpel 2016).
///     y = x/2 (1 + tanh u) = x σ(2u), u = √(2/π) (x + 0.044715 x³)      x̄ = σ(2u) (1 + 2 x u' σ(-2u)) g
/// Limits at ±inf as gelu.
template <class X>
constexpr called<gelu_tanh_call, X> gelu_tanh(X x) { return compose<gelu_tanh_call>(x); }

/// t(x) = tanh(log(1 + e^x)), the gate of mish, or 1 - t(x).   x̄ = ± g (1 - t) (1 + t) σ(x)
template <bool Rest>
struct tanh_softplus_op {
  static constexpr phrase name = Rest ? "one minus tanh of softplus" : "tanh of softplus";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x) {
    if constexpr (Rest) return math::tanh_softplus_rest(x);
    else return math::tanh_softplus(x);
  }
  static constexpr cotangents pullback(term g, term, term x) {
    term const t = tanh_softplus_op<false>{}(x), rest = tanh_softplus_op<true>{}(x);
    term const slope = g * (rest * (1 + t) * sigmoid(x));
    return Rest ? -slope : slope;
  }
  constexpr term operator()(term x) const { return entrywise<tanh_softplus_op>(x); }
};

struct mish_call {
  static constexpr phrase name = "mish";
  constexpr term operator()(term x) const { return gate_op{}(x, tanh_softplus_op<false>{}(x)); }
};
/// Mish (Misra 2019).   y = x t, t = tanh(log(1 + e^x))   x̄ = (t + x (1 - t²) σ(x)) g
/// Relatively accurate in both tails; 0 with gradient 0 at -inf, inf with gradient 1 at inf.
template <class X>
constexpr called<mish_call, X> mish(X x) { return compose<mish_call>(x); }

struct hardswish_call {
  static constexpr phrase name = "hardswish";
  constexpr term operator()(term x) const {
    return gate_op{}(x, where(x < -3, 0, where(3 < x, 1, (x + 3) / 6)));
  }
};
/// A piecewise form of silu (Howard et al. 2019).   y = x min(max(x + 3, 0), 6)/6
///     x̄ = (2x + 3)/6 g from -3 to 3, both included: -1/2 and 3/2 there; else 0 below and g above
template <class X>
constexpr called<hardswish_call, X> hardswish(X x) { return compose<hardswish_call>(x); }

}  // namespace tapeless::core
namespace tapeless {
using core::silu, core::swish, core::gelu, core::gelu_tanh, core::mish, core::hardswish;
}  // namespace tapeless
