// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/arithmetic.hpp>
#include <tapeless/plan/scalarise.hpp>

namespace tapeless::core {

/// Longer programs have no packs: compilers take time quadratic in them.
inline constexpr int most_packed = 1024;

/// Results of one formula: where they end among all results, and how many are in a row.
struct rows_of_results {
  int end = 0, length = 1;
};

/// Steps of one op in a written-out listing that run in the lanes of a vector: neighbours in a row of
/// results, results that lie apart and terms of a sum that are computed alike, and from there their operands,
/// as long as that takes fewer instructions (Larsen, Amarasinghe 2000). All lanes of a pack are equally many
/// steps, and functions, away from the inputs, so that no pack waits for itself.
template <class List>
class packing {
  static constexpr int widest = 4, most_terms = 32, farthest = 32;  // places of one that is alike
  struct pack {
    int width = 0, lane[widest]{};
  };
  List const& list_;
  sequence<int> level_, functions_;  ///< steps, and elementary functions, on the longest way to an input
  sequence<int> pack_of_;            ///< of each vertex, or -1
  sequence<int> uses_;               ///< of each number by steps, outside of lanes
  sequence<bool> eligible_;
  sequence<bool> spread_;            ///< whether a number is in all lanes somewhere

public:
  sequence<pack> packs;
  sequence<bool> turned;  ///< whether a vertex's two operands change places

