// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/analysis/cost.hpp>
#include <tapeless/control/backwards.hpp>
#include <tapeless/plan/strides.hpp>
#include <initializer_list>

namespace tapeless::core {

// A step backwards computes again what the step had computed, unless the forward loop keeps it. What it
// needs are values that no cotangent has part in; of these the loop keeps the last ones, all that is not one
// cheap operation away from the carry, which is kept anyway, or from parameters.

/// A stand-in for what is not at hand in a body, where a step is only looked at.
constexpr term absent(graph& g, shape const& s, int number) {
  return make<placeholder_op<element::real>>(g, s, -(1ll << 40) - number);
}

/// Of a formula y of late terms and others, the values that are made of the others: the last ones, without
/// what is at hand and what is made of that at little cost. With a step backwards for y and cotangents as
/// late terms, it is what a loop keeps; with a step and its carry, what does not wait for the loop.
class kept_values {
  enum : unsigned char { nothing = 0, near = 1, late = 2, far = 4 };
  graph& g_;
  int last_;
  sequence<unsigned char> of_;  // of each vertex, what has part in it
  sequence<bool> wanted_;

public:
  sequence<int> each;  ///< vertices, in order
  int size = 0;        ///< their entries
  long long work = 0;  ///< what they cost
  bool at_once = true;  ///< whether their ops have rules for many samples

  /// Of a step backwards, from the cotangent of the next carry.
  constexpr kept_values(term y, term c, step_operands const& of)
      : kept_values(y, {c, of.put_out}, of.carry, of.input) {}
  /// `at_hand` may be read by the formula as well as these values; `away` may not, and has to be kept itself.
  constexpr kept_values(term y, std::initializer_list<term> waits, term at_hand, term away)
      : g_(*y.owner), last_(y.id), of_(y.id + 1, nothing), wanted_(y.id + 1, false) {
    sequence<bool> needed(last_ + 1, false);
    needed[last_] = true;
    for (int id = last_; id >= 0; --id)
      for (int i = 0; needed[id] && i < g_[id].arity; ++i) needed[g_[id].x[i]] = true;
    for (term const& x : waits) mark(x, late);
    mark(at_hand, near);
    mark(away, near | far);
    for (int id = 0; id <= last_; ++id)
      if (needed[id] && of_[id] == nothing) pass_on(id);
    for (int id = last_; id >= 0; --id)
      if (needed[id]) choose(id);
    for (int i = each.size() / 2, n = each.size(); i-- > 0;) {
      int const other = each[n - 1 - i];
      each[n - 1 - i] = each[i];
      each[i] = other;
    }
  }
  /// y with these values read from `kept`, where they lie one after another; `to` in the place of a leaf.
  constexpr term replaced(term kept, term leaf = {}, term to = {}) const {
    sequence<int> now(last_ + 1, -1);
    if (leaf.owner && leaf.id <= last_) now[leaf.id] = to.id;
    int at = 0;
    for (int id : each) {
      shape const s = g_.shape(g_[id].shape);
      now[id] = reshape_op{}(stretch(kept, at, s.size()), s).id;
      at += s.size();
    }
    make_again(g_, now);
    return {&g_, now[last_]};
  }
  /// Enters vertices again whose operands have become others: `now` says of each vertex what it is, or -1.
  static constexpr void make_again(graph& g, sequence<int>& now) {
    for (int id = 0; id < now.size(); ++id) {
      if (now[id] >= 0) continue;
      now[id] = id;
      vertex v = g[id];
      bool changed = false;
      for (int i = 0; i < v.arity; ++i) {
        changed = changed || now[v.x[i]] != v.x[i];
        v.x[i] = now[v.x[i]];
      }
      if (changed) now[id] = g.add(v).id;
    }
  }

private:
  constexpr void mark(term x, int what) {
    if (x.owner && x.id <= last_) of_[x.id] = static_cast<unsigned char>(what);
  }
  constexpr call call_of(vertex const& v) const {
    call c;
    c.y = g_.shape(v.shape);
    for (int i = 0; i < v.arity; ++i) c.x[i] = g_.shape(g_[v.x[i]].shape);
    c.with = v.with;
    return c;
  }
  static constexpr bool moves(operation const* op) { return moves_nothing(op) || op == &describe<held_op>; }
  constexpr void pass_on(int id) {
    vertex const& v = g_[id];
    int all = nothing;
    for (int i = 0; i < v.arity; ++i) all |= of_[v.x[i]];
    if (all == nothing) return;
    bool const cheap = v.op->elementwise && !v.op->transcendentals;
    of_[id] = static_cast<unsigned char>(moves(v.op) || cheap ? all : all | far);
    if ((of_[id] & late) != 0 || moves(v.op)) return;
    call const c = call_of(v);
    at_once = at_once && (v.op->again || v.op->batched);
    work += v.op->flops(c) + (v.op->transcendentals ? 15 * v.op->transcendentals(c) : 0);
  }
  constexpr bool is_late(int id) const { return (of_[id] & late) != 0; }
  /// Whether a vertex cannot be read as so many numbers of its own, or needs no more than its operand.
  constexpr bool is_made_again(int id) const {
    vertex const& v = g_[id];
    if (kind_of({&g_, id}) != element::real) return v.arity > 0;
    if (moves(v.op)) return g_.shape(g_[v.x[0]].shape).size() <= g_.shape(v.shape).size();
    return v.arity > 0 && v.op->storage(call_of(v)) != g_.shape(v.shape).size();
  }
  constexpr void choose(int id) {
    vertex const& v = g_[id];
    if (is_late(id)) {
      for (int i = 0; i < v.arity; ++i) wanted_[v.x[i]] = true;
    } else if ((id == last_ || wanted_[id]) && (of_[id] & far) != 0) {
      if (is_made_again(id)) {
        for (int i = 0; i < v.arity; ++i) wanted_[v.x[i]] = true;
      } else {
        each.push(id);
        size += g_.shape(v.shape).size();
      }
    }
  }
};

}  // namespace tapeless::core
