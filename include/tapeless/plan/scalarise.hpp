// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>
#include <tapeless/ops/square.hpp>
#include <tapeless/plan/strides.hpp>

namespace tapeless::core {

/// One entry of a variable, read when the program runs.   with = variable's place in the program << 32 |
/// offset
struct entry_op {
  static constexpr phrase name = "entry";
  static constexpr bool special = true;
};

/// -(c x) → (-c) x, for a result: within a formula the sign belongs to a sum.
constexpr term with_sign_in_factor(term t) {
  if (!is<negate_op>(t) || !is<multiply_op>(t.operand(0))) return t;
  term const product = t.operand(0);
  for (int i = 0; i < 2; ++i)
    if (is_constant(product.operand(i)))
      return multiply_op{}(negate_op{}(product.operand(i)), product.operand(1 - i));
  return t;
}

/// where(c, k a, zero) → k where(c, a, zero) for a finite k, and so a square: one choice serves all that is
/// made of it.
constexpr term with_choice_first(term t) {
  if (!is<where_op>(t)) return t;
  bool const second = is_zero(t.operand(1));
  term const f = t.operand(second ? 2 : 1), none = t.operand(second ? 1 : 2);
  if (!is_zero(none) || f->arity == 0) return t;
  auto const chosen = [&](term a) {
    return with_choice_first(second ? where_op{}(t.operand(0), none, a) : where_op{}(t.operand(0), a, none));
  };
  if (is<square_op>(f)) return square_op{}(chosen(f.operand(0)));
  if (!is<multiply_op>(f)) return t;
  for (int i = 0; i < 2; ++i)
    if (is_constant(f.operand(i)) && magnitude(number_of(f.operand(i))) <= 0x1p1000L)  // inf times 0 is NaN
      return multiply_op{}(f.operand(i), chosen(f.operand(1 - i)));
  return t;
}

/// A formula written out over single entries: every kernel is run on terms, so that zeros, ones and repeats
/// vanish and the arithmetic of every entry is shared. Results are listed entry by entry, one formula after
/// another.
template <class List>
constexpr sequence<term> write_out(List const& list, graph& g) {
  g.over_entries = true;
  sequence<int> first(list.size.vertices);  // of each vertex, the place of its entries
  int total = 0, variables = 0;
  for (int id = 0; id < list.size.vertices; ++id) {
    first[id] = total;
    total += list.shape(id).size();
  }
  sequence<term> entry(total);
  for (int id = 0; id < list.size.vertices; ++id) {
    auto const& v = list.vertices[id];
    term* const y = entry.begin() + first[id];
    int const n = list.shape(id).size();
    if (list.template is<variable_op>(id)) {
      for (int i = 0; i < n; ++i)
        y[i] = make<entry_op>(g, scalar, static_cast<long long>(variables) << 32 | i);
      ++variables;
    } else if (list.template is<table_op>(id)) {
      for (int i = 0; i < n; ++i) y[i] = constant(g, list.numbers[v.with + i]);
    } else if (list.is_leaf(id)) {
      term const leaf = list.template is<zero_op>(id) ? zero(g, scalar) : constant(g, kept_number(v));
      for (int i = 0; i < n; ++i) y[i] = leaf;
    } else {
      term const* x[max_arity]{};
      for (int i = 0; i < v.arity; ++i) x[i] = entry.begin() + first[v.x[i]];
      expand_over_terms(*v.op, list.call_of(id), y, x);
      if (list.template is<where_op>(id))
        for (int i = 0; i < n; ++i) y[i] = with_choice_first(y[i]);
    }
  }
  sequence<term> results;
  for (int r : list.results)
    for (int i = 0; i < list.shape(r).size(); ++i) results.push(with_sign_in_factor(entry[first[r] + i]));
  return results;
}

/// What is known of writing a listing out, before it is done. Prices are in additions of scalars in
/// registers.
struct writing_out {
  bool possible = true;     ///< every op can be written out
  bool scalars = true;      ///< every vertex has one entry: the listing is written out already
  long long flops = 0;      ///< scalar operations, at most
  long long price = 0;      ///< of these
  long long in_loops = 0;   ///< what the same costs as loops over tensors
  int results = 0;          ///< entries of all results
};
/// What a call costs: of an elementary function; of a kernel, which begins, moves its operands through memory
/// and ends; of one more op in a loop.
inline constexpr int price_of_function = 15, price_of_kernel = 20, price_in_loop = 3;
/// The scalar operations of a vertex, elementary functions by their price.
template <class List>
constexpr long long price_of(List const& list, int id, long long flops) {
  operation const& op = *list.vertices[id].op;
  return flops + (op.transcendentals ? price_of_function * op.transcendentals(list.call_of(id)) : 0);
}
/// What a vertex costs in loops: lanes share work that is written for them.
template <class List>
constexpr long long price_in_loops(List const& list, int id, long long price) {
  operation const& op = *list.vertices[id].op;
  if (moves_nothing(&op)) return 0;
  if (op.elementwise) return price_in_loop + price / 8;
  if (op.kind == element::same) return price_of_kernel + list.shape(id).size() / 4;
  bool const in_lanes = op.reduces || op.simpler || &op == &describe<matmul_op>;
  return price_of_kernel + price / (in_lanes ? 8 : 2);
}
template <class List>
constexpr writing_out foresee(List const& list) {
  writing_out w;
  for (int id = 0; id < list.size.vertices; ++id) {
    if (list.shape(id).rank > 0) w.scalars = false;
    if (list.template is<table_op>(id)) w.scalars = false;
    if (list.is_leaf(id)) continue;
    operation const& op = *list.vertices[id].op;
    if (!op.expands()) w.possible = false;
    if (!op.elementwise) w.scalars = false;
    long long const flops = op.elementwise ? list.shape(id).size() : op.flops(list.call_of(id));
    long long const price = price_of(list, id, flops);
    w.flops += flops;
    w.price += price;
    w.in_loops += price_in_loops(list, id, price);
  }
  for (int r : list.results) w.results += list.shape(r).size();
  return w;
}

/// A formula of tensors is written out where that costs less than loops would. Its scalar operations are
/// foreseen at most: up to try_limit it is tried what is left of them when zeros, ones and repeats are gone,
/// and up to write_out_limit of what is left are written out, for the compiler's time.
inline constexpr long long write_out_limit = 1024, try_limit = 2048;
/// Scalars that run for many samples in the lanes of vectors pay up to so many operations.
inline constexpr long long write_out_limit_in_lanes = 4096;

/// A listing over single entries.
template <auto const& List>
struct written_out {
  static constexpr writing_out foreseen = foresee(List);

