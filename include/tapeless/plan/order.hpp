// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/packs.hpp>

namespace tapeless::core {

/// A formula of so many vertices in which no functions run together stays in the order in which it was
/// written: registers hold its numbers.
inline constexpr int held_in_registers = 128;

/// Vertices as they run, and of each how many functions begin there, 0 within them, else -1.
template <int N>
struct order_of_steps {
  fixed<int, N> vertices{};
  fixed<int, N> together{};
  fixed<bool, N> turned{};  ///< by vertex: its two operands change places
};

/// The vertices of a written-out listing as they run. Elementary functions that do not wait for each other
/// run together, in the lanes of a vector; a few run so alone too. Of each result in turn what it still needs
/// comes before it, so that numbers are used soon after they are computed; of two operands first the one that
/// takes longer, so that a processor finds the longest way early.
template <class List>
class running_order {
  static constexpr int most_together = 16, most_open = 16, few = 16;
  List const& list_;
  int count_ = 0, functions_ = 0;
  sequence<int> time_;           ///< of each vertex: on the longest way to it
  sequence<int> leader_, next_;  ///< of functions that run together: the first, and the one behind each
  sequence<bool> done_;
  int *const vertices_, *const together_;

public:
  /// `is_function` tells whether a vertex is one that runs in lanes.
  template <int N>
  constexpr running_order(List const& list, auto const& is_function, packing<List> const& packed,
                          order_of_steps<N>& found)
      : list_(list), time_(list.size.vertices), leader_(list.size.vertices), next_(list.size.vertices),
        done_(list.size.vertices), vertices_(found.vertices), together_(found.together) {
    for (int id = 0; id < list.size.vertices; ++id)
      leader_.entries[id] = next_.entries[id] = together_[id] = -1;
    bool const any = pair(is_function) || packed.packs.count > 0;
    for (auto const& p : packed.packs) join(p.lane, p.width);
    if (!any && list.size.vertices <= held_in_registers) {
      for (int id = 0; id < list.size.vertices; ++id) run(id);
    } else {
      find_times(is_function);
      sequence<int> pending(max_arity * list.size.vertices + 1);
      for (int r : list.results) reach(r, pending.entries);
    }
  }

private:
  /// In units of a sum or product.
  constexpr void find_times(auto const& is_function) {
    int* const time = time_.entries;
    for (int id = 0; id < list_.size.vertices; ++id) {
      vertex const& v = list_.vertices[id];
      if (v.arity == 0) continue;
      for (int i = 0; i < v.arity; ++i)
        if (time[v.x[i]] > time[id]) time[id] = time[v.x[i]];
      time[id] += is_function(id) ? 12 : v.op == &describe<divide_op> ? 4 : 1;
    }
  }
  /// Functions of one op, behind as many functions each, are together: in the order of what they are of, so
  /// that two functions of the same numbers have them in the same lanes and compilers share what they have in
  /// common. Whether there are any.
  constexpr bool pair(auto const& is_function) {
    struct open {
      int last, depth, count, member[most_together];
    };
    open groups[most_open];  // the last ones, of which group k is at k modulo their number
    int begun = 0;
    sequence<int> depths(list_.size.vertices);
    int* const depth = depths.entries;
    bool any = false;
    for (int id = 0; id < list_.size.vertices; ++id) {
      vertex const& v = list_.vertices[id];
      int behind = 0;
      for (int i = 0; i < v.arity; ++i)
        if (depth[v.x[i]] > behind) behind = depth[v.x[i]];
      depth[id] = behind;
      if (v.arity == 0 || !is_function(id)) continue;
      depth[id] = behind + 1;
      ++functions_;
      int g = begun > most_open ? begun - most_open : 0;
      for (; g < begun; ++g) {
        open const& group = groups[g % most_open];
        if (group.depth != behind || group.count == most_together) continue;
        vertex const& other = list_.vertices[group.last];
        if (other.op == v.op && other.with == v.with) break;
      }
      open& group = groups[g % most_open];
      if (g == begun) {
        if (begun++ >= most_open) join(group.member, group.count);
        group.depth = behind;
        group.count = 0;
      }
      group.last = id;
      int at = group.count++;
      for (; at > 0 && list_.vertices[group.member[at - 1]].x[0] > v.x[0]; --at)
        group.member[at] = group.member[at - 1];
      group.member[at] = id;
      any = any || group.count > 1;
    }
    for (int g = 0; g < begun && g < most_open; ++g) join(groups[g].member, groups[g].count);
    return any;
  }
  constexpr void join(int const* members, int count) {
    for (int i = 0; i < count; ++i) {
      leader_.entries[members[i]] = members[0];
      next_.entries[members[i]] = i + 1 < count ? members[i + 1] : -1;
    }
  }
  constexpr void run(int id) {
    done_.entries[id] = true;
    vertices_[count_++] = id;
    int const first = leader_.entries[id];
    if (first < 0 || (functions_ > few && first == id && next_.entries[id] < 0)) return;
    together_[id] = first == id ? 1 : 0;
    if (first != id) ++together_[first];
  }
  /// What a result still needs, and the result. `pending` has room for every operand of every vertex.
  constexpr void reach(int result, int* pending) {
    int const *const leader = leader_.entries, *const next = next_.entries;
    bool const* const done = done_.entries;
    int count = 1;
    pending[0] = result;
    while (count > 0) {
      int const id = pending[count - 1], before = count;
      if (done[id]) {
        --count;
        continue;
      }
      int const first = leader[id] < 0 ? id : leader[id];
      for (int m = first; m >= 0; m = next[m]) {
        vertex const& v = list_.vertices[m];
        if (v.arity > 2 && !done[v.x[2]]) pending[count++] = v.x[2];
        bool const turned = v.arity > 1 && time_.entries[v.x[1]] > time_.entries[v.x[0]];
        if (v.arity > 1 && !done[v.x[!turned]]) pending[count++] = v.x[!turned];
        if (v.arity > 0 && !done[v.x[turned]]) pending[count++] = v.x[turned];
      }
      if (count > before) continue;
      --count;
      for (int m = first; m >= 0; m = next[m]) run(m);
    }
  }
};

}  // namespace tapeless::core
