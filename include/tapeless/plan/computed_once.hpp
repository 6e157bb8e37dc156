// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/equality/quotient.hpp>
#include <tapeless/plan/rewrite.hpp>

namespace tapeless::core {

/// What has the value of an earlier vertex is computed once, and what vanishes not at all: told by values at
/// a point of a finite field, as equality is (docs/equality.md), for all vertices at once. What takes
/// another's place has a value wherever the other has one: each step that is not defined everywhere has a
/// bit, and a vertex the bits that it needs, and those of which a value of its own tells that they hold. A
/// function is replaced by another one only, as 1 - σ(x) has not the digits of σ(-x).
class computed_once {
  using domain = std::uint64_t;
  /// In units of exact::needs::price: about an eighth of what clang evaluates for one constant.
  static constexpr long long most_work = 40'000;
  static constexpr int vanishing = -2, many = 63;
  graph const& graph_;
  exact::needs const needed_;
  sequence<int> same_;  ///< of each vertex: the earlier one, `vanishing`, or -1
  sequence<domain> needs_, holds_;
  int partial_ = 0;  ///< steps that are not defined everywhere

public:
  constexpr explicit computed_once(results_of const& results)
      : graph_(results.owner), needed_(graph_, results.terms.begin(), results.terms.count),
        same_(needed_.last + 1, -1), needs_(needed_.last + 1, 0),
        holds_(needed_.last + 1, 0) {
    if (needed_.price() > most_work) return;
    exact::calculus c;
    c.exponents = needed_.functions;
    c.rewriting = true;
    sequence<operation const*> seen;
    exact::point at(graph_, c, seen, needed_.entries);
    for (int id = 0; id <= needed_.last; ++id)
      if (needed_(id)) at.compute(id), find_domain(id, at);
    if (!c.sound) return;
    find(at, 0);
    if (!needed_.functions) return;
    long long work = needed_.price();
    for (auto k = exact::next_quotient(graph_, needed_, -1); k.log >= 0;
         k = exact::next_quotient(graph_, needed_, k.log)) {
      domain const own = needs_[k.log] & ~needs_[k.quotient];
      if ((work += needed_.price()) > most_work || own >> many != 0) return;
      exact::point with(graph_, c, seen, needed_.entries);
      exact::compute_with(k, graph_, needed_, c, at, with);
      if (c.sound) find(with, own);
      c.sound = true;
    }
  }
  constexpr term operator()(term t, term const*, term const* now) const {
    int const other = same_[t.id];
    return other >= 0 ? now[other] : other == vanishing ? zero(*t.owner, t.shape()) : term{};
  }

private:
  /// Not factors, which stand for their matrix and have its value, nor a selection's columns.
  constexpr bool holds_entries(int id) const {
    vertex const& v = graph_[id];
    return v.arity == 0 || v.op->storage == storage_of_entries;
  }
  constexpr bool is_computed(int id) const {
    vertex const& v = graph_[id];
    if (v.arity == 0 || v.op->kind != element::real) return false;
    return v.op->elementwise || exact::needs::flops_of(graph_, v) > 0;
  }
  constexpr bool is_positive(int id, exact::point const& at) const {
    for (int i = 0; i < graph_.shape(graph_[id].shape).size(); ++i)
      if (!at.at(id)[i].positive()) return false;
    return true;
  }
  static constexpr bool is_one_of(operation const* op, auto... ops) { return ((op == ops) || ...); }
  /// Whether a step has a value for all values of its operands.
  constexpr bool is_total(int id, exact::point const& at) const {
    vertex const& v = graph_[id];
    if (v.op == &describe<divide_op>) return is_positive(v.x[1], at);
    if (v.op == &describe<power_op>) return v.with >= 0 || is_positive(v.x[0], at);
    return exact::needs::is_arithmetic(v) || v.op->kind == element::truth || v.op == &describe<where_op> ||
           is_one_of(v.op, &describe<exp_op>, &describe<normal_pdf_op>, &describe<normal_cdf_op>,
                     &describe<sin_op>, &describe<cos_op>, &describe<tanh_op>, &describe<sigmoid_op>,
                     &describe<sech2_op>, &describe<logistic_pdf_op>, &describe<abs_op>, &describe<relu_op>,
                     &describe<bounded>);
  }
  constexpr void find_domain(int id, exact::point const& at) {
    vertex const& v = graph_[id];
    bool const total = is_total(id, at);
    domain needs = 0, holds = 0;
    for (int i = 0; i < v.arity; ++i) needs |= needs_[v.x[i]], holds |= holds_[v.x[i]];
    if (v.op == &describe<where_op>) holds = holds_[v.x[1]] & holds_[v.x[2]];
    else if (v.op->kind == element::truth) holds = 0;
    else if (!total && !is_one_of(v.op, &describe<divide_op>, &describe<power_op>, &describe<log_op>,
                                  &describe<sqrt_op>))
      holds = 0;  // it may have a value where its operands have none, as 1^x
    domain const own = total ? 0 : domain(1) << (partial_ < many ? partial_++ : many);
    needs_[id] = needs | own;
    holds_[id] = holds | own;
  }
  /// Equal values at a point that holds wherever the steps of a domain are defined.
  constexpr void find(exact::point const& at, domain within) {
    sequence<exact::residue> value(same_.count, 0);
    int size = 8;
    while (size < 2 * same_.count) size *= 2;
    sequence<int> buckets(size, -1);
    for (int id = 0; id < same_.count; ++id) {
      if (!needed_(id) || !holds_entries(id)) continue;
      int const n = graph_.shape(graph_[id].shape).size();
      exact::image const* const y = at.at(id);
      bool none = true;
      exact::residue h = exact::residue(graph_[id].shape);
      for (int i = 0; i < n; ++i) {
        exact::residue const w = y[i].whole();
        none = none && w == 0;
        h = exact::scrambled<exact::p>(h, w);
      }
      value[id] = h;
      bool const can_be = same_[id] == -1 && is_computed(id) && (within & ~holds_[id]) == 0;
      if (none) {
        if (can_be) same_[id] = vanishing;
        continue;
      }
      int k = int(h & exact::residue(size - 1));
      while (buckets[k] >= 0 && value[buckets[k]] != h) k = (k + 1) & (size - 1);
      if (buckets[k] < 0) buckets[k] = id;
      else if (can_be && can_replace(buckets[k], id)) same_[id] = buckets[k];
    }
  }
  constexpr bool can_replace(int other, int id) const {
    vertex const &v = graph_[other], &w = graph_[id];
    domain const needs = needs_[other];
    if (v.shape != w.shape || (needs & ~holds_[id]) != 0 || needs >> many != 0) return false;
    return !w.op->transcendentals || v.op->transcendentals;
  }
};

}  // namespace tapeless::core
