// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/listing.hpp>

namespace tapeless::core {

/// A listing made anew by a pass, where that pays: `Pass::enter(list, g, at)` enters every vertex into a
/// graph.
template <auto const& List, class Pass>
struct remade {
  static constexpr int results = int(sizeof List.results / sizeof List.results[0]);
  template <table_sizes Room>
  static constexpr auto attempt() {
    graph g;
    for (int i = 0; i < List.size.shapes; ++i) g.intern(List.shapes[i]);
    for (int i = 0; i < List.size.names; ++i) g.intern(List.names[i]);
    g.intern(List.numbers, List.size.numbers);
    sequence<term> at(List.size.vertices);
    Pass::enter(List, g, at);
    fixed<term, results> wanted{};
    for (int r = 0; r < results; ++r) wanted[r] = at[List.results[r]];
    listing<Room, results> list;
    list_live(g, wanted, results, Room, list);
    return list;
  }
  /// The room of the listing itself, so that formulas share types; more only where that is too small.
  template <table_sizes Room>
  static constexpr table_sizes room_of(listing<Room, results> const&) {
    return Room;
  }
  static constexpr table_sizes expected = room_of(List);
  template <table_sizes Room>
  static constexpr auto tried = attempt<Room>();

  static constexpr auto const& list() {
    if constexpr (!Pass::pays(List)) return List;
    else if constexpr (tried<expected>.size.within(expected)) return tried<expected>;
    else return tried<tried<expected>.size>;
  }
};

}  // namespace tapeless::core