  template <table_sizes Room>
  static constexpr auto attempt() {
    graph g;
    auto results = write_out(List, g);
    List.rewrite(g, results);
    listing<Room, foreseen.results> list;
    list_live(g, results.begin(), foreseen.results, Room, list);
    return list;
  }
  static constexpr int leaves = List.size.numbers + foreseen.results;
  static constexpr table_sizes expected{int(foreseen.flops) + 2 * leaves + 64, 4, 1, 1};
  template <table_sizes Room>
  static constexpr auto within_fconstexpr_steps = attempt<Room>();

  static constexpr auto const& list() {
    if constexpr (foreseen.scalars) return List;
    else if constexpr (within_fconstexpr_steps<expected>.size.within(expected))
      return within_fconstexpr_steps<expected>;
    else return within_fconstexpr_steps<within_fconstexpr_steps<expected>.size>;
  }

  static constexpr bool costs_less() {
    if constexpr (foreseen.scalars) return true;
    else if constexpr (foreseen.flops <= write_out_limit && foreseen.price <= foreseen.in_loops) return true;
    else if constexpr (foreseen.flops > try_limit) return false;
    else {
      writing_out const left = foresee(list());
      return left.flops <= write_out_limit && left.price <= foreseen.in_loops;
    }
  }
  static constexpr bool decide() {
    if constexpr (!foreseen.possible || List.wanted == code::loops) return false;
    else if constexpr (List.wanted == code::scalars) return true;
    else return costs_less();
  }
  static constexpr bool pays = decide();
  static constexpr bool pays_in_lanes =
      foreseen.possible && List.wanted != code::loops && foreseen.flops <= write_out_limit_in_lanes;
};

}  // namespace tapeless::core
