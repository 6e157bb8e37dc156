// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/leaf.hpp>
#include <tapeless/graph/lower.hpp>
#include <tapeless/plan/reassociate.hpp>
#include <tapeless/plan/settle.hpp>
#include <tapeless/plan/summed.hpp>
#include <tapeless/plan/summed_selections.hpp>

namespace tapeless::core {

/// The vertices that some results need, in order: what is left of a graph when its construction ends.
template <table_sizes Room, int Results>
struct listing {
  table_sizes size{};
  fixed<vertex, Room.vertices> vertices{};
  fixed<tapeless::core::shape, Room.shapes> shapes{};
  fixed<long double, Room.numbers> numbers{};
  fixed<phrase, Room.names> names{};
  fixed<int, Results> results{};
  bool sound = true;
  code wanted = code::by_cost;
  void (*rewrite_entries)(graph&, term*, int) = nullptr;  ///< if all results were rewritten together

  constexpr void rewrite(graph& g, sequence<term>& entries) const {
    if (rewrite_entries) rewrite_entries(g, entries.begin(), entries.count);
  }
  constexpr tapeless::core::shape const& shape(int id) const { return shapes[vertices[id].shape]; }
  template <class Op>
  constexpr bool is(int id) const {
    return vertices[id].op == &describe<Op>;
  }
  constexpr bool is_leaf(int id) const { return vertices[id].arity == 0; }
  /// The kernel call that a vertex stands for.
  constexpr call call_of(int id) const {
    call c;
    c.y = shape(id);
    for (int i = 0; i < vertices[id].arity; ++i) c.x[i] = shape(vertices[id].x[i]);
    c.with = vertices[id].with;
    return c;
  }
};

/// Copies what the results need out of a graph. Without enough room only the sizes are told.
template <class Listing>
constexpr void list_live(graph const& g, term const* results, int count, table_sizes room, Listing& list) {
  sequence<int> places(g.size());  // 0: not needed; 1: needed; then 1 + the place in the listing
  int* const place = places.entries;
  vertex const* const all = g.vertices.entries;
  for (int i = 0; i < count; ++i) place[results[i].id] = 1;
  int live = 0;
  for (int id = g.size(); id-- > 0;)
    if (place[id] != 0) {  // few statements, which compilers count
      vertex const& v = all[id];
      place[v.arity > 0 ? v.x[0] : id] = place[v.arity > 1 ? v.x[1] : id] =
          place[v.arity > 2 ? v.x[2] : id] = 1;
      ++live;
    }
  list.size = g.sizes();
  list.size.vertices = live;
  list.sound = !g.problem();
  list.wanted = g.wanted;
  if (!list.size.within(room)) return;
  live = 0;
  for (int id = 0; id < places.count; ++id)
    if (place[id] != 0) {
      vertex& v = list.vertices[live] = all[id];
      if (v.arity > 0) v.x[0] = place[v.x[0]] - 1;
      if (v.arity > 1) v.x[1] = place[v.x[1]] - 1;
      if (v.arity > 2) v.x[2] = place[v.x[2]] - 1;
      place[id] = ++live;
    }
  for (int i = 0; i < list.size.shapes; ++i) list.shapes[i] = g.shape(i);
  for (int i = 0; i < list.size.numbers; ++i) list.numbers[i] = g.table_number(i);
  for (int i = 0; i < list.size.names; ++i) list.names[i] = g.name(i);
  for (int i = 0; i < count; ++i) list.results[i] = place[results[i].id] - 1;
}

/// Whether all results are among those that were rewritten together last.
constexpr bool are_rewritten(graph const& g, sequence<term> const& results) {
  for (term const& t : results) {
    bool found = false;
    for (int id : g.rewritten.to) found = found || id == t.id;
    if (!found) return false;
  }
  return true;
}
/// Enters formulas into one graph and lists what they need.
template <table_sizes Room, class... Formulas>
constexpr auto list_formulas() {
  graph g;
  lowering enter(g);
  sequence<term> results;
  (results.push(enter(&Formulas::how)), ...);
  auto* const rewrite_entries = are_rewritten(g, results) ? g.rewritten.entries : nullptr;
  if (g.unsettled && !g.problem()) settle(g, results);
  if (has_products(g)) {
    reassociation{g}(results.begin(), results.size());
    sum_before_products(g, results);
  }
  sum_selected_in_place(g, results);
  listing<Room, sizeof...(Formulas)> list;
  list_live(g, results.begin(), sizeof...(Formulas), Room, list);
  list.rewrite_entries = rewrite_entries;
  return list;
}

/// The room that formulas are expected to need, in few sizes.
template <class... Formulas>
constexpr table_sizes expected_room() {
  recipe const* const roots[]{&Formulas::how...};
  int const vertices = expected_vertices(roots, sizeof...(Formulas));
  table_sizes room{256, 32, 64, 32};
  while (room.vertices < vertices) room.vertices *= 4;
  return room;
}
/// The listing of formulas: a second time with the right room where the first was too small. Where a formula
/// is too long for clang, its first line says only which constant it gave up: whose name is the flag.
template <class... Formulas>
struct listed {
  static constexpr table_sizes expected = expected_room<Formulas...>();
  template <table_sizes Room>
  static constexpr auto within_fconstexpr_steps = list_formulas<Room, Formulas...>();

  static constexpr auto const& list() {
    if constexpr (within_fconstexpr_steps<expected>.size.within(expected))
      return within_fconstexpr_steps<expected>;
    else return within_fconstexpr_steps<within_fconstexpr_steps<expected>.size>;
  }
};

}  // namespace tapeless::core
