// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/listing.hpp>

namespace tapeless::core {

/// The vertices of a listing that are wanted: its results, in order.
template <int Most>
struct ends_of_listing {
  int count = 0;
  fixed<int, Most> id{};
};
/// A listing made anew by a pass, where that pays: `Pass::enter(list, g, at)` enters every vertex into a
/// graph. A pass may have ends of its own, other vertices than the results.
template <auto const& List, class Pass>
struct remade {
  static constexpr auto find_ends() {
    if constexpr (requires { Pass::ends(); }) return Pass::ends();
    else {
      constexpr int results = int(sizeof List.results / sizeof List.results[0]);
      ends_of_listing<results> all{results, {}};
      for (int r = 0; r < results; ++r) all.id[r] = List.results[r];
      return all;
    }
  }
  static constexpr auto ends = find_ends();
  template <table_sizes Room>
  static constexpr auto attempt() {
    graph g;
    for (int i = 0; i < List.size.shapes; ++i) g.intern(List.shapes[i]);
    for (int i = 0; i < List.size.names; ++i) g.intern(List.names[i]);
    g.intern(List.numbers, List.size.numbers);
    sequence<term> at(List.size.vertices);
    Pass::enter(List, g, at);
    fixed<term, ends.count> wanted{};
    for (int r = 0; r < ends.count; ++r) wanted[r] = at[ends.id[r]];
    listing<Room, ends.count> list;
    list_live(g, wanted, ends.count, Room, list);
    return list;
  }
  /// The room of the listing itself, so that formulas share types; more only where that is too small.
  template <table_sizes Room, int Results>
  static constexpr table_sizes room_of(listing<Room, Results> const&) {
    return Room;
  }
  static constexpr table_sizes expected = room_of(List);
  template <table_sizes Room>
  static constexpr auto within_fconstexpr_steps = attempt<Room>();

  static constexpr bool pays = Pass::pays(List);  // clang evaluates a condition three times
  static constexpr auto const& list() {
    if constexpr (!pays) return List;
    else if constexpr (within_fconstexpr_steps<expected>.size.within(expected))
      return within_fconstexpr_steps<expected>;
    else return within_fconstexpr_steps<within_fconstexpr_steps<expected>.size>;
  }
};

}  // namespace tapeless::core
