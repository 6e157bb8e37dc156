// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/top_few.hpp>
#include <tapeless/kernels/top_rows.hpp>
#include <tapeless/ops/logic.hpp>
#include <bit>

namespace tapeless::core {

// A selection is a 0/1 matrix S [.., k, n] with one 1 in every row, or none. S x picks entries of x; Sᵀ g
// puts them back. It is kept as the column of each row's 1, or -1, and as the 0/1 entries themselves where
// single entries are written out.

/// The selection of the k greatest (or smallest) of the n entries along the last axis, in order; of equal
/// entries the earlier comes first; NaN counts as greatest.   [.., n] → [.., k, n]   Flat wherever it is
/// differentiable.   with = smallest first | a NaN before all else << 1 | the first row's rank << 2
struct selection_op {
  static constexpr phrase name = "selection";
  static constexpr long long smallest_first = 1, nan_first = 2;
  static constexpr int from(long long with) { return int(with >> 2); }
  static constexpr int columns(call const& c) { return c.y[c.y.rank - 1]; }
  static constexpr int rows(call const& c) { return c.y.size() / columns(c); }
  /// With many rows the entries are sorted, in memory beside the result: where that is less than a look at
  /// all of them, eight at a time, for every row.
  static constexpr bool sorts(call const& c) {
    int const rounds = c.y[c.y.rank - 2] + from(c.with), n = columns(c);
    return rounds > 8 && rounds * (n / 4 + 12ll) > 6ll * n * std::bit_width(unsigned(n));
  }
  static constexpr int storage(call const& c) { return rows(c) + (sorts(c) ? 2 * columns(c) : 0); }
  static constexpr long long flops(call const& c) {
    return c.y.size() + 2ll * c.x[0].size() * (columns(c) - 1);
  }
  static constexpr long long batched(long long with) { return with; }

