// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/equality/elimination.hpp>
#include <tapeless/equality/tensors.hpp>

namespace tapeless::core::exact {

/// The images of the vertices of a graph at one point.
class point {
  graph const& graph_;
  calculus& c_;
  sequence<operation const*>& seen_;
  sequence<int> first_;
  sequence<image> entry_;

  constexpr call call_of(vertex const& v) const {
    call c;
    c.y = graph_.shape(v.shape);
    for (int i = 0; i < v.arity; ++i) c.x[i] = graph_.shape(graph_[v.x[i]].shape);
    c.with = v.with;
    return c;
  }
  static constexpr entry_rule rule_of(operation const* op) {
    for (elementwise_rule const& r : rules)
      if (r.op == op) return r.of;
    return nullptr;
  }
  /// A number for an op, in the order in which they come.
  constexpr residue number_of_op(operation const* op) {
    for (int i = 0; i < seen_.count; ++i)
      if (seen_.entries[i] == op) return 100 + residue(i);
    seen_.push(op);
    return 99 + residue(seen_.count);
  }
  constexpr residue key_of(vertex const& v) { return mix(number_of_op(v.op), residue(v.with)); }

  constexpr void leaf(vertex const& v, image* y) {
    int const n = graph_.shape(v.shape).size();
    if (v.op == &describe<variable_op>) {
      residue const name = hash(graph_.name(v.with));
      for (int i = 0; i < n; ++i) y[i] = c_.power(name, residue(i));
    } else if (v.op->kind == element::real && v.op != &describe<table_op> && v.op != &describe<constant_op> &&
               v.op != &describe<zero_op>) {  // an entry of a variable
      for (int i = 0; i < n; ++i) y[i] = c_.power(key_of(v), residue(i));
    } else if (v.op == &describe<table_op>) {
      for (int i = 0; i < n; ++i) y[i] = ratio::of(c_, graph_.table_number(int(v.with) + i));
    } else if (v.op != &describe<constant_op> && v.op != &describe<zero_op>) {
      for (int i = 0; i < n; ++i) y[i] = c_.unknown(key_of(v), residue(i));
    } else {
      image const all = v.op == &describe<zero_op> ? image{} : ratio::of(c_, kept_number(v));
      for (int i = 0; i < n; ++i) y[i] = all;
    }
  }
  constexpr void unknown(vertex const& v, call const& to, image* y, image const* const* x) {
    residue key = key_of(v);
    for (int k = 0; k < v.arity && !v.op->elementwise; ++k)
      for (int i = 0; i < to.x[k].size(); ++i) key = scrambled<p>(key, x[k][i].whole());
    for (int i = 0; i < to.y.size(); ++i) {
      residue here = v.op->elementwise ? key : scrambled<p>(key, residue(i));
      for (int k = 0; k < v.arity && v.op->elementwise; ++k) here = scrambled<p>(here, x[k][i].whole());
      y[i] = c_.unknown(here, 19);
      y[i].truth = v.op->kind == element::truth;
    }
  }
  /// Runs an op on terms, and takes the images of what it made of them.
  constexpr bool written_out(vertex const& v, call const& to, image* y, image const* const* x) {
    constexpr long long most = 256;
    if (!v.op->expands() || v.op->flops(to) > most) return false;
    graph g;
    g.over_entries = true;
    sequence<term> from[max_arity], out(to.y.size());
    term const* in[max_arity]{};
    sequence<image> given;
    for (int k = 0; k < v.arity; ++k) {
      for (int i = 0; i < to.x[k].size(); ++i) {
        vertex const& of = graph_[v.x[k]];
        from[k].push(of.op == &describe<zero_op>       ? zero(g, scalar)
                     : of.op == &describe<constant_op> ? constant(g, kept_number(of))
                     : of.op == &describe<table_op>
                         ? constant(g, graph_.table_number(int(of.with) + i))
                         : make<placeholder_op<element::real>>(g, scalar, given.count));
        given.push(x[k][i]);
      }
      in[k] = from[k].begin();
    }
    expand_over_terms(*v.op, to, out.begin(), in);
    for (int id = 0; id < g.size(); ++id)
      if (g.shape(g[id].shape).rank > 0 || (g[id].arity > 0 && !g[id].op->elementwise)) return false;
    point entries(g, c_, seen_, g.size());
    entries.take(given);
    for (int i = 0; i < to.y.size(); ++i) y[i] = *entries.at(out[i].id);
    return true;
  }
  constexpr void take(sequence<image> const& given) {
    for (int id = 0; id < graph_.size(); ++id) {
      vertex const& v = graph_[id];
      compute(id);
      if (v.op == &describe<placeholder_op<element::real>>) entry_[id] = given[int(v.with)];
    }
  }

public:
  /// `room` is the number of entries of all that will be computed.
  constexpr point(graph const& g, calculus& c, sequence<operation const*>& seen, int room)
      : graph_(g), c_(c), seen_(seen), first_(g.size(), -1) {
    entry_.reserve(room);
  }

