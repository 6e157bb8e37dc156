// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/mean.hpp>
#include <tapeless/ops/power.hpp>
#include <tapeless/ops/root.hpp>

namespace tapeless::core {

/// (x - mean)/√(variance + eps) over a set of axes, the variance with n in its denominator.
constexpr term standardised(term x, axes over, term eps) {
  term const d = x - mean_over(x, over, true);
  return d * (1 / sqrt(mean_over(square(d), over, true) + eps));
}
/// The last axes of x, as many as an op normalises; none where it has not so many.
constexpr axes last_axes(term x, int count, phrase call) {
  axes over;
  if (count < 1 || count > x.rank())
    x.owner->refuse(call, ": N must lie between 1 and the rank of x; N is ", count, ", x is ", x.shape());
  else
    for (int axis = x.rank() - count; axis < x.rank(); ++axis) over.insert(axis);
  return over;
}
/// y w + b for a weight and a bias in the shape of the last axes; either may be missing.
constexpr term scaled_and_shifted(term y, term w, term b, int count, phrase call) {
  shape last;
  for (int axis = y.rank() - count; axis < y.rank(); ++axis) last.append(y.extent(axis));
  for (term const t : {w, b})
    if (t.owner && !(t.shape() == last)) {
      y.owner->refuse(call, ": w and b must have the shape of the normalised axes, ", last, "; they are ",
                      w.shape(), " and ", b.owner ? b.shape() : last);
      return y;
    }
  if (w.owner) y = y * w;
  return b.owner ? y + b : y;
}

template <int N>
struct layer_norm_call {
  static constexpr phrase name = "layer_norm", call = "layer_norm<N>(x, w, b, eps)";
  constexpr term operator()(term x) const { return norm(x, term{}, term{}, 1e-5L); }
  constexpr term operator()(term x, term w) const {
    return w.rank() == 0 ? norm(x, term{}, term{}, w) : norm(x, w, term{}, 1e-5L);
  }
  constexpr term operator()(term x, term w, term b) const {
    return b.rank() == 0 ? norm(x, w, term{}, b) : norm(x, w, b, 1e-5L);
  }
  constexpr term operator()(term x, term w, term b, term eps) const { return norm(x, w, b, eps); }

private:
  static constexpr term norm(term x, term w, term b, term eps) {
    axes const over = last_axes(x, N, call);
    if (over.bits == 0) return x;
    return scaled_and_shifted(standardised(x, over, eps), w, b, N, call);
  }
};
/// Layer normalisation (Ba et al. 2016) over the last N axes, one unless given: layer_norm(x),
/// layer_norm<2>(x, w, b), layer_norm(x, w, b, 1e-6_c). w and b have the shape of these axes; eps is 1e-5
/// unless given.
///     y = (x - mean)/√(var + eps) w + b, var with n in its denominator
template <int N = 1, class... X>
constexpr called<layer_norm_call<N>, X...> layer_norm(X... x) { return compose<layer_norm_call<N>>(x...); }
template <int N = 1, class... X>
rejected<layer_norm_call<N>, X...> layer_norm(X...);

template <int N>
struct rms_norm_call {
  static constexpr phrase name = "rms_norm", call = "rms_norm<N>(x, w, eps)";
  constexpr term operator()(term x) const { return norm(x, term{}, 1e-6L); }
  constexpr term operator()(term x, term w) const {
    return w.rank() == 0 ? norm(x, term{}, w) : norm(x, w, 1e-6L);
  }
  constexpr term operator()(term x, term w, term eps) const { return norm(x, w, eps); }

private:
  static constexpr term norm(term x, term w, term eps) {
    axes const over = last_axes(x, N, call);
    if (over.bits == 0) return x;
    term const y = x * (1 / sqrt(mean_over(square(x), over, true) + eps));
    return scaled_and_shifted(y, w, term{}, N, call);
  }
};
/// Root-mean-square normalisation (Zhang, Sennrich 2019) over the last N axes, one unless given: rms_norm(x),
/// rms_norm(x, w), rms_norm<2>(x, w, 1e-5_c). w has the shape of these axes; eps is 1e-6 unless given.
///     y = x/√(mean(x²) + eps) w
template <int N = 1, class... X>
constexpr called<rms_norm_call<N>, X...> rms_norm(X... x) { return compose<rms_norm_call<N>>(x...); }
template <int N = 1, class... X>
rejected<rms_norm_call<N>, X...> rms_norm(X...);

/// A number for each channel, along axis 1 of x; a mistake where there is not one for each.
constexpr term per_channel(term x, term t, phrase call) {
  if (x.rank() < 2 || !(t.shape() == shape{x.extent(1)})) {
    x.owner->refuse(call, ": x must have channels along axis 1, and the others one number for each; x is ",
                    x.shape(), ", one of the others is ", t.shape());
    return x;
  }
  shape s{x.extent(1)};
  for (int axis = 2; axis < x.rank(); ++axis) s.append(1);
  return reshape_op{}(t, s);
}

struct batch_norm_call {
  static constexpr phrase name = "batch_norm";
  constexpr term operator()(term x, term w, term b, term mean, term var) const {
    return (*this)(x, w, b, mean, var, constant(*x.owner, 1e-5L));
  }
  constexpr term operator()(term x, term w, term b, term mean, term var, term eps) const {
    auto const each = [x](term t) { return per_channel(x, t, "batch_norm(x, w, b, mean, var)"); };
    term const m = each(mean), v = each(var), weight = each(w), bias = each(b);
    if (x.owner->problem()) return x;
    return (x - m) * (weight / sqrt(v + eps)) + bias;
  }
};
/// Batch normalisation by given statistics, as in evaluation (Ioffe, Szegedy 2015): batch_norm(x, w, b, mean,
/// var), batch_norm(x, w, b, mean, var, 1e-3_c). Channels lie along axis 1, the others have one number for
/// each; eps is 1e-5 unless given.
///     y = (x - mean)/√(var + eps) w + b
template <class... X>
constexpr called<batch_norm_call, X...> batch_norm(X... x) { return compose<batch_norm_call>(x...); }
template <class... X>
rejected<batch_norm_call, X...> batch_norm(X...);

struct batch_norm_training_call {
  static constexpr phrase name = "batch_norm_training";
  constexpr term operator()(term x, term w, term b) const {
    return (*this)(x, w, b, constant(*x.owner, 1e-5L));
  }
  constexpr term operator()(term x, term w, term b, term eps) const {
    constexpr phrase call = "batch_norm_training(x, w, b)";
    term const weight = per_channel(x, w, call), bias = per_channel(x, b, call);
    if (x.owner->problem()) return x;
    return standardised(x, axes{axes::all(x.rank()).bits & ~2u}, eps) * weight + bias;
  }
};
/// Batch normalisation by the statistics of x itself, as in training: batch_norm_training(x, w, b), or with
/// eps as a fourth. Channels lie along axis 1; mean and variance are over all other axes.
///     y = (x - mean)/√(var + eps) w + b, var with n in its denominator
template <class... X>
constexpr called<batch_norm_training_call, X...> batch_norm_training(X... x) {
  return compose<batch_norm_training_call>(x...);
}
template <class... X>
rejected<batch_norm_training_call, X...> batch_norm_training(X...);

template <int Groups>
struct group_norm_call {
  static constexpr phrase name = "group_norm", call = "group_norm<groups>(x, w, b)";
  constexpr term operator()(term x, term w, term b) const {
    return (*this)(x, w, b, constant(*x.owner, 1e-5L));
  }
  constexpr term operator()(term x, term w, term b, term eps) const {
    term const weight = per_channel(x, w, call), bias = per_channel(x, b, call);
    if (x.owner->problem()) return x;
    if (Groups < 1 || x.extent(1) % Groups != 0) {
      x.owner->refuse(call, ": the groups must divide the channels evenly; x is ", x.shape(),
                      ", the groups are ", Groups);
      return x;
    }
    int const n = x.extent(0);
    term const groups = reshape_op{}(x, shape{n, Groups, x.shape().size() / (n * Groups)});
    return reshape_op{}(standardised(groups, axes{4u}, eps), x.shape()) * weight + bias;
  }
};
/// Normalisation over groups of neighbouring channels (Wu, He 2018): group_norm<2>(x, w, b), or with eps as a
/// fourth. Channels lie along axis 1, examples along axis 0; eps is 1e-5 unless given.
///     y = (x - mean)/√(var + eps) w + b, for each example and group
template <int Groups, class... X>
constexpr called<group_norm_call<Groups>, X...> group_norm(X... x) {
  return compose<group_norm_call<Groups>>(x...);
}
template <int Groups, class... X>
rejected<group_norm_call<Groups>, X...> group_norm(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::layer_norm, core::rms_norm, core::batch_norm, core::batch_norm_training, core::group_norm;
}  // namespace tapeless
