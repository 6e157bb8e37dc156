// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/selection.hpp>

namespace tapeless::core {

/// Whether every row of a selection has a 1, and no two in one column: entries are moved, never added.
constexpr bool is_one_to_one(term s) { return is<selection_op>(s); }

/// S x: the rows of x that a selection names; where it names none, zero.   [.., k, n] [.., n, m] → [.., k, m]
/// x̄ = Sᵀ g   One selection [k, n] may serve all of a batch.   with = whether rows may be zero
struct take_op {
  static constexpr phrase name = "take";
  static constexpr long long flops(call const& c) { return 1ll * c.y.size() * c.x[1][c.x[1].rank - 2]; }
  static constexpr cotangents pullback(term g, term, term s, term x);
  static constexpr bool shares = true;
  static constexpr term batched(term y, term s, term x);
  template <call C, class T>
  static constexpr void evaluate(T* y, T const* s, T const* x) {
    constexpr int m = C.y[C.y.rank - 1], k = C.y[C.y.rank - 2], n = C.x[1][C.x[1].rank - 2];
    constexpr int rows = C.x[0].size() / n, all = C.y.size() / m;
    for (int row = 0; row < all; ++row, y += m) {
      int const column = static_cast<int>(s[row % rows]);
      if (C.with == 0 || column >= 0) copy_numbers<m>(y, x + (row / k * n + column) * m);
      else
        for (int j = 0; j < m; ++j) y[j] = T{};
    }
  }
  template <class T>
    requires std::same_as<T, term>
  static constexpr void evaluate(call const& c, T* y, T const* s, T const* x) {
    int const m = c.y[c.y.rank - 1], k = c.y[c.y.rank - 2], n = c.x[1][c.x[1].rank - 2];
    int const rows = c.x[0].size() / n;
    for (int row = 0; row < c.y.size() / m; ++row, y += m) {
      term const* const from = x + row / k * n * m;
      for (int j = 0; j < m; ++j) {
        y[j] = c.with ? zero(*x->owner, scalar) : from[(n - 1) * m + j];
        for (int i = c.with ? n : n - 1; i-- > 0;)
          y[j] = where_op{}(s[row % rows * n + i], from[i * m + j], y[j]);
      }
    }
  }
  constexpr term operator()(term s, term x) const {
    shape y = x.shape();
    y.extent[y.rank - 2] = s.extent(s.rank() - 2);
    if (is_zero(x)) return zero(*x.owner, y);                                 // S zero → zero
    return make<take_op>(y, is_one_to_one(s) ? 0 : 1, s, x);
  }
};

/// Whether a selection is the first of few entries: up to so many, f of all of them costs less than moving
/// some of them to and fro.
constexpr bool may_be_masked(term s) {
  return is_one_to_one(s) && selection_op::from(s->with) == 0 && !(s->with & selection_op::nan_first) &&
         s.rank() == 2 && s.extent(1) <= 16;
}

/// Sᵀ g: the rows of g put where a selection took them from, zero elsewhere; those of one column are added,
/// in the order of the rows.   [.., k, n] [.., k, m] → [.., n, m]   ḡ = S (cotangent)
struct put_op {
  static constexpr phrase name = "put";
  static constexpr long long flops(call const& c) {
    return (c.with ? 2ll : 1ll) * c.y.size() * c.x[1][c.x[1].rank - 2];
  }
  static constexpr cotangents pullback(term g, term, term s, term) { return {term{}, take_op{}(s, g)}; }
  static constexpr bool shares = true;
  static constexpr term batched(term y, term s, term g);
  template <call C, class T>
  static constexpr void evaluate(T* y, T const* s, T const* g) {
    constexpr int m = C.y[C.y.rank - 1], n = C.y[C.y.rank - 2], k = C.x[1][C.x[1].rank - 2];
    constexpr int rows = C.x[0].size() / n, batches = C.y.size() / (n * m);
    for (int b = 0; b < batches; ++b, y += n * m, g += k * m) {
      for (int i = 0; i < n * m; ++i) y[i] = T{};
      for (int row = 0; row < k; ++row) {
        int const column = static_cast<int>(s[b * k % rows + row]);
        if (C.with != 0 && column < 0) continue;
        if constexpr (C.with != 0) add_numbers<m>(y + column * m, g + row * m);
        else copy_numbers<m>(y + column * m, g + row * m);
      }
    }
  }
  template <class T>
    requires std::same_as<T, term>
  static constexpr void evaluate(call const& c, T* y, T const* s, T const* g) {
    int const m = c.y[c.y.rank - 1], n = c.y[c.y.rank - 2], k = c.x[1][c.x[1].rank - 2];
    int const rows = c.x[0].size() / n;
    for (int b = 0; b < c.y.size() / (n * m); ++b, y += n * m, g += k * m) {
      int const first = b * k % rows;
      for (int i = 0; i < n; ++i)
        for (int j = 0; j < m; ++j) {
          term const none = zero(*g->owner, scalar);
          term put = none;
          for (int step = 0; step < k; ++step) {
            int const row = c.with ? step : k - 1 - step;
            term const here = s[(first + row) * n + i], entry = g[row * m + j];
            put = c.with ? plus(put, where_op{}(here, entry, none)) : where_op{}(here, entry, put);
          }
          y[i * m + j] = put;
        }
    }
  }
  constexpr term operator()(term s, term g) const {
    shape y = g.shape();
    y.extent[y.rank - 2] = s.extent(s.rank() - 1);
    if (is_zero(g)) return zero(*g.owner, y);                                 // Sᵀ zero → zero
    if (y == shape{y.size(), 1} && may_be_masked(s)) {
      int budget = 16;
      shape const entries{y.size()};
      if (term const f = untaken(g, s, entries, budget); f.owner)  // Sᵀ f(S x) → where(selected, f(x), 0)
        return reshape_op{}(
            where_op{}(make<selected_op>(entries, 0, s), f, zero(*g.owner, entries)), y);
    }
    return make<put_op>(y, is_one_to_one(s) ? 0 : 1, s, g);
  }

