// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/logic.hpp>

namespace tapeless {

// A selection is a 0/1 matrix S [.., k, n] with one 1 in every row. S x picks entries of x; Sᵀ g puts them
// back. It is kept as the column of each row's 1, and as the 0/1 entries themselves where single entries are
// written out.

/// The selection of the k greatest (or smallest) of the n entries along the last axis, in order; of equal
/// entries the earlier comes first; NaN counts as greatest.   [.., n] → [.., k, n]   Flat wherever it is
/// differentiable.
struct selection_op {
  static constexpr std::string_view name = "selection";
  static constexpr long long smallest_first = 1;
  static constexpr int storage(call const& c) { return rows(c); }
  static constexpr int columns(call const& c) { return c.y[c.y.rank - 1]; }
  static constexpr int rows(call const& c) { return c.y.size() / columns(c); }
  static constexpr long long flops(call const& c) {
    return c.y.size() + 2ll * c.x[0].size() * (columns(c) - 1);
  }

  /// Numbers: each row's column is the first, in sorted order, after that of the row above.
  template <bool Smallest, class T>
  static constexpr void columns_of(T* column, T const* x, int k, int n) {
    int previous = -1;
    for (int row = 0; row < k; ++row) {
      int best = -1;
      for (int i = 0; i < n; ++i) {
        auto const before = [x](int a, int b) {
          return a < b ? precedes_op<Smallest>::holds(x[a], x[b]) : !precedes_op<Smallest>::holds(x[b], x[a]);
        };
        if (i != previous && (previous < 0 || before(previous, i)) && (best < 0 || before(i, best))) best = i;
      }
      column[row] = static_cast<T>(best);
      previous = best;
    }
  }
  /// Terms: entry i stands in row `rank of i`, which is the number of entries before it.
  template <bool Smallest>
  static constexpr void entries_of(term* s, term const* x, int k, int n) {
    sequence<term> rank(n, constant(*x->owner, 0));
    for (int i = 0; i < n; ++i)
      for (int j = i + 1; j < n; ++j) {
        term const first = precedes_op<Smallest>{}(x[i], x[j]);
        rank[j] = plus(rank[j], first);
        rank[i] = plus(rank[i], minus(constant(*x->owner, 1), first));
      }
    for (int row = 0; row < k; ++row)
      for (int i = 0; i < n; ++i) s[row * n + i] = equal_op{}(rank[i], constant(*x->owner, row));
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* s, T const* x) {
    int const n = columns(c), k = c.y[c.y.rank - 2];
    bool const ascending = (c.with & smallest_first) != 0;
    for (int b = 0; b < c.x[0].size() / n; ++b)
      if constexpr (std::same_as<T, term>)
        ascending ? entries_of<true>(s + b * k * n, x + b * n, k, n)
                  : entries_of<false>(s + b * k * n, x + b * n, k, n);
      else
        ascending ? columns_of<true>(s + b * k, x + b * n, k, n)
                  : columns_of<false>(s + b * k, x + b * n, k, n);
  }
};
template <>
struct behind<&describe<selection_op>> : std::type_identity<selection_op> {};

/// The 0/1 entries of a selection. Flat.
struct dense_op {
  static constexpr std::string_view name = "dense";
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* s) {
    int const n = selection_op::columns(c);
    if constexpr (std::same_as<T, term>)
      for (int i = 0; i < c.y.size(); ++i) y[i] = s[i];
    else
      for (int row = 0; row < selection_op::rows(c); ++row)
        for (int i = 0; i < n; ++i) y[row * n + i] = static_cast<T>(s[row] == static_cast<T>(i));
  }
};
template <>
struct behind<&describe<dense_op>> : std::type_identity<dense_op> {};

/// The column of each row's 1.   [.., k, n] → [.., k]   Flat.
struct columns_op {
  static constexpr std::string_view name = "indices";
  static constexpr element kind = element::index;
  static constexpr long long flops(call const& c) { return c.x[0].size(); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* s) {
    int const n = c.x[0][c.x[0].rank - 1];
    for (int row = 0; row < c.y.size(); ++row)
      if constexpr (std::same_as<T, term>) {
        y[row] = constant(*s->owner, n - 1);
        for (int i = n - 1; i-- > 0;) y[row] = where_op{}(s[row * n + i], constant(*s->owner, i), y[row]);
      } else {
        y[row] = s[row];
      }
  }
};
template <>
struct behind<&describe<columns_op>> : std::type_identity<columns_op> {};

