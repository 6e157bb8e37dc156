// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/packs.hpp>

namespace tapeless::core {

/// A formula of so many vertices in which no functions run together stays in the order in which it was
/// written: registers hold its numbers.
inline constexpr int held_in_registers = 128;

/// The vertices of a written-out listing as they run. Elementary functions that do not wait for each other
/// run together, in the lanes of a vector; a few run so alone too. Of each result in turn what it still needs
/// comes before it, so that numbers are used soon after they are computed.
template <class List>
class running_order {
  static constexpr int most_together = 16, most_open = 16, few = 16;
  List const& list_;
  int count_ = 0, functions_ = 0;
  sequence<int> leader_, next_;  ///< of functions that run together: the first, and the one behind each
  sequence<bool> done_;

public:
  sequence<int> vertices;
  sequence<int> together;  ///< by vertex: how many functions begin here; 0 within them; else -1

  /// `is_function` tells whether a vertex is one that runs in lanes.
  constexpr running_order(List const& list, auto const& is_function, packing<List> const& packed)
      : list_(list), leader_(list.size.vertices, -1), next_(list.size.vertices, -1),
        done_(list.size.vertices), vertices(list.size.vertices), together(list.size.vertices, -1) {
    bool const any = pair(is_function) || packed.packs.count > 0;
    for (auto const& p : packed.packs) join(p.lane, p.width);
    if (!any && list.size.vertices <= held_in_registers)
      for (int id = 0; id < list.size.vertices; ++id) run(id);
    else
      for (int r : list.results) reach(r);
  }

private:
  /// Functions of one op, behind as many functions each, are together: in the order of what they are of, so
  /// that two functions of the same numbers have them in the same lanes and compilers share what they have in
  /// common. Whether there are any.
  constexpr bool pair(auto const& is_function) {
    struct open {
      int last, depth, count, member[most_together];
    };
    sequence<open> groups;
    sequence<int> depth(list_.size.vertices);
    bool any = false;
    for (int id = 0; id < list_.size.vertices; ++id) {
      vertex const& v = list_.vertices[id];
      int behind = 0;
      for (int i = 0; i < v.arity; ++i)
        if (depth.entries[v.x[i]] > behind) behind = depth.entries[v.x[i]];
      depth.entries[id] = behind;
      if (v.arity == 0 || !is_function(id)) continue;
      depth.entries[id] = behind + 1;
      ++functions_;
      int g = groups.count > most_open ? groups.count - most_open : 0;
      while (g < groups.count && !(groups[g].depth == behind && groups[g].count < most_together &&
                                   list_.vertices[groups[g].last].op == v.op &&
                                   list_.vertices[groups[g].last].with == v.with))
        ++g;
      if (g == groups.count) groups.push({id, behind, 0, {}});
      open& group = groups[g];
      group.last = id;
      int at = group.count++;
      for (; at > 0 && list_.vertices[group.member[at - 1]].x[0] > v.x[0]; --at)
        group.member[at] = group.member[at - 1];
      group.member[at] = id;
      any = any || group.count > 1;
    }
    for (open const& group : groups) join(group.member, group.count);
    return any;
  }
  constexpr void join(int const* members, int count) {
    for (int i = 0; i < count; ++i) {
      leader_[members[i]] = members[0];
      next_[members[i]] = i + 1 < count ? members[i + 1] : -1;
    }
  }
  constexpr void run(int id) {
    done_.entries[id] = true;
    vertices.entries[count_++] = id;
    int const first = leader_.entries[id];
    if (first < 0 || (functions_ > few && first == id && next_.entries[id] < 0)) return;
    together[id] = first == id ? 1 : 0;
    if (first != id) ++together[first];
  }
  constexpr void reach(int root) {
    sequence<int> pending;
    pending.push(root);
    while (pending.count > 0) {
      int const id = pending.back(), before = pending.count;
      if (done_.entries[id]) {
        pending.pop();
        continue;
      }
      int const first = leader_.entries[id] < 0 ? id : leader_.entries[id];
      for (int m = first; m >= 0; m = next_.entries[m])
        for (int i = list_.vertices[m].arity; i-- > 0;)
          if (!done_.entries[list_.vertices[m].x[i]]) pending.push(list_.vertices[m].x[i]);
      if (pending.count > before) continue;
      pending.pop();
      for (int m = first; m >= 0; m = next_.entries[m]) run(m);
    }
  }
};

}  // namespace tapeless::core
