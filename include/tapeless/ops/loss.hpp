// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/clamp.hpp>
#include <tapeless/ops/exponential.hpp>
#include <tapeless/ops/logarithm.hpp>
#include <tapeless/ops/mean.hpp>
#include <tapeless/ops/power.hpp>
#include <tapeless/ops/sign.hpp>

namespace tapeless::core {

/// A loss: the mean of its entries, which is the default.
struct mean_reduction_option : option {};
inline constexpr mean_reduction_option mean_reduction{};
/// A loss: the sum of its entries.
struct sum_reduction_option : option {};
inline constexpr sum_reduction_option sum_reduction{};
/// A loss: its entries.
struct no_reduction_option : option {};
inline constexpr no_reduction_option no_reduction{};

template <class O>
concept Reduction = std::same_as<O, mean_reduction_option> || std::same_as<O, sum_reduction_option> ||
                    std::same_as<O, no_reduction_option>;

/// The entries of a loss reduced as an option says.
constexpr term reduced_loss(term loss, Reduction auto... how) {
  if (sizeof...(how) > 1)
    loss.owner->refuse("a loss: two reductions are named; it has the shape ", loss.shape());
  if constexpr (has<no_reduction_option, decltype(how)...>) return loss;
  else if constexpr (has<sum_reduction_option, decltype(how)...>)
    return sum_over(loss, axes::all(loss.rank()), false);
  else return mean_over(loss, axes::all(loss.rank()), false);
}
/// A number of a loss that must be above 0, where it is known.
constexpr void require_positive(term x, term number, phrase call) {
  if (is_constant(number) && !(number_of(number) > 0))
    x.owner->refuse(call, ": its last number must be greater than 0; x is ", x.shape());
}

struct mse_loss_call {
  static constexpr phrase name = "mse_loss";
  constexpr term operator()(term x, term t, Reduction auto... how) const {
    aligned const both(x, t, "mse_loss(x, t)");
    return both.fit ? reduced_loss(square(both.x - both.y), how...) : x;
  }
};
/// The squared error: mse_loss(x, t), mse_loss(x, t, sum_reduction), mse_loss(x, t, no_reduction).
///     l = (x - t)²      x̄ = 2 (x - t) g = -t̄
template <class... X>
constexpr called<mse_loss_call, X...> mse_loss(X... x) { return compose<mse_loss_call>(x...); }
template <class... X>
rejected<mse_loss_call, X...> mse_loss(X...);

struct l1_loss_call {
  static constexpr phrase name = "l1_loss";
  constexpr term operator()(term x, term t, Reduction auto... how) const {
    aligned const both(x, t, "l1_loss(x, t)");
    return both.fit ? reduced_loss(abs(both.x - both.y), how...) : x;
  }
};
/// The absolute error: l1_loss(x, t), with reductions as mse_loss.
///     l = |x - t|      x̄ = sign(x - t) g = -t̄, 0 where x is t
template <class... X>
constexpr called<l1_loss_call, X...> l1_loss(X... x) { return compose<l1_loss_call>(x...); }
template <class... X>
rejected<l1_loss_call, X...> l1_loss(X...);

/// c (e - c/2) with c = e clamped to [-delta, delta]: e²/2 inside, delta (|e| - delta/2) outside.
constexpr term huber_of(term e, term delta) {
  term const c = clamp(e, -delta, delta);
  return c * (e - c / 2);
}
struct huber_loss_call {
  static constexpr phrase name = "huber_loss", call = "huber_loss(x, t, delta)";
  constexpr term operator()(term x, term t, Reduction auto... how) const {
    return (*this)(x, t, constant(*x.owner, 1), how...);
  }
  constexpr term operator()(term x, term t, term delta, Reduction auto... how) const {
    require_positive(x, delta, call);
    aligned const both(x, t, call);
    return both.fit ? reduced_loss(huber_of(both.x - both.y, delta), how...) : x;
  }
};
/// Huber's loss (1964): huber_loss(x, t), huber_loss(x, t, 0.5_c), with reductions as mse_loss; delta is 1
/// unless given. With e = x - t:
///     l = e²/2 where |e| ≤ delta, else delta (|e| - delta/2)      x̄ = e g, delta sign(e) g beyond, = -t̄
template <class... X>
constexpr called<huber_loss_call, X...> huber_loss(X... x) { return compose<huber_loss_call>(x...); }
template <class... X>
rejected<huber_loss_call, X...> huber_loss(X...);

struct smooth_l1_loss_call {
  static constexpr phrase name = "smooth_l1_loss", call = "smooth_l1_loss(x, t, beta)";
  constexpr term operator()(term x, term t, Reduction auto... how) const {
    return (*this)(x, t, constant(*x.owner, 1), how...);
  }
  constexpr term operator()(term x, term t, term beta, Reduction auto... how) const {
    if (is_constant(beta, 0)) return l1_loss_call{}(x, t, how...);            // beta 0 → l1_loss
    require_positive(x, beta, call);
    aligned const both(x, t, call);
    return both.fit ? reduced_loss(huber_of(both.x - both.y, beta) / beta, how...) : x;
  }
};
/// Huber's loss over its width: smooth_l1_loss(x, t), smooth_l1_loss(x, t, 0.5_c), with reductions as
/// mse_loss; beta is 1 unless given, and 0 makes it l1_loss. With e = x - t:
///     l = e²/(2 beta) where |e| < beta, else |e| - beta/2      x̄ = e/beta g, sign(e) g beyond, = -t̄
template <class... X>
constexpr called<smooth_l1_loss_call, X...> smooth_l1_loss(X... x) {
  return compose<smooth_l1_loss_call>(x...);
}
template <class... X>
rejected<smooth_l1_loss_call, X...> smooth_l1_loss(X...);

struct gaussian_nll_loss_call {
  static constexpr phrase name = "gaussian_nll_loss";
  constexpr term operator()(term mean, term y, term var, Reduction auto... how) const {
    return (*this)(mean, y, var, constant(*mean.owner, 1e-6L), how...);
  }
  constexpr term operator()(term mean, term y, term var, term eps, Reduction auto... how) const {
    constexpr phrase call = "gaussian_nll_loss(mean, y, var)";
    aligned const both(mean, y, call), all(both.x, var, call);
    if (!both.fit || !all.fit) return mean;
    term const v = clamp_min(all.y, eps);
    return reduced_loss(0.5L * (log(v) + square(both.x - both.y) / v), how...);
  }
};
/// Minus the logarithm of the normal density, without its constant: gaussian_nll_loss(mean, y, var),
/// gaussian_nll_loss(mean, y, var, 1e-6_c), with reductions as mse_loss. The variance is at least eps.
///     l = (log v + (mean - y)²/v)/2, v = max(var, eps)
template <class... X>
constexpr called<gaussian_nll_loss_call, X...> gaussian_nll_loss(X... x) {
  return compose<gaussian_nll_loss_call>(x...);
}
template <class... X>
rejected<gaussian_nll_loss_call, X...> gaussian_nll_loss(X...);

struct poisson_nll_loss_call {
  static constexpr phrase name = "poisson_nll_loss";
  constexpr term operator()(term x, term y, Reduction auto... how) const {
    aligned const both(x, y, "poisson_nll_loss(x, y)");
    return both.fit ? reduced_loss(exp(both.x) - both.y * both.x, how...) : x;
  }
};
/// Minus the logarithm of Poisson's probability of y for the rate e^x, without its constant:
/// poisson_nll_loss(x, y), with reductions as mse_loss.   l = e^x - y x   x̄ = (e^x - y) g   ȳ = -x g
template <class... X>
constexpr called<poisson_nll_loss_call, X...> poisson_nll_loss(X... x) {
  return compose<poisson_nll_loss_call>(x...);
}
template <class... X>
rejected<poisson_nll_loss_call, X...> poisson_nll_loss(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::mean_reduction, core::sum_reduction, core::no_reduction, core::mse_loss, core::l1_loss,
    core::huber_loss, core::smooth_l1_loss, core::gaussian_nll_loss, core::poisson_nll_loss;
}  // namespace tapeless