  /// Numbers, few rows: each row's column is the first, in sorted order, after that of the row above.
  template <bool Smallest, class T>
  static constexpr void find_columns(T* column, T const* x, int skip, int k, int n) {
    auto const before = [x](int a, int b) {
      return a < b ? precedes_op<Smallest>::holds(x[a], x[b]) : !precedes_op<Smallest>::holds(x[b], x[a]);
    };
    int previous = -1;
    for (int row = -skip; row < k; ++row) {
      int best = -1;
      for (int i = 0; i < n; ++i)
        if (i != previous && (previous < 0 || before(previous, i)) && (best < 0 || before(i, best))) best = i;
      if (row >= 0) column[row] = static_cast<T>(best);
      previous = best;
    }
  }
  /// Numbers, many rows: merge sort of the columns, bottom-up and stable (Knuth, TAOCP 3, 5.2.4).
  template <bool Smallest, class T>
  static constexpr void sort_columns(T* column, T* scratch, T const* x, int skip, int k, int n) {
    T *sorted = scratch, *next = scratch + n;
    for (int i = 0; i < n; ++i) sorted[i] = static_cast<T>(i);
    for (int width = 1; width < n; width *= 2) {
      for (int left = 0; left < n; left += 2 * width) {
        int const middle = left + width < n ? left + width : n;
        int const right = middle + width < n ? middle + width : n;
        int a = left, b = middle;
        for (int to = left; to < right; ++to) {
          bool const first = b == right || (a < middle && precedes_op<Smallest>::holds(x[int(sorted[a])],
                                                                                       x[int(sorted[b])]));
          next[to] = first ? sorted[a++] : sorted[b++];
        }
      }
      T* const done = next;
      next = sorted;
      sorted = done;
    }
    for (int row = 0; row < k; ++row) column[row] = sorted[skip + row];
  }
  /// Terms: entry i stands in row `rank of i`, which is the number of entries before it.
  template <bool Smallest>
  static constexpr void entries_of(term* s, term const* x, int skip, int k, int n, bool nan_leads) {
    graph& g = *x->owner;
    sequence<term> rank(n, constant(g, 0));
    for (int i = 0; i < n; ++i)
      for (int j = i + 1; j < n; ++j) {
        term const first = precedes_op<Smallest>{}(x[i], x[j]);
        rank[j] = plus(rank[j], first);
        rank[i] = plus(rank[i], minus(constant(g, 1), first));
      }
    for (int row = 0; row < k; ++row)
      for (int i = 0; i < n; ++i) s[row * n + i] = equal_op{}(rank[i], constant(g, skip + row));
    if (!nan_leads) return;
    term earlier = constant(g, 0);
    sequence<term> first_nan(n, earlier);
    for (int i = 0; i < n; ++i) {
      first_nan[i] = where_op{}(earlier, constant(g, 0), not_equal_op{}(x[i], x[i]));
      earlier = i == 0 ? first_nan[0] : term(or_op{}(earlier, first_nan[i]));
    }
    for (int i = 0; i < n; ++i) s[i] = where_op{}(earlier, first_nan[i], s[i]);
  }
  template <call C, class T>
  static constexpr void evaluate(T* s, T const* x) {
    constexpr int n = columns(C), k = C.y[C.y.rank - 2], rounds = k + from(C.with);
    constexpr bool ascending = (C.with & smallest_first) != 0, in_lanes = has_lanes<T> && !sorts(C);
    if constexpr (in_lanes) {
      if (!std::is_constant_evaluated()) {
        constexpr int skip = from(C.with), batches = C.x[0].size() / n, W = native_width<T>;
        constexpr int in_rows = finds_in_rows<T, n, rounds> ? batches / W * W : 0;
        if constexpr (in_rows > 0)
          for (int batch = 0; batch < in_rows; batch += W)
            first_columns_of_rows<ascending, n, skip, rounds>(s + batch * k, x + batch * n);
        for (int batch = in_rows; batch < batches; ++batch)
          if constexpr (finds_few<T, n, rounds>)
            first_few_columns<ascending, n, skip, rounds>(s + batch * k, x + batch * n);
          else first_columns<ascending, n>(s + batch * k, x + batch * n, skip, k);
        if constexpr ((C.with & nan_first) != 0)
          for (int batch = 0; batch < batches; ++batch) put_nan_first(s + batch * k, x + batch * n, n);
        return;
      }
    }
    constexpr call c = C;
    evaluate(c, s, x);
  }
  template <class T>
  static constexpr void put_nan_first(T* column, T const* x, int n) {
    for (int i = n; i-- > 0;)
      if (x[i] != x[i]) *column = static_cast<T>(i);
  }
  template <bool Smallest, class T>
  static constexpr void rows_of(call const& c, T* s, T const* x, int batch) {
    int const n = columns(c), k = c.y[c.y.rank - 2], skip = from(c.with);
    bool const nan_leads = (c.with & nan_first) != 0;
    if constexpr (std::same_as<T, term>) {
      entries_of<Smallest>(s + batch * k * n, x + batch * n, skip, k, n, nan_leads);
    } else {
      T* const column = s + batch * k;
      if (sorts(c)) sort_columns<Smallest>(column, s + rows(c), x + batch * n, skip, k, n);
      else find_columns<Smallest>(column, x + batch * n, skip, k, n);
      if (nan_leads) put_nan_first(column, x + batch * n, n);
    }
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* s, T const* x) {
    bool const ascending = (c.with & smallest_first) != 0;
    for (int batch = 0; batch < c.x[0].size() / columns(c); ++batch)
      ascending ? rows_of<true>(c, s, x, batch) : rows_of<false>(c, s, x, batch);
  }
};

/// The selection whose rows are told by positions; a row whose position is none of 0 .. n - 1 is zero.
/// [.., k] → [.., k, n]   Flat.
struct placed_op {
  static constexpr phrase name = "one_hot";
  static constexpr int storage(call const& c) { return c.x[0].size(); }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* s, T const* index) {
    int const n = c.y[c.y.rank - 1];
    for (int row = 0; row < c.x[0].size(); ++row)
      if constexpr (std::same_as<T, term>) {
        for (int i = 0; i < n; ++i)
          s[row * n + i] = is_constant(index[row])
                               ? constant(*index->owner, number_of(index[row]) == i ? 1 : 0)
                               : term(equal_op{}(index[row], constant(*index->owner, i)));
      } else {
        bool const inside = (index[row] >= 0) & (index[row] < static_cast<T>(n));
        T const position = select(inside, index[row], T{});
        s[row] = select(inside & (static_cast<T>(static_cast<int>(position)) == position), position, T{} - 1);
      }
  }
};

/// The 0/1 entries of a selection. Flat.
struct dense_op {
  static constexpr phrase name = "dense";
  static constexpr long long batched(long long with) { return with; }
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

/// The column of each row's 1.   [.., k, n] → [.., k]   Flat.
struct columns_op {
  static constexpr phrase name = "indices";
  static constexpr element kind = element::index;
  static constexpr long long flops(call const& c) { return c.x[0].size(); }
  static constexpr long long batched(long long with) { return with; }
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

/// 1 where a selection of the greatest or smallest takes an entry, else 0.   [.., k, n] → [.., n]   Flat.
struct selected_op {
  static constexpr phrase name = "selected";
  static constexpr element kind = element::truth;
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* s) {
    int const n = c.y[c.y.rank - 1], k = c.x[0][c.x[0].rank - 2];
    for (int batch = 0; batch < c.y.size() / n; ++batch, y += n)
      if constexpr (std::same_as<T, term>) {
        for (int i = 0; i < n; ++i) y[i] = fewer_than(s[i].operand(0), k);  // entries before it
        s += k * n;
      } else {
        for (int i = 0; i < n; ++i) y[i] = T{};
        for (int row = 0; row < k; ++row) y[static_cast<int>(*s++)] = T{} + 1;
      }
  }
};

}  // namespace tapeless::core
