// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/power.hpp>
#include <tapeless/plan/rewrite.hpp>

namespace tapeless::core {

/// Shared factors of sums taken out, the most shared first: a b + a c → a (b + c). Of a polynomial that makes
/// Horner's scheme: c0 + c1 x + c2 x² → c0 + x (c1 + c2 x) (Ceberio and Kreinovich 2004, for several
/// variables).
class factoring {
  static constexpr int most_terms = 16, most_factors = 8;
  struct monomial {
    bool negative = false;
    int count = 0;
    int factor[most_factors]{};
    int power[most_factors]{};
    constexpr int place(int id) const {
      for (int i = 0; i < count; ++i)
        if (factor[i] == id) return i;
      return -1;
    }
    constexpr bool multiply(int id, int n) {
      int const at = place(id);
      if (at < 0 && count == most_factors) return false;
      if (at < 0) factor[count] = id, power[count++] = n;
      else power[at] += n;
      return true;
    }
    constexpr void divide(int id, int n) {
      int const at = place(id);
      power[at] -= n;
      if (power[at] > 0) return;
      --count;
      factor[at] = factor[count], power[at] = power[count];
    }
  };
  graph& graph_;
  usage needed_;
  sequence<bool> in_sum_;  ///< used by a sum, and only once

  static constexpr bool is_sum(term t) { return is<add_op>(t) || is<subtract_op>(t); }
  constexpr bool is_own(int id) const { return needed_.uses[id] == 1; }

  /// The factors of a term of a sum; products that others use too stay whole.
  constexpr bool read(monomial& m, int id, int power) const {
    struct {
      int id, power;
    } pending[2 * most_factors]{};
    int count = 0;
    pending[count++] = {id, power};
    while (count > 0) {
      auto const [at, n] = pending[--count];
      term const t(&graph_, at);
      bool const own = is_own(at) && count + 2 <= 2 * most_factors;
      if (is<negate_op>(t) && own) {
        m.negative = m.negative != (n % 2 == 1);
        pending[count++] = {t->x[0], n};
      } else if (is<multiply_op>(t) && own) {
        pending[count++] = {t->x[1], n};
        pending[count++] = {t->x[0], n};
      } else if (is<square_op>(t) && own) {
        pending[count++] = {t->x[0], 2 * n};
      } else if (is<power_op>(t) && own && t->with > 0) {
        pending[count++] = {t->x[0], int(t->with) * n};
      } else if (!m.multiply(at, n)) {
        return false;
      }
    }
    return true;
  }
  /// The terms of a sum, or none where there are too many.
  constexpr int read(monomial* terms, int root) const {
    struct {
      int id;
      bool negative;
    } pending[most_terms]{};
    int count = 0, length = 0;
    pending[count++] = {root, false};
    while (count > 0) {
      auto const [id, negative] = pending[--count];
      term const t(&graph_, id);
      if (is_sum(t) && (id == root || is_own(id))) {
        if (count + length + 2 > most_terms) return 0;
        pending[count++] = {t->x[1], negative != is<subtract_op>(t)};
        pending[count++] = {t->x[0], negative};
      } else {
        monomial& m = terms[length++] = monomial{};
        m.negative = negative;
        if (!read(m, id, 1)) return 0;
      }
    }
    return length;
  }
  static constexpr term times_power(term y, term x, int n) {
    term const p = power_op{}(x, n);
    return y.owner ? multiply_op{}(y, p) : p;
  }
  constexpr term product(monomial const& m, term const* now, shape const& s) const {
    term y;
    for (int i = 0; i < m.count; ++i) y = times_power(y, now[m.factor[i]], m.power[i]);
    return y.owner ? y : constant(graph_, 1, s);
  }
  static constexpr void add(term& total, bool& negative, term y, bool y_negative) {
    if (!total.owner) total = y, negative = y_negative;
    else if (negative == y_negative) total = add_op{}(total, y);
    else if (negative) total = subtract_op{}(y, total), negative = false;
    else total = subtract_op{}(total, y);
  }
  /// The sum of some terms, and its sign. The depth is bounded: each level takes a factor out or a term away.
  constexpr term sum(monomial* terms, int count, term const* now, shape const& s, bool& negative) const {
    term total;
    while (count > 0) {
      int common = -1, most = 1;
      for (int i = 0; i < count; ++i)
        for (int k = 0; k < terms[i].count; ++k) {
          int times = 0;
          for (int j = 0; j < count; ++j) times += terms[j].place(terms[i].factor[k]) >= 0;
          if (times > most) most = times, common = terms[i].factor[k];
        }
      if (common < 0) {
        for (int i = 0; i < count; ++i) add(total, negative, product(terms[i], now, s), terms[i].negative);
        return total;
      }
      monomial within[most_terms]{};
      int inside = 0, outside = 0, power = 1 << 20;
      for (int i = 0; i < count; ++i)
        if (int const at = terms[i].place(common); at >= 0) {
          if (terms[i].power[at] < power) power = terms[i].power[at];
          within[inside++] = terms[i];
        } else {
          terms[outside++] = terms[i];
        }
      for (int i = 0; i < inside; ++i) within[i].divide(common, power);
      bool inner = false;
      term const y = sum(within, inside, now, s, inner);
      add(total, negative, times_power(y, now[common], power), inner);
      count = outside;
    }
    return total;
  }

public:
  constexpr explicit factoring(results_of const& results)
      : graph_(results.owner), needed_(results), in_sum_(results.last() + 1, false) {
    for (int id = 0; id < in_sum_.count; ++id)
      if (needed_.uses[id] > 0 && is_sum({&graph_, id}))
        for (int i = 0; i < 2; ++i) in_sum_[graph_[id].x[i]] = is_own(graph_[id].x[i]);
  }
  constexpr term operator()(term t, term const*, term const* now) const {
    if (!is_sum(t) || in_sum_[t.id]) return {};
    monomial terms[most_terms]{};
    int const count = read(terms, t.id);
    bool negative = false;
    if (count < 2) return {};
    term const y = sum(terms, count, now, t.shape(), negative);
    return negative ? negate_op{}(y) : y;
  }
};

}  // namespace tapeless::core
