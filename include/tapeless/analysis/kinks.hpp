// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/evaluate.hpp>

namespace tapeless::core {

/// An op of a formula that is not smooth everywhere in its domain.
struct kink {
  phrase op;  ///< its name
  int order = 0;        ///< how often it is continuously differentiable there; -1: its value jumps
  int entries = 0;      ///< of its result
};
/// The kinks of a formula, in the order of evaluation.
template <int N>
struct kink_list {
  static constexpr int count = N;
  fixed<kink, N> of{};
  int order = smooth_everywhere;  ///< how often the whole formula is continuously differentiable, at least

  constexpr kink const* begin() const { return of; }
  constexpr kink const* end() const { return of + count; }
  constexpr kink const& operator[](int i) const { return of[i]; }
  constexpr bool contains(phrase op) const {
    for (kink const& k : *this)
      if (k.op == op) return true;
    return false;
  }
};

/// How the value of a vertex changes with the variables: not at all, by steps, or throughout.
enum class change { none, steps, throughout };

/// Visits every kink of a listing: a vertex whose op is not smooth in an operand that changes throughout. An
/// op without a derivative makes steps of it; steps themselves have no kinks but those that made them.
template <class List>
constexpr void for_each_kink(List const& list, auto act) {
  sequence<change> changes(list.size.vertices, change::none);
  for (int id = 0; id < list.size.vertices; ++id) {
    vertex const& v = list.vertices[id];
    if (v.arity == 0) {
      bool const known = list.template is<constant_op>(id) || list.template is<table_op>(id) ||
                         list.template is<zero_op>(id);
      changes[id] = known ? change::none : change::throughout;
      continue;
    }
    varied at;
    at.shapes = list.call_of(id);
    for (int i = 0; i < v.arity; ++i)
      at.known[i] = list.template is<constant_op>(v.x[i]) ? kept_number(list.vertices[v.x[i]])
                                                          : limits<long double>::quiet_NaN();
    bool const flat = !v.op->pullback && !v.op->smoothness;
    int order = smooth_everywhere;
    for (int i = 0; i < v.arity; ++i) {
      change const of_operand = changes[v.x[i]];
      at.operand = i;
      if (of_operand == change::none) continue;
      if (changes[id] == change::none) changes[id] = change::steps;
      if (of_operand == change::steps) continue;
      int const here = flat ? jumps : v.op->smoothness ? v.op->smoothness(at) : smooth_everywhere;
      if (here < order) order = here;
      if (!flat) changes[id] = change::throughout;
    }
    if (order < smooth_everywhere) act(kink{v.op->name, order, list.shape(id).size()});
  }
}
/// How often what a listing computes is continuously differentiable, at least.
template <class List>
constexpr int order_of(List const& list) {
  int order = smooth_everywhere;
  for_each_kink(list, [&](kink const& k) {
    if (k.order < order) order = k.order;
  });
  return order;
}

/// The points where a formula may not be differentiable, by the ops that cause them: those left after all
/// identities which are not smooth everywhere in their domain, in an operand that contains a variable. A
/// constant.
///     relu, abs, maximum, amax, clamp, sqrt and norm at 0: order 0, continuous
///     comparisons, floor, sign, selections such as topk's, angles: order -1, the value may jump
///     root, argmin: -1 too, to another solution, unless their equation is linear in the unknowns
/// Each op says it of itself. What two kinks make together is not looked at: x² as |x| |x|, or a `where`
/// whose branches meet, counts by its parts, and so does a root whose operand is never 0.
template <Evaluable X>
constexpr auto kinks(X) {
  constexpr auto const& list = entries_of<X>::program::list;
  constexpr int count = [] {
    int n = 0;
    for_each_kink(list, [&](kink const&) { ++n; });
    return n;
  }();
  kink_list<count> all;
  int n = 0;
  for_each_kink(list, [&](kink const& k) {
    all.of[n++] = k;
    if (k.order < all.order) all.order = k.order;
  });
  return all;
}

/// Whether a formula is proven to be N times continuously differentiable everywhere in its domain, without N
/// infinitely often:
///     static_assert(smooth<loss>);      requires(smooth<f, 1>)
/// A domain has no poles: 1/x and log x are smooth. What is not proven may still be smooth, as kinks says.
template <auto F, int N = smooth_everywhere>
  requires Evaluable<type_of<F>>
inline constexpr bool smooth = order_of(entries_of<type_of<F>>::program::list) >= N;

}  // namespace tapeless::core
namespace tapeless {
using core::kinks, core::smooth;
}  // namespace tapeless
