// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/group.hpp>

namespace tapeless {

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

/// Gives every tensor that is stored a place: variables are read where they are bound, results are written
/// where they are wanted, a loop may overwrite an operand that it reads last, entry by entry.
template <class List>
class placing {
  List const& list_;
  grouping<List> const& plan_;
  sequence<int> last_use_,
      span_;  // of a vertex's memory: the last group that reads it, its span in the workspace
  workspace_map map_;

public:
  sequence<place> at;

  constexpr placing(List const& list, grouping<List> const& plan)
      : list_(list),
        plan_(plan),
        last_use_(list.size.vertices, -1),
        span_(list.size.vertices, -1),
        at(list.size.vertices) {
    int variables = 0;
    for (int id = 0; id < list.size.vertices; ++id) {
      vertex const& v = list.vertices[id];
      if (v.op == &describe<variable_op>) at[id] = {place::input, variables++, 0};
      else if (v.op == &describe<table_op>) at[id] = {place::data, id, 0};
      else if (v.arity == 0) at[id] = {place::number, id, 0};
    }
    int const results = int(sizeof list.results / sizeof list.results[0]);
    for (int r = 0; r < results;
         ++r) {  // the first result that is computed into itself; later ones are copied
      strided const& view = plan.at[list.results[r]].view;
      if (at[view.of].where == place::nowhere && is_itself(view, list.results[r]))
        at[view.of] = {place::output, r, 0};
    }
    for (int id = 0; id < list.size.vertices; ++id)
      for_each_read(id, [&](int of) {
        if (plan.at[id].group > last_use_[of]) last_use_[of] = plan.at[id].group;
      });
    for (int r : list.results) last_use_[plan.at[r].view.of] = plan.groups.size();
    for (int id = 0; id < list.size.vertices; ++id)  // constants that a kernel or a product reads as tensors
      if (needs_filling(id)) allocate(id, list.shape(id).size());
    for (int g = 0; g < plan.groups.size(); ++g) place_group(g);
  }
  constexpr int workspace() const { return map_.high; }

  /// Whether a result is all of a tensor in order, and so can be computed where it is wanted.
  constexpr bool is_itself(strided const& view, int id) const {
    return view.offset == 0 && is_row_major(view, list_.shape(id)) &&
           list_.shape(view.of).size() == list_.shape(id).size();
  }
  constexpr bool needs_filling(int id) const {
    return at[id].where == place::number && list_.shape(id).size() > 1 && plan_.at[id].stored &&
           read_by_kernels(id);
  }

private:
  /// In a loop of more members it is not asked who may overwrite what: that would take time quadratic in
  /// them.
  static constexpr int few = 16;
  constexpr void for_each_read(int id, auto act) const {
    if (plan_.at[id].group < 0) return;
    for (int i = 0; i < (plan_.at[id].copied ? 1 : list_.vertices[id].arity); ++i)
      if (!(plan_.in_loop(id) && plan_.has_at_hand(id, i))) act(plan_.reads(id, i).of);
  }
  constexpr bool read_by_kernels(int leaf) const {
    for (int id = leaf + 1; id < list_.size.vertices; ++id)
      if (plan_.at[id].group >= 0 && !plan_.in_loop(id))
        for (int i = 0; i < list_.vertices[id].arity; ++i)
          if (plan_.reads(id, i).of == leaf) return true;
    return false;
  }
  constexpr void allocate(int id, int size) {
    span_[id] = map_.allocate(size);
    at[id] = {place::workspace, 0, map_.offset(span_[id])};
  }
  constexpr void release(int id, int g) {
    if (last_use_[id] != g || span_[id] < 0) return;
    map_.release(span_[id]);
    span_[id] = -1;
  }
  constexpr void place_group(int g) {
    auto const& group = plan_.groups[g];
    for (int id = group.first; id >= 0; id = plan_.at[id].next) {
      if (!plan_.at[id].stored || at[id].where != place::nowhere) continue;
      bool const may_overwrite =
          group.what == group.loop && group.members <= few && !plan_.is_reduction(id);
      if (int const over = may_overwrite ? overwritten(g, id) : -1; over >= 0) {
        span_[id] = span_[over];
        span_[over] = -1;
        at[id] = at[over];
      } else {
        allocate(id, list_.vertices[id].op->storage(list_.call_of(id)));
      }
    }
    for (int id = group.first; id >= 0; id = plan_.at[id].next) {
      for_each_read(id, [&](int of) { release(of, g); });
      release(id, g);
    }
  }
  /// A tensor of equal size in the workspace that group g reads last, and only entry by entry in the order in
  /// which it writes.
  constexpr int overwritten(int g, int result) const {
    int const size = list_.shape(result).size();
    for (int id = plan_.groups[g].first; id >= 0; id = plan_.at[id].next)
      for (int i = 0; i < (plan_.at[id].copied ? 1 : list_.vertices[id].arity); ++i) {
        if (plan_.has_at_hand(id, i)) continue;
        int const of = plan_.reads(id, i).of;
        if (span_[of] >= 0 && last_use_[of] == g && plan_.at[of].group < g &&
            list_.shape(of).size() == size && list_.vertices[of].op->storage(list_.call_of(of)) == size &&
            only_in_order(g, of))
          return of;
      }
    return -1;
  }
  constexpr bool only_in_order(int g, int of) const {
    for (int id = plan_.groups[g].first; id >= 0; id = plan_.at[id].next)
      for (int i = 0; i < (plan_.at[id].copied ? 1 : list_.vertices[id].arity); ++i) {
        strided const& read = plan_.reads(id, i);
        if (!plan_.has_at_hand(id, i) && read.of == of &&
            !(read.offset == 0 && is_row_major(read, plan_.space_of(id))))
          return false;
      }
    return true;
  }
};

}  // namespace tapeless
