// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/root.hpp>
#include <tapeless/ops/contract.hpp>
#include <tapeless/ops/softmax.hpp>

namespace tapeless::core {

struct linear_call {
  static constexpr phrase name = "linear";
  constexpr term operator()(term x, term w) const {
    if (x.rank() >= 1 && w.rank() == 2 && x.extent(x.rank() - 1) == w.extent(1))
      return matmul_call{}(x, swap_axes(w, 0, 1));
    x.owner->refuse("linear(x, w, b): the last axis of x must match the columns of the matrix w; x is ",
                    x.shape(), ", w is ", w.shape());
    return x;
  }
  constexpr term operator()(term x, term w, term b) const {
    term const y = (*this)(x, w);
    if (x.owner->problem()) return x;
    if (b.shape() == shape{w.extent(0)}) return y + b;
    x.owner->refuse("linear(x, w, b): b must have one number for each row of w; w is ", w.shape(), ", b is ",
                    b.shape());
    return x;
  }
};
/// A layer x Wᵀ + b: linear(x, w), linear(x, w, b).   [.., in] [out, in] [out] → [.., out]
///     x̄ = G W   W̄ = Gᵀ x   b̄ = sum of G over the rows
template <class... X>
constexpr called<linear_call, X...> linear(X... x) { return compose<linear_call>(x...); }
template <class... X>
rejected<linear_call, X...> linear(X...);

/// Whether a mask says which scores count: truth values, or known entries that are 0 and 1.
constexpr bool is_choice(term mask) {
  if (!is<table_op>(mask)) return kind_of(mask) == element::truth;
  for (int i = 0; i < mask.shape().size(); ++i) {
    long double const entry = mask.owner->table_number(int(mask->with) + i);
    if (entry != 0 && entry != 1) return false;
  }
  return true;
}

/// 1 where a known mask is not -inf, if anywhere it is: those scores are -inf, whatever else they would be.
constexpr term finite_entries(term mask) {
  if (!is<table_op>(mask)) return {};
  graph& g = *mask.owner;
  int const n = mask.shape().size();
  sequence<long double> finite(n);
  bool all = true;
  for (int i = 0; i < n; ++i) {
    bool const out = g.table_number(int(mask->with) + i) == -limits<long double>::infinity();
    finite[i] = out ? 0 : 1;
    all = all && !out;
  }
  return all ? term{} : table(g, finite.begin(), mask.shape());
}

struct attention_call {
  static constexpr phrase name = "attention", call = "attention(q, k, v, mask)";
  constexpr term operator()(term q, term k, term v) const { return weighted(q, k, v, term{}); }
  constexpr term operator()(term q, term k, term v, term mask) const { return weighted(q, k, v, mask); }

private:
  static constexpr term weighted(term q, term k, term v, term mask) {
    graph& g = *q.owner;
    int const rq = q.rank(), rk = k.rank(), rv = v.rank();
    if (rq < 2 || rk < 2 || rv < 2 || q.extent(rq - 1) != k.extent(rk - 1) ||
        k.extent(rk - 2) != v.extent(rv - 2)) {
      g.refuse(call, ": q must be [.., m, d], k [.., n, d] and v [.., n, e]; q is ", q.shape(), ", k is ",
               k.shape(), ", v is ", v.shape());
      return q;
    }
    term const root = constant(g, math::sqrt(static_cast<long double>(q.extent(rq - 1))));
    term s = matmul_call{}(q / root, swap_axes(k, rk - 2, rk - 1));
    if (g.problem()) return q;
    if (mask.owner) {
      if (!broadcastable(mask.shape(), s.shape()) || !(broadcast(mask.shape(), s.shape()) == s.shape())) {
        g.refuse(call, ": the mask must broadcast to q times k transposed, ", s.shape(), "; the mask is ",
                 mask.shape());
        return q;
      }
      term const m = broadcast_term(mask, s.shape());
      constexpr long double least = -limits<long double>::infinity();
      term const left_out = constant(g, least, s.shape());
      if (is_choice(mask)) s = where_op{}(m, s, left_out);
      else if (term const kept = finite_entries(mask); kept.owner)
        s = where_op{}(broadcast_term(kept, s.shape()), s + m, left_out);
      else s = s + m;
    }
    return matmul_call{}(softmax_op{}(s, s.rank() - 1), v);
  }
};
/// Scaled dot-product attention (Vaswani et al. 2017): attention(q, k, v), attention(q, k, v, mask).
/// [.., m, d] [.., n, d] [.., n, e] → [.., m, e]
///     y = softmax(q kᵀ/√d) v, with the mask's part before softmax
/// A mask of truth values (a comparison, or a literal of zeros and ones) keeps the scores where it is not 0;
/// any other mask is added to them, -inf leaving a key out. It broadcasts to [.., m, n]. A query without keys
/// gives NaN.
template <class... X>
constexpr called<attention_call, X...> attention(X... x) { return compose<attention_call>(x...); }
template <class... X>
rejected<attention_call, X...> attention(X...);

struct dropout_call {
  static constexpr phrase name = "dropout", call = "dropout(x, mask, p)";
  constexpr term operator()(term x, term mask, term p) const {
    if (is_constant(p) && !(number_of(p) >= 0 && number_of(p) <= 1)) {
      x.owner->refuse(call, ": p must lie from 0 to 1; x is ", x.shape());
      return x;
    }
    aligned const both(x, mask, call);
    if (!both.fit) return x;
    term const none = zero(*x.owner, both.x.shape());
    return is_constant(p, 1) ? none : where_op{}(both.y, both.x / (1 - p), none);
  }
};
/// x/(1 - p) where the mask is not 0, else 0; the caller draws the mask, p being the share of zeros
/// (Srivastava et al. 2014): dropout(x, mask, 0.5_c). For p = 1 everything is 0.
///     x̄ = g/(1 - p) where the mask is not 0, else 0
template <class... X>
constexpr called<dropout_call, X...> dropout(X... x) { return compose<dropout_call>(x...); }
template <class... X>
rejected<dropout_call, X...> dropout(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::linear, core::attention, core::dropout;
}  // namespace tapeless
