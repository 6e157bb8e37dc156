// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/analysis/cost.hpp>
#include <tapeless/control/backwards.hpp>
#include <tapeless/plan/strides.hpp>

namespace tapeless::core {

// A step backwards computes again what the step had computed, unless the forward loop keeps it. What it
// needs are values that no cotangent has part in; of these the loop keeps the last ones, all that is not one
// cheap operation away from the carry, which is kept anyway, or from parameters.

/// A stand-in for what is not at hand in a body, where the step backwards is only looked at.
constexpr term absent(graph& g, int size, int number) {
  return make<placeholder_op<element::real>>(g, shape{size}, -(1ll << 40) - number);
}

/// The values of one step that the step backwards, `y`, reads: without the cotangents, the carry, the
/// parameters and what is made of these two at little cost.
class kept_values {
  enum : unsigned char { nothing = 0, carry = 1, input = 2, cotangent = 4, far = 8 };
  graph& g_;
  int last_;
  sequence<unsigned char> of_;  // of each vertex, what has part in it
  sequence<bool> wanted_;

public:
  sequence<int> each;  ///< vertices, in order
  int size = 0;        ///< their entries

  constexpr kept_values(term y, term c, step_operands const& of)
      : g_(*y.owner), last_(y.id), of_(y.id + 1, nothing), wanted_(y.id + 1, false) {
    sequence<bool> needed(last_ + 1, false);
    needed[last_] = true;
    for (int id = last_; id >= 0; --id)
      for (int i = 0; needed[id] && i < g_[id].arity; ++i) needed[g_[id].x[i]] = true;
    mark(c, cotangent);
    mark(of.put_out, cotangent);
    mark(of.carry, carry);
    mark(of.input, input | far);
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
  /// y with these values read from `kept`, where they lie one after another.
  constexpr term replaced(term kept) const {
    sequence<int> now(last_ + 1, -1);
    int at = 0;
    for (int id : each) {
      shape const s = g_.shape(g_[id].shape);
      now[id] = reshape_op{}(stretch(kept, at, s.size()), s).id;
      at += s.size();
    }
    for (int id = 0; id <= last_; ++id) {
      if (now[id] >= 0) continue;
      now[id] = id;
      vertex v = g_[id];
      bool changed = false;
      for (int i = 0; i < v.arity; ++i) {
        changed = changed || now[v.x[i]] != v.x[i];
        v.x[i] = now[v.x[i]];
      }
      if (changed) now[id] = g_.add(v).id;
    }
    return {&g_, now[last_]};
  }

private:
  constexpr void mark(term x, int what) {
    if (x.id <= last_) of_[x.id] = static_cast<unsigned char>(what);
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
  }
  constexpr bool is_late(int id) const { return (of_[id] & cotangent) != 0; }
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