/// 1 where a selection takes an entry, else 0.   [k, n] → [n]   Flat.
struct selected_op {
  static constexpr std::string_view name = "selected";
  static constexpr element kind = element::truth;
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* s) {
    int const n = c.y.size(), k = c.x[0].size() / n;
    for (int i = 0; i < n; ++i)
      if constexpr (std::same_as<T, term>)
        y[i] = fewer_than(s[i].operand(0), k);  // entries before it
      else y[i] = T{};
    if constexpr (!std::same_as<T, term>)
      for (int row = 0; row < k; ++row) y[static_cast<int>(s[row])] = T{} + 1;
  }
};
template <>
struct behind<&describe<selected_op>> : std::type_identity<selected_op> {};

/// S x: the rows of x that a selection names.   [.., k, n] [.., n, m] → [.., k, m]   x̄ = Sᵀ g
struct take_op {
  static constexpr std::string_view name = "take";
  static constexpr long long flops(call const& c) { return c.y.size() * c.x[0][c.x[0].rank - 1]; }
  static constexpr cotangents pullback(term g, term, term s, term x);
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* s, T const* x) {
    int const m = c.y[c.y.rank - 1], k = c.y[c.y.rank - 2], n = c.x[1][c.x[1].rank - 2];
    for (int row = 0; row < c.y.size() / m; ++row)
      for (int j = 0; j < m; ++j) {
        T const* const from = x + row / k * n * m + j;
        if constexpr (std::same_as<T, term>) {
          y[row * m + j] = from[(n - 1) * m];
          for (int i = n - 1; i-- > 0;)
            y[row * m + j] = where_op{}(s[row * n + i], from[i * m], y[row * m + j]);
        } else {
          y[row * m + j] = from[static_cast<int>(s[row]) * m];
        }
      }
  }
  constexpr term operator()(term s, term x) const {
    shape y = x.shape();
    y.extent[y.rank - 2] = s.extent(s.rank() - 2);
    return is_zero(x) ? zero(*x.owner, y) : make<take_op>(y, 0, s, x);        // S zero → zero
  }
};
template <>
struct behind<&describe<take_op>> : std::type_identity<take_op> {};

