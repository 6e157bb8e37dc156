// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/concat.hpp>

namespace tapeless::core {

/// A stand-in for one sample of x, which has them along its first axis.
constexpr term stand_in(term x) {
  graph& g = *x.owner;
  shape one;
  for (int axis = 1; axis < x.rank(); ++axis) one.append(x.extent(axis));
  long long const key = -1 - g.size();
  switch (kind_of(x)) {
    case element::index:
      return make<placeholder_op<element::index>>(g, one, key);
    case element::truth:
      return make<placeholder_op<element::truth>>(g, one, key);
    default:
      return make<placeholder_op<element::real>>(g, one, key);
  }
}

/// A formula of one sample, run for all of them: every vertex that depends on a sample is made again with the
/// samples along a new first axis, by the rule of its op; what does not depend on one is left as it is. An
/// op without a rule is applied to one sample after another, and the results are stacked.
///     batching all(g, n);
///     all.stands_for(one, x);           x: [n, axes of one]
///     all(y)                            [n, axes of y]
class batching {
  graph& graph_;
  int count_, first_ = 1 << 30;
  sequence<int> carried_;  ///< of each vertex, the one for all samples, or -1

public:
  constexpr batching(graph& g, int count) : graph_(g), count_(count), carried_(g.size(), -1) {}

  constexpr void stands_for(term one, term all) {
    make_room(one.id);
    carried_[one.id] = all.id;
    if (one.id < first_) first_ = one.id;
  }
  /// x, which has the samples along its first axis, by a stand-in for one of them.
  constexpr term one_of(term x) {
    term const one = stand_in(x);
    stands_for(one, x);
    return one;
  }

  /// y for all samples; one that depends on none is repeated.
  constexpr term operator()(term y) {
    make_room(y.id);
    sequence<bool> needed(y.id + 1, false);
    needed[y.id] = true;
    for (int id = y.id; id >= first_; --id) {
      vertex const& v = graph_[id];
      for (int i = 0; needed[id] && i < v.arity; ++i) needed[v.x[i]] = true;
    }
    for (int id = first_; id <= y.id; ++id)
      if (needed[id] && carried_[id] < 0 && graph_[id].arity > 0) carry(id);
    return carried_[y.id] >= 0 ? term(&graph_, carried_[y.id]) : repeated(y);
  }

private:
  constexpr void make_room(int id) {
    if (id >= carried_.count) carried_.resize(id + 1, -1);
  }

  constexpr void carry(int id) {
    vertex const v = graph_[id];
    term const y(&graph_, id);
    term x[max_arity];
    unsigned each = 0;
    for (int i = 0; i < v.arity; ++i) {
      int const all = carried_[v.x[i]];
      if (all >= 0) each |= 1u << i;
      x[i] = {&graph_, all >= 0 ? all : v.x[i]};
    }
    if (each == 0) return;
    if (y.rank() == max_rank)
      graph_.refuse("batch(f, ...): a value inside of f has ", max_rank,
                    " axes, which leaves none for the samples; it is ", y.shape());
    carried_[id] = graph_.problem() ? id : for_samples(v, y, x, each).id;
  }
  constexpr term for_samples(vertex const& v, term y, term* x, unsigned each) const {
    if (v.op->batched)
      if (term const all = run_for_samples(y, x, each); all.owner) return all;
    if (!v.op->batched && !v.op->again) return one_by_one(v, y, x, each);
    for (int i = 0; i < v.arity; ++i)
      if ((each >> i & 1u) == 0) x[i] = repeated(x[i]);
    return v.op->batched ? run_for_samples(y, x, (1u << v.arity) - 1) : v.op->again(x, v.with);
  }

  /// Whether a value is held in another form than its entries: only ops that know it can read it.
  static constexpr bool is_packed(term x) {
    if (x->arity == 0 || x->op->elementwise) return false;
    call c;
    c.y = x.shape();
    c.with = x->with;
    for (int i = 0; i < x->arity; ++i) c.x[i] = x.operand(i).shape();
    return x->op->storage(c) != c.y.size();
  }
  /// One value for all samples, along the new axis: a packed one is made again from such operands.
  constexpr term repeated(term x) const {
    if (!is_packed(x)) return broadcast_term(x, in_front(count_, x.shape()));
    term operands[max_arity];
    for (int i = 0; i < x->arity; ++i) operands[i] = repeated(x.operand(i));
    if (x->op->batched) return run_for_samples(x, operands, (1u << x->arity) - 1);
    return refuse_packed(x);
  }
  constexpr term refuse_packed(term x) const {
    graph_.refuse("batch(f, ...): the op ", x->op->name,
                  " holds its result in a form of its own, and has no rule `batched` for samples of it");
    return x;
  }

  constexpr term one_by_one(vertex const& v, term y, term const* x, unsigned each) const {
    if (is_packed(y)) return refuse_packed(y);
    for (int i = 0; i < v.arity; ++i)
      if (is_packed(y.operand(i))) return refuse_packed(y);
    sequence<term> results;
    for (int sample = 0; sample < count_; ++sample) {
      vertex one = v;
      for (int i = 0; i < v.arity; ++i) {
        if ((each >> i & 1u) == 0) continue;
        one.x[i] = reshape_op{}(slice_along(x[i], {0, sample, 1}, 1), y.operand(i).shape()).id;
      }
      results.push(reshape_op{}(graph_.add(one), in_front(1, y.shape())));
    }
    return concat_along(results.begin(), count_, 0);
  }
};

}  // namespace tapeless::core