  constexpr image const* at(int id) const { return entry_.begin() + first_[id]; }

  /// Room for the images of a vertex.
  constexpr image* place(int id) {
    first_[id] = entry_.count;
    entry_.count += graph_.shape(graph_[id].shape).size();
    return entry_.begin() + first_[id];
  }
  /// The images of a vertex whose operands have theirs.
  constexpr void compute(int id) {
    vertex const& v = graph_[id];
    image* const y = place(id);
    image const* x[max_arity]{};
    for (int k = 0; k < v.arity; ++k) x[k] = entry_.begin() + first_[v.x[k]];
    if (v.arity == 0) return leaf(v, y);
    if (entry_rule const rule = v.op->elementwise ? rule_of(v.op) : nullptr) {
      for (int i = 0; i < graph_.shape(v.shape).size(); ++i) {
        image operands[max_arity];
        for (int k = 0; k < v.arity; ++k) operands[k] = x[k][i];
        y[i] = rule(c_, operands, v.with);
      }
      return;
    }
    call const to = call_of(v);
    if (v.op->elementwise) {
      unknown(v, to, y, x);
    } else if (v.op == &describe<sum_op>) {
      sum_into(c_, to, y, x[0]);
    } else if (v.op == &describe<matmul_op>) {
      product_into(c_, to, y, x[0], x[1]);
    } else if (v.op == &describe<selected_op>) {
      selected_into(c_, to, y, x[0]);
    } else if (v.op == &describe<softmax_op> || v.op == &describe<share_of_exp_op>) {
      shares_into(c_, share::softmax, to, y, x[0]);
    } else if (v.op == &describe<log_softmax_op>) {
      shares_into(c_, share::log_softmax, to, y, x[0]);
    } else if (v.op == &describe<logsumexp_op>) {
      shares_into(c_, share::logsumexp, to, y, x[0]);
    } else if (v.op == &describe<lu_op>) {  // stands for its matrix
      for (int i = 0; i < to.y.size(); ++i) y[i] = x[0][i];
    } else if (v.op == &describe<solve_op> || v.op == &describe<inverse_op>) {
      solutions_into(c_, to, y, x[0], x[1]);
    } else if (v.op == &describe<determinant_op> || v.op == &describe<log_determinant_op> ||
               v.op == &describe<determinant_sign_op>) {
      determinants_into(c_, to, y, x[0]);
      for (int i = 0; i < to.y.size() && v.op != &describe<determinant_op>; ++i)
        y[i] = v.op == &describe<log_determinant_op> ? c_.log(absolute(c_, y[i])) : signed_one(c_, y[i]);
    } else if (v.op == &describe<cofactor_op>) {
      cofactors_into(c_, to, y, x[0]);
    } else if (v.op->kind == element::same && v.op->expands()) {
      move_into(to, *v.op, y, x, v.arity);
    } else if ((c_.rewriting && v.op->flops(to) == 0) || !written_out(v, to, y, x)) {  // a rule of the user
      unknown(v, to, y, x);
    }
  }
};

}  // namespace tapeless::core::exact
