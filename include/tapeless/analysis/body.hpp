// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/leaf.hpp>

namespace tapeless::core {

/// What one result of a graph needs, as a listing without bounds: for what is asked of a loop's body while
/// its op is described, when no constant of its own exists.
struct body_listing {
  struct {
    int vertices = 0;
  } size;
  graph const& of;
  sequence<vertex> vertices;

  constexpr explicit body_listing(term result) : of(*result.owner) {
    sequence<int> places(of.size(), -1);
    int* const place = places.entries;
    vertex const* const all = of.vertices.entries;
    place[result.id] = 0;
    for (int id = result.id; id >= 0; --id)
      for (int i = 0; place[id] >= 0 && i < all[id].arity; ++i) place[all[id].x[i]] = 0;
    for (int id = 0; id < places.count; ++id)
      if (place[id] >= 0) {
        vertex v = all[id];
        for (int i = 0; i < v.arity; ++i) v.x[i] = place[v.x[i]];
        place[id] = vertices.count;
        vertices.push(v);
      }
    size.vertices = vertices.count;
  }
  constexpr tapeless::core::shape const& shape(int id) const { return of.shape(vertices[id].shape); }
  template <class Op>
  constexpr bool is(int id) const {
    return vertices[id].op == &describe<Op>;
  }
  constexpr bool is_leaf(int id) const { return vertices[id].arity == 0; }
  constexpr call call_of(int id) const {
    call c;
    c.y = shape(id);
    for (int i = 0; i < vertices[id].arity; ++i) c.x[i] = shape(vertices[id].x[i]);
    c.with = vertices[id].with;
    return c;
  }
};

}  // namespace tapeless::core
