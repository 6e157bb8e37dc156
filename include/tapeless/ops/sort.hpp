// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/extremum.hpp>
#include <tapeless/ops/topk.hpp>

namespace tapeless::core {

/// sort, argsort: the greatest entry first; NaN before all.
struct descending_option : option {};
inline constexpr descending_option descending{};

/// All entries along an axis in order.
template <class... O>
constexpr chosen sorted(term x, phrase call, O... options) {
  auto const own = [](auto o) { return std::is_same<decltype(o), descending_option>{}; };
  reduction const r(x, call, own, options...);
  int axis = -1, named = 0;
  for (int i = 0; r.named && i < x.rank(); ++i)
    if (r.over[i]) axis = i, ++named;
  if (named > 1 || r.keep) x.owner->refuse(call, ": the options are one axis and descending; x is ",
      x.shape());
  long long const ascending = has<descending_option, O...> ? 0 : selection_op::smallest_first;
  int const found = x.owner->problem() ? -1 : resolve_axis(x, axis, call);
  return {x, found, found < 0 ? 0 : x.extent(found), 0, ascending, call};
}
struct sort_call {
  static constexpr phrase name = "sort";
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c = sorted(x, "sort(x, axis<a>)", options...);
    return c ? c.values() : x;
  }
};
struct argsort_call {
  static constexpr phrase name = "argsort";
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c = sorted(x, "argsort(x, axis<a>)", options...);
    return c ? c.indices() : x;
  }
};
/// The entries of x along an axis, the last unless named, in ascending order: sort(x, axis<0>, descending).
///     y = S x   x̄ = Sᵀ g, with the permutation S of the entries
/// Equal entries keep their order, both ways. NaN comes last, or first if descending.
template <class... X>
constexpr called<sort_call, X...> sort(X... x) { return compose<sort_call>(x...); }
template <class... X>
rejected<sort_call, X...> sort(X...);
/// The positions along the axis of the entries that sort gives, whole numbers; no gradient.
template <class... X>
constexpr called<argsort_call, X...> argsort(X... x) { return compose<argsort_call>(x...); }
template <class... X>
rejected<argsort_call, X...> argsort(X...);

/// One entry along an axis, by its rank K from 1 on in ascending order, or the median.
template <int K, bool Median = false>
struct ranked {
  chosen c;
  shape result;
  static constexpr chosen find(term x, reduction const& r, int otherwise, phrase call) {
    int axis = otherwise, named = 0;
    for (int i = 0; r.named && i < x.rank(); ++i)
      if (r.over[i]) axis = i, ++named;
    if (named > 1) x.owner->refuse(call, ": one axis at most is named; x is ", x.shape());
    int const found = x.owner->problem() ? -1 : resolve_axis(x, axis, call);
    int const n = found < 0 ? 1 : x.extent(found), rank = Median ? (n - 1) / 2 : K - 1;
    if (found >= 0 && (rank < 0 || rank >= n))
      x.owner->refuse(call, ": K must lie between 1 and the length of the axis; K is ", K, ", x is ",
                      x.shape(), ", the axis is ", found);
    long long const nan_leads = Median ? selection_op::nan_first : 0;
    return {x, found, 1, rank, selection_op::smallest_first | nan_leads, call};
  }
  constexpr ranked(term x, int otherwise, phrase call, Option auto... options)
      : ranked(x, reduction(x, call, options...), otherwise, call) {}
  constexpr ranked(term x, reduction const& r, int otherwise, phrase call)
      : c(find(x, r, otherwise, call)) {
    if (!c) return;
    axes over;
    over.insert(c.axis);
    result = without(x.shape(), over, r.keep);
  }
  constexpr term value(term x) const { return c ? reshape_op{}(c.values(), result) : x; }
  constexpr term index(term x) const { return c ? reshape_op{}(c.indices(), result) : x; }
};
template <int K>
struct kthvalue_call {
  constexpr term operator()(term x, Option auto... options) const {
    return ranked<K>(x, -1, "kthvalue<K>(x, axis<a>)", options...).value(x);
  }
};
template <int K>
struct kthvalue_index_call {
  constexpr term operator()(term x, Option auto... options) const {
    return ranked<K>(x, -1, "kthvalue_index<K>(x, axis<a>)", options...).index(x);
  }
};

/// A number y that some entries of x are equal to.   [.., 1] [.., n] → [.., 1]   ȳ = 0   x̄ = g shared evenly
/// by these
struct shared_op {
  static constexpr phrase name = "shared";
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term y, term, term x) {
    return {term{}, extremum_op<false>::share(g, y, x, axes_of({x.rank() - 1, x.rank()}), false)};
  }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* value, T const*) {
    for (int i = 0; i < c.y.size(); ++i) y[i] = value[i];
  }
};

struct median_call {
  static constexpr phrase name = "median", call = "median(x, axis<a>)";
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, call, options...);
    if (x.owner->problem()) return x;
    if (r.named) return ranked<1, true>(x, r, -1, call).value(x);
    term const all = reshape_op{}(x, shape{x.shape().size()});
    if (all.extent(0) == 1) return r.shaped(x, x);                            // of one entry → itself
    chosen const middle(all, 0, 1, (all.extent(0) - 1) / 2, order, call);
    return r.shaped(x, make<shared_op>(shape{1}, 0, middle.values(), all));
  }
  static constexpr long long order = selection_op::smallest_first | selection_op::nan_first;
};
struct median_index_call {
  static constexpr phrase name = "median_index", call = "median_index(x, axis<a>)";
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, call, options...);
    if (x.owner->problem()) return x;
    if (r.named) return ranked<1, true>(x, r, -1, call).index(x);
    term const all = reshape_op{}(x, shape{x.shape().size()});
    return r.shaped(x, ranked<1, true>(all, 0, call).index(all));
  }
};

/// The K-th smallest entry along an axis, the last unless named; K counts from 1. Equal entries rank in their
/// order, NaN last.   x̄ = g at kthvalue_index<K>(x), 0 elsewhere
template <int K, class... X>
constexpr called<kthvalue_call<K>, X...> kthvalue(X... x) { return compose<kthvalue_call<K>>(x...); }
template <int K, class... X>
rejected<kthvalue_call<K>, X...> kthvalue(X...);
template <Expression X, class... More>
auto kthvalue(X, More...) -> error<no_brackets<"kthvalue<K>(x)", X>>;
/// The position of that entry along the axis, a whole number; no gradient.
template <int K, class... X>
constexpr called<kthvalue_index_call<K>, X...> kthvalue_index(X... x) {
  return compose<kthvalue_index_call<K>>(x...);
}
template <int K, class... X>
rejected<kthvalue_index_call<K>, X...> kthvalue_index(X...);
template <Expression X, class... More>
auto kthvalue_index(X, More...) -> error<no_brackets<"kthvalue_index<K>(x)", X>>;
/// The median of all entries, or along one axis: of an even number of entries the lower of the middle two;
/// NaN if there is one.   x̄ = g at median_index(x, axis<a>); without an axis shared evenly by the entries
/// equal to it
template <class... X>
constexpr called<median_call, X...> median(X... x) { return compose<median_call>(x...); }
template <class... X>
rejected<median_call, X...> median(X...);
/// The position of the median along one axis, or among all entries in order, a whole number; no gradient.
template <class... X>
constexpr called<median_index_call, X...> median_index(X... x) { return compose<median_index_call>(x...); }
template <class... X>
rejected<median_index_call, X...> median_index(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::descending, core::sort, core::argsort, core::kthvalue, core::kthvalue_index, core::median,
    core::median_index;
}  // namespace tapeless