  /// `eligible` tells whether a vertex may be packed, `is_function` whether it is an elementary function.
  constexpr packing(List const& list, rows_of_results const* rows, auto const& eligible,
                    auto const& is_function)
      : list_(list), level_(list.size.vertices), functions_(list.size.vertices),
        pack_of_(list.size.vertices, -1), uses_(list.size.vertices), eligible_(list.size.vertices),
        spread_(list.size.vertices), turned(list.size.vertices) {
    bool any = false;
    for (int id = 0; id < list.size.vertices; ++id) {
      vertex const& v = list.vertices[id];
      if (v.arity == 0) continue;
      int level = 0, behind = 0;
      for (int i = 0; i < v.arity; ++i) {
        if (level_.entries[v.x[i]] > level) level = level_.entries[v.x[i]];
        if (functions_.entries[v.x[i]] > behind) behind = functions_.entries[v.x[i]];
        ++uses_.entries[v.x[i]];
      }
      level_.entries[id] = level + 1;
      functions_.entries[id] = behind + is_function(id);
      eligible_.entries[id] = eligible(id);
      if (eligible_.entries[id]) any = true;
    }
    int const results = int(sizeof list.results / sizeof list.results[0]);
    for (int i = 0, which = 0, begin = 0; i < results;) {
      if (i == rows[which].end) begin = rows[which++].end;
      int const left = rows[which].length - (i - begin) % rows[which].length;
      int width = widest;
      while (width > 1 && (width > left || !attempt(list.results + i, width, width - 1))) width /= 2;
      i += width;
    }
    if (!any) return;
    pack_scattered();
    pack_terms();
  }

private:
  /// Results that are computed alike but lie apart. Of two lanes each is stored as it is, of four after the
  /// upper half has been moved.
  constexpr void pack_scattered() {
    sequence<int> apart;
    for (int r : list_.results)
      if (eligible_.entries[r] && pack_of_.entries[r] < 0) apart.push(r);
    for (int width = widest; width > 1; width /= 2)
      for (int i = 0; i < apart.count; ++i)
        pack_like(apart.entries + i, apart.count - i, width, width == 4 ? -1 : 0);
  }
  /// Packs the first of some numbers with those behind it that are computed alike.
  constexpr void pack_like(int const* from, int count, int width, int gain) {
    int x[widest]{from[0]}, found = 1;
    if (!eligible_.entries[x[0]] || pack_of_.entries[x[0]] >= 0) return;
    for (int j = 1; j < count && j < farthest && found < width; ++j) {
      x[found] = from[j];
      found += is_like(x, found);
    }
    if (found == width) attempt(x, width, gain);
  }
  /// Terms of one sum that are computed alike; each leaves its lane, and the sum is added in its order. A
  /// product is part of its sum where it is alone.
  constexpr void pack_terms() {
    sequence<bool> within(list_.size.vertices);  // a sum that only another one reads
    for (int id = list_.size.vertices; id-- > 0;) {
      if (within.entries[id] || !is_sum(id)) continue;
      int terms[most_terms]{}, count = 0;
      for (int at = id; count < most_terms - 1;) {
        int const *const x = list_.vertices[at].x, deeper = level_.entries[x[1]] > level_.entries[x[0]];
        terms[count++] = x[1 - deeper];
        at = x[deeper];
        bool const goes_on = level_.entries[at] > level_.entries[x[1 - deeper]] && is_sum(at);
        within.entries[at] = goes_on && uses_.entries[at] == 1;
        if (within.entries[at]) continue;
        terms[count++] = at;
        break;
      }
      int inwards[most_terms]{};  // from the deepest on
      for (int i = 0; i < count; ++i) inwards[i] = terms[count - 1 - i];
      for (int width = count < widest ? 1 : widest; width > 1; width /= 2)
        for (int i = 0; i < count; ++i) {
          bool const product = list_.vertices[inwards[i]].op == &describe<multiply_op>;
          pack_like(inwards + i, count - i, width, product ? -width : 0);
        }
    }
  }
  constexpr bool is_sum(int id) const {
    return list_.vertices[id].op == &describe<add_op> && eligible_.entries[id] && pack_of_.entries[id] < 0;
  }
  /// Whether number l of some can be the lane of a pack behind those before it.
  constexpr bool is_like(int const* x, int l) const {
    vertex const &v = list_.vertices[x[0]], &w = list_.vertices[x[l]];
    if (!eligible_.entries[x[l]] || pack_of_.entries[x[l]] >= 0) return false;
    if (w.op != v.op || w.with != v.with) return false;
    if (level_.entries[x[l]] != level_.entries[x[0]] || functions_.entries[x[l]] != functions_.entries[x[0]])
      return false;
    for (int m = 0; m < l; ++m)
      if (x[m] == x[l]) return false;
    return true;
  }
  constexpr bool can_pack(int const* x, int width) const {
    for (int l = 0; l < width; ++l)
      if (!is_like(x, l)) return false;
    return true;
  }
  constexpr bool add(int const* x, int width) {
    if (!can_pack(x, width)) return false;
    pack p{width};
    for (int l = 0; l < width; ++l) {
      p.lane[l] = x[l];
      pack_of_.entries[x[l]] = packs.count;
    }
    packs.push(p);
    return true;
  }
  /// How alike two operands are.
  constexpr int likeness(int x, int y) const {
    vertex const &v = list_.vertices[x], &w = list_.vertices[y];
    if (x == y) return 4;
    if (v.op != w.op) return 0;
    if (v.arity == 0) return v.with >> 32 == w.with >> 32 ? 2 : 1;
    return level_.entries[x] == level_.entries[y] ? 3 : 1;
  }
  /// The operands of one lane are those of the first in the same order, where they may change places.
  constexpr void turn(pack const& p) {
    vertex const& v = list_.vertices[p.lane[0]];
    if (v.op != &describe<add_op> && v.op != &describe<multiply_op>) return;
    for (int l = 1; l < p.width; ++l) {
      vertex const& w = list_.vertices[p.lane[l]];
      turned.entries[p.lane[l]] = likeness(v.x[0], w.x[1]) + likeness(v.x[1], w.x[0]) >
                                  likeness(v.x[0], w.x[0]) + likeness(v.x[1], w.x[1]);
    }
  }
  /// Operand i of every lane.
  constexpr void find_operands(pack const& p, int i, int* x) const {
    for (int l = 0; l < p.width; ++l)
      x[l] = list_.vertices[p.lane[l]].x[turned.entries[p.lane[l]] ? 1 - i : i];
  }
  /// Whether these numbers are the lanes of one pack, in order.
  constexpr bool are_pack(int const* x, int width) const {
    int const at = pack_of_.entries[x[0]];
    if (at < 0 || packs[at].width != width) return false;
    for (int l = 0; l < width; ++l)
      if (packs[at].lane[l] != x[l]) return false;
    return true;
  }
  constexpr void count_uses(int const* x, int width, int more) {
    for (int l = 0; l < width; ++l) uses_.entries[x[l]] += more;
  }
  /// Instructions that bring these numbers into lanes: none where they are packed, which they are from now
  /// on if they can be.
  constexpr int price_of_lanes(int const* x, int width) {
    vertex const& v = list_.vertices[x[0]];
    bool same = true, entries = true, constants = true, in_order = true;
    for (int l = 0; l < width; ++l) {
      vertex const& w = list_.vertices[x[l]];
      same = same && x[l] == x[0];
      constants = constants && w.arity == 0 && w.op != &describe<entry_op>;
      entries = entries && w.op == &describe<entry_op>;
      in_order = in_order && w.with == v.with + l;
    }
    if (constants) return 0;
    if (same) {
      bool const known = spread_.entries[x[0]];
      spread_.entries[x[0]] = true;
      return known ? 0 : 1;
    }
    if (entries) return in_order ? 0 : width / 2;
    if (!are_pack(x, width) && !add(x, width)) return width - 1;
    count_uses(x, width, -1);
    return 0;
  }
  /// Packs these numbers and what they are made of, if that takes fewer instructions: a step for all lanes,
  /// but one more for each number that is wanted alone. `gain` is what their stores save.
  constexpr bool attempt(int const* together, int width, int gain) {
    int const before = packs.count;
    if (!add(together, width)) return false;
    int x[widest]{};
    for (int k = before; k < packs.count; ++k) {
      pack const p = packs[k];
      turn(p);
      gain += width - 1;
      for (int i = 0; i < list_.vertices[p.lane[0]].arity; ++i) {
        find_operands(p, i, x);
        gain -= price_of_lanes(x, width);
      }
    }
    for (int k = before; k < packs.count; ++k)
      for (int l = 1; l < width; ++l) gain -= uses_.entries[packs[k].lane[l]] > 0;
    if (gain > 0) return true;
    give_up(width, before);
    return false;
  }
  constexpr void give_up(int width, int before) {
    int x[widest]{};
    for (int k = before; k < packs.count; ++k)
      for (int i = 0; i < list_.vertices[packs[k].lane[0]].arity; ++i) {
        find_operands(packs[k], i, x);
        if (are_pack(x, width)) count_uses(x, width, 1);
      }
    for (int k = before; k < packs.count; ++k)
      for (int l = 0; l < width; ++l) {
        pack_of_.entries[packs[k].lane[l]] = -1;
        turned.entries[packs[k].lane[l]] = false;
      }
    packs.count = before;
  }
};

}  // namespace tapeless::core