/// Sᵀ g: the rows of g put where a selection took them from, zero elsewhere; no column is named twice.
/// [.., k, n] [.., k, m] → [.., n, m]   ḡ = S (cotangent)
struct put_op {
  static constexpr std::string_view name = "put";
  static constexpr long long flops(call const& c) { return c.x[0].size() * c.y[c.y.rank - 1]; }
  static constexpr cotangents pullback(term g, term, term s, term) { return {term{}, take_op{}(s, g)}; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* s, T const* g) {
    int const m = c.y[c.y.rank - 1], n = c.y[c.y.rank - 2], k = c.x[1][c.x[1].rank - 2];
    for (int b = 0; b < c.y.size() / (n * m); ++b, y += n * m, g += k * m) {
      if constexpr (std::same_as<T, term>) {
        for (int i = 0; i < n; ++i)
          for (int j = 0; j < m; ++j) {
            term put = zero(*g->owner, scalar);
            for (int row = k; row-- > 0;) put = where_op{}(s[(b * k + row) * n + i], g[row * m + j], put);
            y[i * m + j] = put;
          }
      } else {
        for (int i = 0; i < n * m; ++i) y[i] = T{};
        for (int row = 0; row < k; ++row)
          for (int j = 0; j < m; ++j) y[static_cast<int>(s[b * k + row]) * m + j] = g[row * m + j];
      }
    }
  }
  constexpr term operator()(term s, term g) const {
    shape y = g.shape();
    y.extent[y.rank - 2] = s.extent(s.rank() - 1);
    if (is_zero(g)) return zero(*g.owner, y);                                 // Sᵀ zero → zero
    if (s.rank() == 2 && y.size() <= few) {
      int budget = 16;
      shape const entries{y.size()};
      if (term const f = untaken(g, s, entries, budget); f.owner)  // Sᵀ f(S x) → where(selected, f(x), 0)
        return reshape_op{}(
            where_op{}(make<selected_op>(entries, 0, s), f, zero(*g.owner, entries)), y);
    }
    return make<put_op>(y, 0, s, g);
  }

private:
  /// Up to this many entries, f of all of them costs less than moving some of them to and fro.
  static constexpr int few = 16;
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
template <>
struct behind<&describe<put_op>> : std::type_identity<put_op> {};
constexpr cotangents take_op::pullback(term g, term, term s, term) { return {term{}, put_op{}(s, g)}; }

/// The selection behind topk and its relatives: x with the chosen axis last, and S of it.
struct chosen {
  term x, s;
  int axis = 0;
  constexpr chosen(term of, int k, std::string_view call, auto... options) : x(of) {
    bool ascending = false;
    int wanted = -1;
    [[maybe_unused]] auto const read = [&](auto o) {
      if constexpr (is_axis<decltype(o)>) wanted = o.axis[0];
      else if constexpr (std::same_as<decltype(o), smallest_option>) ascending = true;
    };
    (read(options), ...);
    axis = resolve_axis(of, wanted, call);
    if (axis < 0) return;
    int const n = of.extent(axis);
    if (k < 1 || k > n) {
      of.owner->refuse(call, ": K must lie between 1 and the length of the axis; K is ", k, ", x is ",
                       of.shape(), ", the axis is ", axis);
      axis = -1;
      return;
    }
    x = move_axis(of, axis, of.rank() - 1);
    shape matrix = x.shape();
    matrix.extent[matrix.rank - 1] = k;
    matrix.append(n);
    s = make<selection_op>(matrix, ascending ? selection_op::smallest_first : 0, x);
  }
  constexpr explicit operator bool() const { return axis >= 0; }
  /// A result [.., k] with its last axis put back in place.
  constexpr term back(term y) const { return move_axis(y, y.rank() - 1, axis); }
};

template <int K>
struct selection_call {
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c(x, K, "selection<K>(x)", options...);
    return c ? make<dense_op>(c.s.shape(), 0, c.s) : x;
  }
};
template <int K>
struct topk_call {
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c(x, K, "topk<K>(x)", options...);
    if (!c) return x;
    shape column = c.x.shape(), row = column;
    column.append(1);
    row.extent[row.rank - 1] = K;
    return c.back(reshape_op{}(take_op{}(c.s, reshape_op{}(c.x, column)), row));
  }
};
template <int K>
struct topk_indices_call {
  constexpr term operator()(term x, Option auto... options) const {
    chosen const c(x, K, "topk_indices<K>(x)", options...);
    if (!c) return x;
    shape row = c.x.shape();
    row.extent[row.rank - 1] = K;
    return c.back(make<columns_op>(row, 0, c.s));
  }
};

/// The K greatest entries of x along an axis (the last unless named), greatest first: topk<2>(x),
/// topk<2>(x, axis<0>, smallest, unsorted).   y = S x   x̄ = Sᵀ g, with S = selection<K>(x), as formulas too
/// Ties: stable, the lowest index first. NaN counts as greatest. K lies between 1 and the length of the axis.
template <int K, class... X>
constexpr called<topk_call<K>, X...> topk(X... x) { return function<topk_call<K>>{}(x...); }
template <int K, class... X>
rejected<topk_call<K>, X...> topk(X...);
/// The positions along the axis of the entries that topk gives, whole numbers; no gradient.
template <int K, class... X>
constexpr called<topk_indices_call<K>, X...> topk_indices(X... x) {
  return function<topk_indices_call<K>>{}(x...);
}
template <int K, class... X>
rejected<topk_indices_call<K>, X...> topk_indices(X...);
/// The 0/1 matrix S of topk, [.., K, n] with the chosen axis last: matmul(selection<K>(y), y) is topk<K>(y),
/// as a formula too. Flat: its gradient is zero wherever it is differentiable.
template <int K, class... X>
constexpr called<selection_call<K>, X...> selection(X... x) { return function<selection_call<K>>{}(x...); }
template <int K, class... X>
rejected<selection_call<K>, X...> selection(X...);

}  // namespace tapeless
