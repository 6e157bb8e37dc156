// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/loss.hpp>
#include <tapeless/ops/softmax.hpp>

namespace tapeless::core {

/// The axis of classes: axis 1, or axis 0 of a vector; -1 where there is none.
constexpr int class_axis(term x, phrase call) {
  if (x.rank() == 0) x.owner->refuse(call, ": x must have an axis of classes; x is ", x.shape());
  return x.rank() >= 2 ? 1 : x.rank() - 1;
}
constexpr axes single_axis(int axis) {
  axes set;
  set.insert(axis);
  return set;
}
/// A vector along one axis of a shape, repeated over the others.
constexpr term along_axis(term v, shape const& s, int axis) {
  shape column;
  for (int i = 0; i < s.rank; ++i) column.append(i == axis ? s[i] : 1);
  return broadcast_along(reshape_op{}(v, column), s);
}

/// The losses of classes: what they need to know of their operands.
struct class_loss {
  term x, target, weight;
  int axis = -1;
  bool soft = false;  ///< the target holds shares rather than indices
  constexpr class_loss(term logits, term t, term w, bool may_be_soft, phrase call)
      : x(logits), target(t) {
    graph& g = *x.owner;
    axis = class_axis(x, call);
    if (axis < 0) return;
    shape const s = x.shape(), rows = without(s, single_axis(axis));
    soft = may_be_soft && t.shape() == s;
    if (!soft && !(t.shape() == rows)) {
      g.refuse(call, ": the target must hold one index for each entry of x without its axis ", axis,
               may_be_soft ? ", or shares in the shape of x; x is " : "; x is ", s, ", the target is ",
               t.shape());
      axis = -1;
      return;
    }
    if (w.owner && !(w.shape() == shape{s[axis]})) {
      g.refuse(call, ": there must be one weight for each class; x is ", s, ", the weights are ", w.shape());
      axis = -1;
      return;
    }
    if (w.owner) weight = along_axis(w, s, axis);
    if (!soft) target = chosen_class();
  }
  constexpr explicit operator bool() const { return axis >= 0; }

