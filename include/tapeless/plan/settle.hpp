// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/op.hpp>

namespace tapeless::core {

/// Some ops stand for others until a formula and its derivatives are complete: `settle` says what they are
/// then. Puts that in their place in all that the results need. One that another such op reads is told so.
constexpr void settle(graph& g, sequence<term>& results) {
  int const n = g.size();
  sequence<bool> needed(n), read(n);
  sequence<int> places(n);
  bool *const live = needed.entries, *const asked = read.entries;
  int* const place = places.entries;
  for (term const& r : results) live[r.id] = true;
  for (int id = n; id-- > 0;) {
    if (!live[id]) continue;
    vertex const& v = g.vertices.entries[id];
    for (int i = 0; i < v.arity; ++i) {
      live[v.x[i]] = true;
      if (v.op->settle) asked[v.x[i]] = true;
    }
  }
  for (int id = 0; id < n; ++id) {
    if (!live[id]) continue;
    vertex v = g.vertices.entries[id];
    for (int i = 0; i < v.arity; ++i) v.x[i] = place[v.x[i]];
    term const t = g.add(v);
    place[id] = v.op->settle ? v.op->settle(t, asked[id]).id : t.id;
  }
  for (term& r : results) r.id = place[r.id];
}

}  // namespace tapeless::core
