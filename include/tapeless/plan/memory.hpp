// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/listing.hpp>
#include <tapeless/ops/layout.hpp>

namespace tapeless {

/// Where a tensor lies while a program runs.
struct place {
  enum where_t { nowhere, workspace, input, output, number, data } where = nowhere;
  int which = 0;   ///< the variable, the result, the vertex of a number or table
  int offset = 0;  ///< in the workspace
};

/// A kernel call of a program: the vertex that it computes and where that lies.
struct kernel_step {
  int vertex = 0;  ///< below zero: -1 - the vertex that is copied or filled in
  place y;
  place x[max_arity];
};

/// A program of kernels over one workspace.
template <int Vertices, int Results>
struct kernel_program {
  fixed<kernel_step, 2 * Vertices + Results> steps{};
  int length = 0;
  int workspace = 0;  ///< numbers
};

/// First fit over the gaps that dead tensors leave. Spans are a list in the order of their places, so that
/// one comes and goes without moving others; the search begins behind those that lie without a gap.
class workspace_map {
  struct span {
    int offset = 0, end = 0, before = -1, after = -1;
  };
  sequence<span> spans_;  // the first is empty and always there
  int packed_ = 0;        ///< up to this span there is no gap

public:
  int high = 0;
  constexpr workspace_map() { spans_.push({}); }

  /// A new span of a size: its number.
  constexpr int allocate(int size) {
    span const* const s = spans_.entries;
    int at = packed_;
    while (s[at].after >= 0 && s[s[at].after].offset - s[at].end < size) at = s[at].after;
    int const offset = s[at].end, after = s[at].after, made = spans_.count;
    spans_.push({offset, offset + size, at, after});
    spans_.entries[at].after = made;
    if (after >= 0) spans_.entries[after].before = made;
    if (at == packed_) packed_ = made;
    if (offset + size > high) high = offset + size;
    return made;
  }
  constexpr int offset(int number) const { return spans_.entries[number].offset; }
  constexpr void release(int number) {
    span const gone = spans_.entries[number];
    spans_.entries[gone.before].after = gone.after;
    if (gone.after >= 0) spans_.entries[gone.after].before = gone.before;
    if (gone.offset <= spans_.entries[packed_].offset) packed_ = gone.before;
  }
};

/// Plans a listing as kernels: variables are read where they are bound, results are written where they are
/// wanted, a reshape is its operand under another name, an elementwise op may overwrite an operand that it
/// uses last, unless operands are to be looked at afterwards.
template <class List, class Program>
constexpr void plan_kernels(List const& list, Program& p, bool overwrite = true) {
  int const n = list.size.vertices;
  sequence<place> at(n);
  sequence<int> holder(n),
      last_use(n, -1);  // the vertex whose memory a vertex names; the last user of that memory
  int variables = 0;
  for (int id = 0; id < n; ++id) {
    auto const& v = list.vertices[id];
    holder[id] = v.op == &describe<reshape_op> ? holder[v.x[0]] : id;
    for (int i = 0; i < v.arity; ++i) last_use[holder[v.x[i]]] = id;
    if (v.op == &describe<variable_op>) at[id] = {place::input, variables++, 0};
  }
  int const results = int(sizeof list.results / sizeof list.results[0]);
  for (int r = 0; r < results; ++r) {  // the first result that is computed into itself; later ones are copied
    int const h = holder[list.results[r]];
    if (!list.is_leaf(h) && at[h].where == place::nowhere) at[h] = {place::output, r, 0};
  }
  sequence<bool> stored(n, false);  // constants that a kernel reads as a tensor
  for (int id = 0; id < n; ++id)
    for (int i = 0; i < list.vertices[id].arity; ++i)
      if (!list.vertices[id].op->elementwise && list.shape(list.vertices[id].x[i]).size() > 1)
        stored[holder[list.vertices[id].x[i]]] = true;
  workspace_map map;
  sequence<int> number(n);  // of the span that a vertex has in the workspace
  auto const allocate = [&](int id, int size) {
    number[id] = map.allocate(size);
    return place{place::workspace, 0, map.offset(number[id])};
  };
  auto const release = [&](int id, int user) {
    if (last_use[id] == user && at[id].where == place::workspace) {
      map.release(number[id]);
      last_use[id] = -2;
    }
  };
  for (int id = 0; id < n; ++id) {
    auto const& v = list.vertices[id];
    if (holder[id] != id || v.op == &describe<variable_op>) continue;
    if (list.is_leaf(id)) {
      at[id] = {v.op == &describe<table_op> ? place::data : place::number, id, 0};
      if (!stored[id] || v.op == &describe<table_op>) continue;
      place const memory = allocate(id, list.shape(id).size());
      p.steps[p.length++] = {-1 - id, memory, {at[id]}};
      at[id] = memory;
      continue;
    }
    bool const in_place = v.op->elementwise && overwrite;
    if (in_place)
      for (int i = 0; i < v.arity; ++i) release(holder[v.x[i]], id);
    if (at[id].where == place::nowhere)
      at[id] = allocate(id, v.op->storage(list.call_of(id)));
    if (!in_place)
      for (int i = 0; i < v.arity; ++i) release(holder[v.x[i]], id);
    kernel_step& step = p.steps[p.length++];
    step.vertex = id;
    step.y = at[id];
    for (int i = 0; i < v.arity; ++i) step.x[i] = at[holder[v.x[i]]];
  }
  for (int r = 0; r < results; ++r) {
    int const h = holder[list.results[r]];
    if (at[h].where == place::output && at[h].which == r) continue;
    p.steps[p.length++] = {-1 - list.results[r], {place::output, r, 0}, {at[h]}};
  }
  p.workspace = map.high;
}

}  // namespace tapeless