  /// f(x) where t is f(S x) for an elementwise f of at most `budget` ops; nothing otherwise.
  static constexpr term untaken(term t, term s, shape const& entries, int& budget) {
    if (is_zero(t)) return zero(*t.owner, entries);
    if (is_constant(t)) return constant(*t.owner, number_of(t), entries);
    if (is<take_op>(t) && t.operand(0) == s) return reshape_op{}(t.operand(1), entries);
    if (is<reshape_op>(t)) return untaken(t.operand(0), s, entries, budget);
    vertex const v = *t;
    if (!v.op->elementwise || --budget < 0) return {};
    term x[max_arity];
    for (int i = 0; i < v.arity; ++i)
      if (x[i] = untaken({t.owner, v.x[i]}, s, entries, budget); !x[i].owner) return {};
    return v.op->again(x, v.with);
  }
};
constexpr cotangents take_op::pullback(term g, term, term s, term) { return {term{}, put_op{}(s, g)}; }

/// Take or put for samples with selections of their own. Where a sample's selection serves further axes of x,
/// as in [k, n] [b, n, m], these become columns.
template <class Op>
constexpr term select_for_samples(term y, term s, term x) {
  if (x.rank() == y.rank()) return {};
  int const common = x.rank() - s.rank(), last = x.rank() - 1;
  if (s.rank() == y.operand(0).rank() || common == 0) return Op{}(s, x);
  order o;
  shape columns{x.extent(0)};
  int to = 1;
  for (int axis = 1 + common; axis < last; ++axis) o.set(to++, axis), columns.append(x.extent(axis));
  for (int axis = 1; axis <= common; ++axis) o.set(to++, axis);
  o.set(last, last);
  columns.append(x.shape().size() / columns.size());
  term const z = Op{}(s, reshape_op{}(permute_op{}(x, o), columns));
  shape apart = o(x.shape());
  apart.extent[columns.rank - 2] = z.extent(columns.rank - 2);
  return permute_op{}(reshape_op{}(z, apart), o.inverse(x.rank()));
}
constexpr term take_op::batched(term y, term s, term x) { return select_for_samples<take_op>(y, s, x); }
constexpr term put_op::batched(term y, term s, term g) { return select_for_samples<put_op>(y, s, g); }

/// Entries of x [.., n] chosen by a selection [.., k, n] with the same axes before: [.., k].
constexpr term take_entries(term s, term x) {
  shape column = x.shape(), row = x.shape();
  column.append(1);
  row.extent[row.rank - 1] = s.extent(s.rank() - 2);
  return reshape_op{}(take_op{}(s, reshape_op{}(x, column)), row);
}
/// The transpose of that: [.., k] → [.., n].
constexpr term put_entries(term s, term g) {
  shape column = g.shape(), row = g.shape();
  column.append(1);
  row.extent[row.rank - 1] = s.extent(s.rank() - 1);
  return reshape_op{}(put_op{}(s, reshape_op{}(g, column)), row);
}

}  // namespace tapeless::core
