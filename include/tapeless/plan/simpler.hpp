// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/listing.hpp>

namespace tapeless {

/// Enters a listing into a graph, with ops that have simpler ones for loops replaced by these: what softmax
/// and logsumexp share is then found, and their exponentials run in lanes.
template <class List>
constexpr void enter_simpler(List const& list, graph& g, sequence<term>& at) {
  for (int i = 0; i < list.size.shapes; ++i) g.intern(list.shapes[i]);
  for (int i = 0; i < list.size.names; ++i) g.intern(list.names[i]);
  g.intern(list.numbers, list.size.numbers);
  for (int id = 0; id < list.size.vertices; ++id) {
    vertex v = list.vertices[id];
    for (int i = 0; i < v.arity; ++i) v.x[i] = at[v.x[i]].id;
    at[id] = v.op->simpler ? v.op->simpler(list.shape(id), v.with, at[list.vertices[id].x[0]]) : g.add(v);
  }
}

/// A listing in simpler ops.
template <auto const& List>
struct simplified {
  static constexpr int results = int(sizeof List.results / sizeof List.results[0]);
  static constexpr bool pays() {
    for (int id = 0; id < List.size.vertices; ++id)
      if (List.vertices[id].op->simpler) return true;
    return false;
  }
  template <table_sizes Room>
  static constexpr auto attempt() {
    graph g;
    sequence<term> at(List.size.vertices);
    enter_simpler(List, g, at);
    fixed<term, results> wanted{};
    for (int r = 0; r < results; ++r) wanted[r] = at[List.results[r]];
    listing<Room, results> list;
    list_live(g, wanted, results, Room, list);
    return list;
  }
  static constexpr table_sizes expected{4 * List.size.vertices, List.size.shapes + 32, List.size.numbers + 1,
                                        List.size.names + 1};
  template <table_sizes Room>
  static constexpr auto tried = attempt<Room>();

  static constexpr auto const& list() {
    if constexpr (!pays()) return List;
    else if constexpr (tried<expected>.size.within(expected)) return tried<expected>;
    else return tried<tried<expected>.size>;
  }
};

}  // namespace tapeless
