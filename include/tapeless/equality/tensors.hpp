// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/equality/functions.hpp>

namespace tapeless::core::exact {

// The images of what takes whole tensors. Sums, products of matrices and shares of exponentials have loops of
// their own; every other op is run on terms, as when a formula is written out.

constexpr void sum_into(calculus& c, call const& to, image* y, image const* x) {
  run_of_axes const run(to.with);
  for_each_line(to.x[0], run, [&](int line, int at, int step) {
    y[line] = x[at];
    for (int i = 1; i < run.length(to.x[0]); ++i) y[line] = c.plus(y[line], x[at + i * step]);
  });
}
/// One entry of a product where no entry is more than a value: reduced once for all its terms.
template <residue M>
constexpr residue inner_product(image const* a, image const* b, int step, int n, residue image::*part) {
  wide total = 0;
  for (int i = 0; i < n; ++i) {
    total += static_cast<wide>(a[i].*part) * (b[i * step].*part);
    if (i % 32 == 31) total %= M;
  }
  return static_cast<residue>(total % M);
}
constexpr void product_into(calculus& c, call const& to, image* y, image const* a, image const* b) {
  int const n = to.y[to.y.rank - 1], m = to.y[to.y.rank - 2], k = to.x[0][to.x[0].rank - 1];
  bool bare = !c.exponents;
  for (int i = 0; bare && i < to.x[0].size(); ++i) bare = a[i].root == 1;
  for (int i = 0; bare && i < to.x[1].size(); ++i) bare = b[i].root == 1;
  for (int batch = 0; batch < to.y.size() / (m * n); ++batch, y += m * n, a += m * k, b += k * n)
    for (int i = 0; i < m * n; ++i) {
      image const *row = a + i / n * k, *column = b + i % n;
      if (bare) {
        y[i] = image{inner_product<p>(row, column, n, k, &image::value)};
        continue;
      }
      y[i] = c.times(row[0], column[0]);
      for (int l = 1; l < k; ++l) y[i] = c.plus(y[i], c.times(row[l], column[l * n]));
    }
}

/// Whether any row of a selection has its 1 in a column: the sum of the rows.
constexpr void selected_into(calculus& c, call const& to, image* y, image const* s) {
  int const n = to.x[0][to.x[0].rank - 1], k = to.x[0][to.x[0].rank - 2];
  for (int i = 0; i < to.y.size(); ++i) {
    image const* const column = s + i / n * k * n + i % n;
    y[i] = column[0];
    for (int row = 1; row < k; ++row) y[i] = as_truth(c.plus(y[i], column[row * n]));
  }
}

enum class share { softmax, log_softmax, logsumexp };
constexpr void shares_into(calculus& c, share what, call const& to, image* y, image const* x) {
  run_of_axes const run(to.with);
  for_each_line(to.x[0], run, [&](int line, int at, int step) {
    int const end = at + run.length(to.x[0]) * step;
    image total = c.exp(x[at]);
    for (int i = at + step; i < end; i += step) total = c.plus(total, c.exp(x[i]));
    if (what == share::logsumexp) y[line] = c.log(total);
    else
      for (int i = at; i < end; i += step)
        y[i] = what == share::softmax ? c.over(c.exp(x[i]), total) : c.minus(x[i], c.log(total));
  });
}

/// An op that only moves entries, on their numbers; its zeros have none.
constexpr void move_into(call const& to, operation const& op, image* y, image const* const* x, int arity) {
  graph g;
  zero(g, scalar);
  sequence<term> from[max_arity], out(to.y.size());
  term const* in[max_arity]{};
  int total = 0;
  for (int k = 0; k < arity; ++k) {
    for (int i = 0; i < to.x[k].size(); ++i) from[k].push({&g, 1 + total++});
    in[k] = from[k].begin();
  }
  expand_over_terms(op, to, out.begin(), in);
  for (int i = 0; i < to.y.size(); ++i) {
    int at = out[i].id - 1, k = 0;
    while (at >= to.x[k].size()) at -= to.x[k++].size();
    y[i] = at < 0 ? image{} : x[k][at];
  }
}

}  // namespace tapeless::core::exact