  /// 1 at the class that the target names, else 0, in the shape of x.
  constexpr term chosen_class() const {
    graph& g = *x.owner;
    shape const s = x.shape();
    int const n = s[axis], step = s.stride(axis);
    sequence<long double> entries;
    if (!is<table_op>(target)) {
      for (int i = 0; i < n; ++i) entries.push(i);
      term const numbers = along_axis(table(g, entries.begin(), shape{n}), s, axis);
      term const rows = reshape_op{}(target, without(s, single_axis(axis), true));
      return equal_op{}(broadcast_along(rows, s), numbers);
    }
    for (int i = 0; i < s.size(); ++i) {
      int const row = i / (n * step) * step + i % step;
      long double const index = g.table_number(int(target->with) + row);
      if (!(index >= 0 && index < n))
        g.refuse("the target of a loss: its indices must lie from 0 to ", n - 1, "; x is ", s);
      entries.push(index == i / step % n);
    }
    return table(g, entries.begin(), s);
  }
  /// The sum over classes.
  constexpr term over_classes(term y) const { return sum_over(y, single_axis(axis), false); }
  /// A loss [rows], where the target is hard over the weight of its classes.
  constexpr term finish(term loss, Reduction auto... how) const {
    if constexpr (has<sum_reduction_option, decltype(how)...> || has<no_reduction_option, decltype(how)...>)
      return reduced_loss(loss, how...);
    if (soft || !weight.owner) return reduced_loss(loss);
    term const none = zero(*x.owner, x.shape());
    return reduced_loss(loss, sum_reduction) / reduced_loss(where_op{}(target, weight, none), sum_reduction);
  }
};

struct nll_loss_call {
  static constexpr phrase name = "nll_loss", call = "nll_loss(x, target)";
  constexpr term operator()(term x, term target, Reduction auto... how) const {
    return (*this)(x, target, term{}, how...);
  }
  constexpr term operator()(term x, term target, term weight, Reduction auto... how) const {
    class_loss const c(x, target, weight, false, call);
    if (!c) return x;
    term const l = c.weight.owner ? c.weight * x : x;
    return c.finish(-c.over_classes(where_op{}(c.target, l, zero(*x.owner, x.shape()))), how...);
  }
};
/// Minus the logarithm of the target's probability, from logarithms of probabilities x: nll_loss(x, target),
/// nll_loss(x, target, weights), each with sum_reduction or no_reduction. Classes lie along axis 1, in a
/// vector along axis 0; the target is an index for each other entry. An index that no class has contributes
/// 0, as one that is part of the formula it is refused.
///     l = -w[t] x[t]; the mean divides by the sum of w[t]      x̄ = -w[t] g at t, 0 elsewhere
template <class... X>
constexpr called<nll_loss_call, X...> nll_loss(X... x) { return compose<nll_loss_call>(x...); }
template <class... X>
rejected<nll_loss_call, X...> nll_loss(X...);

struct cross_entropy_call {
  static constexpr phrase name = "cross_entropy", call = "cross_entropy(x, target)";
  constexpr term operator()(term x, term target, Reduction auto... how) const {
    return loss(x, target, term{}, term(0), how...);
  }
  constexpr term operator()(term x, term target, term third, Reduction auto... how) const {
    return third.rank() == 0 ? loss(x, target, term{}, third, how...)
                             : loss(x, target, third, term(0), how...);
  }
  constexpr term operator()(term x, term target, term weight, term smoothing, Reduction auto... how) const {
    return loss(x, target, weight, smoothing, how...);
  }

private:
  static constexpr term loss(term x, term target, term weight, term smoothing, Reduction auto... how) {
    class_loss const c(x, target, weight, true, call);
    if (!c) return x;
    bool const smooth = !(smoothing.owner == nullptr || is_constant(smoothing, 0));
    if (smooth && is_constant(smoothing) && !(number_of(smoothing) > 0 && number_of(smoothing) <= 1))
      x.owner->refuse(call, ": the smoothing must lie from 0 to 1; x is ", x.shape());
    term const p = log_softmax_op{}(x, c.axis), l = c.weight.owner ? c.weight * p : p;
    term const at_target = c.over_classes(c.soft ? c.target * l
                                                 : where_op{}(c.target, l, zero(*x.owner, x.shape())));
    if (!smooth) return c.finish(-at_target, how...);
    term const even = c.over_classes(l) * (smoothing / x.extent(c.axis));
    return c.finish(-((1 - smoothing) * at_target + even), how...);
  }
};
/// The cross-entropy of a target and softmax(x): cross_entropy(x, target), cross_entropy(x, target, weights),
/// then a number for label smoothing, as in cross_entropy(x, target, 0.1_c), then sum_reduction or
/// no_reduction. Classes lie along axis 1, in a vector along axis 0. The target holds an index for each other
/// entry of x, or shares in the shape of x.
///     l = -w[t] log_softmax(x)[t], or -sum of w p log_softmax(x)
///     smoothing e: (1 - e) l - e/classes sum of w log_softmax(x)
///     the mean divides by the sum of w[t], or by the number of rows where the target holds shares
///     x̄ = softmax(x) - 1 at t, softmax(x) elsewhere, times w[t] g, without cancellation
template <class... X>
constexpr called<cross_entropy_call, X...> cross_entropy(X... x) {
  return compose<cross_entropy_call>(x...);
}
template <class... X>
rejected<cross_entropy_call, X...> cross_entropy(X...);

struct kl_div_call {
  static constexpr phrase name = "kl_div";
  constexpr term operator()(term x, term p, Reduction auto... how) const {
    aligned const both(x, p, "kl_div(x, p)");
    if (!both.fit) return x;
    term const none = zero(*x.owner, both.x.shape());
    term const empty = equal_op{}(both.y, constant(*x.owner, 0, both.x.shape()));
    return reduced_loss(where_op{}(empty, none, both.y * (log(both.y) - both.x)), how...);
  }
};
/// The divergence of Kullback and Leibler, entry by entry, from logarithms x of the approximating shares and
/// from shares p: kl_div(x, p), with reductions as mse_loss; the divergence proper is the sum.
///     l = p (log p - x), 0 where p is 0      x̄ = -p g      p̄ = (log p + 1 - x) g, 0 where p is 0
template <class... X>
constexpr called<kl_div_call, X...> kl_div(X... x) { return compose<kl_div_call>(x...); }
template <class... X>
rejected<kl_div_call, X...> kl_div(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::nll_loss, core::cross_entropy, core::kl_div;
}  // namespace tapeless
