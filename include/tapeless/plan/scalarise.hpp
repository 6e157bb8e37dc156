// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/listing.hpp>

namespace tapeless {

/// One entry of a variable, read when the program runs.   with = variable's place in the program << 32 |
/// offset
struct entry_op {
  static constexpr std::string_view name = "entry";
  static constexpr bool special = true;
};

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
      v.op->expand(list.call_of(id), y, x);
    }
  }
  sequence<term> results;
  for (int r : list.results)
    for (int i = 0; i < list.shape(r).size(); ++i) results.push(entry[first[r] + i]);
  return results;
}

/// What is known of writing a listing out, before it is done.
struct writing_out {
  bool possible = true;    ///< every op can be written out
  bool scalars = true;     ///< every vertex has one entry: the listing is written out already
  long long flops = 0;     ///< scalar operations, at most
  int results = 0;         ///< entries of all results
};
template <class List>
constexpr writing_out foresee(List const& list) {
  writing_out w;
  for (int id = 0; id < list.size.vertices; ++id) {
    if (list.shape(id).rank > 0) w.scalars = false;
    if (list.template is<table_op>(id)) w.scalars = false;
    if (list.is_leaf(id)) continue;
    operation const& op = *list.vertices[id].op;
    if (!op.expand) w.possible = false;
    if (!op.elementwise) w.scalars = false;
    w.flops += op.elementwise ? list.shape(id).size() : op.flops(list.call_of(id));
  }
  for (int r : list.results) w.results += list.shape(r).size();
  return w;
}

/// Up to this many scalar operations a formula of tensors is written out; above it is kept as kernels. Code
/// that runs in lanes pays for more.
inline constexpr long long write_out_limit = 512, write_out_limit_in_lanes = 4096;

/// A listing over single entries.
template <auto const& List>
struct written_out {
  static constexpr writing_out foreseen = foresee(List);
  static constexpr bool pays_up_to(long long limit) {
    return foreseen.possible && (foreseen.scalars || foreseen.flops <= limit);
  }

  template <table_sizes Room>
  static constexpr auto attempt() {
    graph g;
    auto const results = write_out(List, g);
    listing<Room, foreseen.results> list;
    list_live(g, results.begin(), foreseen.results, Room, list);
    return list;
  }
  static constexpr int leaves = List.size.numbers + foreseen.results;
  static constexpr table_sizes expected{int(foreseen.flops) + 2 * leaves + 64, 4, 1, 1};
  template <table_sizes Room>
  static constexpr auto tried = attempt<Room>();

  static constexpr auto const& list() {
    if constexpr (foreseen.scalars) return List;
    else if constexpr (tried<expected>.size.within(expected)) return tried<expected>;
    else return tried<tried<expected>.size>;
  }
};

}  // namespace tapeless
