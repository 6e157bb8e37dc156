// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/listing.hpp>

namespace tapeless {

/// One entry of a variable, read when the program runs.   with = variable's place in the program << 32 | offset
struct entry_op {
  static constexpr std::string_view name = "entry";
  static constexpr int variable(long long with) { return int(with >> 32); }
  static constexpr int offset(long long with) { return int(with & 0xffffffff); }
};

/// A formula written out over single entries: every kernel is run on terms, so that zeros, ones and repeats vanish and
/// the arithmetic of every entry is shared. Results are listed entry by entry, one formula after another.
template <class List>
constexpr sequence<term> write_out(List const& list, graph& g) {
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
      for (int i = 0; i < n; ++i) y[i] = make<entry_op>(g, scalar, static_cast<long long>(variables) << 32 | i);
      ++variables;
    } else if (list.is_leaf(id)) {
      term const leaf = list.template is<zero_op>(id) ? zero(g, scalar) : constant(g, list.numbers[v.with]);
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

/// Scalar operations of a formula that is written out.
template <class List>
constexpr long long written_out_flops(List const& list) {
  long long total = 0;
  for (int id = 0; id < list.size.vertices; ++id) total += list.vertices[id].op->flops(list.call_of(id));
  return total;
}

/// Up to this many scalar operations a formula is written out; above, only where that makes few of each vertex.
inline constexpr long long write_out_limit = 512;

template <class List>
constexpr bool pays_to_write_out(List const& list) {
  for (int id = 0; id < list.size.vertices; ++id)
    if (!list.is_leaf(id) && !list.vertices[id].op->expand) return false;
  long long const flops = written_out_flops(list);
  return flops <= write_out_limit || flops <= 2ll * list.size.vertices;
}

}  // namespace tapeless
