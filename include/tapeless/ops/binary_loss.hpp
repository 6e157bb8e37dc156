// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/logistic.hpp>
#include <tapeless/ops/loss.hpp>

namespace tapeless::core {

/// The logarithm, -100 at least.
template <class T>
constexpr T log_above(T log) {
  T const least = T{} - 100;
  return choose(is_less(log, least), least, log);
}
/// -(t log p + (1 - t) log(1 - p)), logarithms of -100 at least   p̄ = g (p - t)/max(p (1 - p), 1e-12)
/// t̄ = g (log(1 - p) - log p)
struct bce_op {
  static constexpr long double smallest_variance = 1e-12f;  // in float, as PyTorch has it
  static constexpr phrase name = "bce_loss", call = "bce_loss(p, t)";
  static constexpr int smoothness = 0;
  static constexpr int transcendentals = 2;
  template <class T>
  static constexpr T value(T p, T t) {
    T const yes = log_above<T>(math::log(p)), no = log_above<T>(math::log1p<T>(-p));
    return -plus(times(t, yes), times(minus(T{} + 1, t), no));
  }
  static constexpr cotangents pullback(term g, term, term p, term t) {
    return {g * ((p - t) / clamp_min(p * (1 - p), smallest_variance)),
            g * (clamp_min(log1p(-p), -100) - clamp_min(log(p), -100))};
  }
  constexpr term operator()(term p, term t) const { return entrywise<bce_op>(p, t); }
};

/// |x| (t left of 0, 1 - t right of it) + log(1 + e^-|x|)   x̄ = g ((1 - t) σ(x) - t σ(-x))   t̄ = -g x
struct bce_with_logits_op {
  static constexpr phrase name = "bce_with_logits_loss", call = "bce_with_logits_loss(x, t)";
  static constexpr int transcendentals = 1;
  template <class T>
  static constexpr T value(T x, T t) {
    T const one = T{} + 1, a = abs(x), missed = choose(is_less(T{}, x), minus(one, t), t);
    T const linear = choose(is_equal(missed, T{}), T{}, times(a, missed));  // inf with nothing missed
    return plus(linear, math::log1p<T>(math::exp<T>(-a)));
  }
  static constexpr cotangents pullback(term g, term, term x, term t) {
    return {g * ((1 - t) * sigmoid_op{}(x) - t * sigmoid_op{}(negate_op{}(x))), -(g * x)};
  }
  constexpr term operator()(term x, term t) const { return entrywise<bce_with_logits_op>(x, t); }
};

template <class Op>
struct binary_loss_call {
  static constexpr phrase name = Op::name;
  constexpr term operator()(term x, term t, Reduction auto... how) const {
    aligned const both(x, t, Op::call);
    return both.fit ? reduced_loss(Op{}(both.x, both.y), how...) : x;
  }
};
/// The binary cross-entropy of probabilities p and targets t from 0 to 1: bce_loss(p, t), with reductions as
/// mse_loss. Logarithms are -100 at least, so the loss stays finite.
///     l = -(t log p + (1 - t) log(1 - p))      p̄ = (p - t)/max(p (1 - p), 1e-12) g
template <class... X>
constexpr called<binary_loss_call<bce_op>, X...> bce_loss(X... x) {
  return compose<binary_loss_call<bce_op>>(x...);
}
template <class... X>
rejected<binary_loss_call<bce_op>, X...> bce_loss(X...);
/// The binary cross-entropy of sigmoid(x) and targets t from 0 to 1: bce_with_logits_loss(x, t), with
/// reductions as mse_loss. Relatively accurate where the loss is small.
///     l = log(1 + e^x) - x t      x̄ = (σ(x) - t) g, without cancellation      t̄ = -x g
template <class... X>
constexpr called<binary_loss_call<bce_with_logits_op>, X...> bce_with_logits_loss(X... x) {
  return compose<binary_loss_call<bce_with_logits_op>>(x...);
}
template <class... X>
rejected<binary_loss_call<bce_with_logits_op>, X...> bce_with_logits_loss(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::bce_loss, core::bce_with_logits_loss;
}  // namespace tapeless
