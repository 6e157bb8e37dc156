// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/group.hpp>

namespace tapeless::core {

/// First fit over the gaps that dead tensors leave. Spans are a list in the order of their places, so that
/// one comes and goes without moving others; the search begins behind those that lie without a gap.
template <int Most>
class workspace_map {
  struct span {
    int offset = 0, end = 0, before = -1, after = -1;
  };
  fixed<span, Most + 1> spans_{};  // the first is empty and always there
  int count_ = 1;
  int packed_ = 0;  ///< up to this span there is no gap worth a search

  /// Where a span begins: what is long with a line of the cache, so that vectors do not cross them.
  static constexpr int begin(int end, int size) { return size < 64 ? end : (end + 15) / 16 * 16; }

public:
  int high = 0;

  /// A new span of a size: its number.
  constexpr int allocate(int size) {
    int at = packed_, after = spans_[at].after;
    while (after >= 0 && spans_[after].offset - begin(spans_[at].end, size) < size)
      at = after, after = spans_[at].after;
    int const offset = begin(spans_[at].end, size), made = count_++;
    spans_[made] = {offset, offset + size, at, after};
    spans_[at].after = made;
    if (after >= 0) spans_[after].before = made;
    if (at == packed_) packed_ = made;
    if (offset + size > high) high = offset + size;
    return made;
  }
  constexpr int offset(int number) const { return spans_[number].offset; }
  constexpr void release(int number) {
    span const gone = spans_[number];
    spans_[gone.before].after = gone.after;
    if (gone.after >= 0) spans_[gone.after].before = gone.before;
    if (gone.offset <= spans_[packed_].offset) packed_ = gone.before;
  }
};

/// Gives every tensor that is stored a place: variables are read where they are bound, results are written
/// where they are wanted, parts where they are parts of something, a loop may overwrite an operand that it
/// reads last, entry by entry.
template <auto const& List>
class placing {
  static constexpr auto const& list_ = List;
  static constexpr auto const& plan_ = groups_of<List>;
  struct memory_of {
    int last_use = -1, span = -1;  // the last group that reads it, its span in the workspace
    bool whole = false;            // a kernel or a product reads it
    int part_of = -1, part_at = 0;  // in what it lies, and where there
    int part_use = -1;              // the last group that reads one of its parts
  };
  fixed<memory_of, List.size.vertices> memory_{};
  workspace_map<List.size.vertices> map_;

public:
  fixed<place, List.size.vertices> at{};

  constexpr placing() {
    int variables = 0;
    for (int id = 0; id < list_.size.vertices; ++id) {
      vertex const& v = list_.vertices[id];
      if (v.op == &describe<variable_op>) at[id] = {place::input, variables++, 0};
      else if (v.op == &describe<table_op>) at[id] = {place::data, id, 0};
      else if (v.arity == 0) at[id] = {place::number, id, 0};
    }
    int const results = int(sizeof list_.results / sizeof list_.results[0]);
    for (int r = 0; r < results; ++r) {  // the first that is computed into itself; later ones are copied
      strided const& view = plan_.at[list_.results[r]].view;
      if (at[view.of].where == place::nowhere && is_itself(view, list_.results[r]))
        at[view.of] = {place::output, r, 0};
    }
    for (int id = list_.size.vertices; id-- > 0;)
      if (plan_.assembles(id)) note_parts(id);
    for (int id = 0; id < list_.size.vertices; ++id)
      for_each_read(id, [&](int of) {
        if (plan_.at[id].group > memory_[of].last_use) memory_[of].last_use = plan_.at[id].group;
        if (!plan_.at[id].in_loop && !copies_constants(id)) memory_[of].whole = true;
      });
    for (int r : list_.results) memory_[plan_.at[r].view.of].last_use = plan_.count;
    for (int id = 0; id < list_.size.vertices; ++id) pass_uses_on(id);
    for (int id = 0; id < list_.size.vertices; ++id)
      if (needs_filling(id)) allocate(id, list_.shape(id).size());
    for (int g = 0; g < plan_.count; ++g) place_group(g);
  }
  constexpr int workspace() const { return map_.high; }

  /// Whether a result is all of a tensor in order, and so can be computed where it is wanted.
  constexpr bool is_itself(strided const& view, int id) const {
    return view.offset == 0 && is_row_major(view, list_.shape(id)) &&
           list_.shape(view.of).size() == list_.shape(id).size();
  }
  /// Whether operand i of a vertex is computed where it is a part of that.
  constexpr bool lies_within(int id, int i) const {
    memory_of const& of = memory_[plan_.reads(id, i).of];
    return of.part_of == id && of.part_at == plan_.begins_at(id, i);
  }
  /// Whether a constant is read as a tensor.
  constexpr bool needs_filling(int id) const {
    return at[id].where == place::number && memory_[id].whole && list_.shape(id).size() > 1;
  }

private:
  /// In a loop of more members it is not asked who may overwrite what: that would take time quadratic in
  /// them.
  static constexpr int few = 16;
  constexpr void for_each_read(int id, auto act) const {
    auto const& p = plan_.at[id];
    for (int i = 0; i < p.reads; ++i)
      if ((p.at_hand >> i & 1u) == 0)
        plan_.for_each_source(id, i, [&](strided const& x) { act(x.of); });
  }
  /// What is computed anyway, and lies nowhere yet, is computed as a part.
  constexpr void note_parts(int id) {
    for (int i = 0; i < list_.vertices[id].arity; ++i) {
      strided const& view = plan_.reads(id, i);
      int const x = list_.vertices[id].x[i], of = view.of;
      if (at[of].where != place::nowhere || memory_[of].part_of >= 0 || !is_itself(view, x) ||
          plan_.at[of].group < 0 || storage(of) != list_.shape(of).size())
        continue;
      memory_[of].part_of = id;
      memory_[of].part_at = plan_.begins_at(id, i);
    }
  }
  constexpr int storage(int id) const { return list_.vertices[id].op->storage(list_.call_of(id)); }
  /// What uses a part uses what it lies in.
  constexpr void pass_uses_on(int id) {
    memory_of const& part = memory_[id];
    if (part.part_of < 0) return;
    memory_of& whole = memory_[part.part_of];
    int const use = part.part_use > part.last_use ? part.part_use : part.last_use;
    if (part.last_use > whole.last_use) whole.last_use = part.last_use;
    if (use > whole.part_use) whole.part_use = use;
  }
  /// Whether a vertex is written down as copies, which take a constant as a number.
  constexpr bool copies_constants(int id) const {
    return list_.vertices[id].arity == 2 && plan_.assembles(id);
  }
  /// The place of a part, and that of what it lies in.
  constexpr void settle(int id) {
    if (at[id].where != place::nowhere) return;
    if (int const whole = memory_[id].part_of; whole < 0) {
      allocate(id, storage(id));
    } else {
      settle(whole);
      at[id] = at[whole];
      at[id].offset += memory_[id].part_at;
    }
  }
  constexpr void allocate(int id, int size) {
    memory_[id].span = map_.allocate(size);
    at[id] = {place::workspace, 0, map_.offset(memory_[id].span)};
  }
  constexpr void release(int id, int g) {
    while (memory_[id].part_of >= 0) id = memory_[id].part_of;
    if (memory_[id].last_use != g || memory_[id].span < 0) return;
    map_.release(memory_[id].span);
    memory_[id].span = -1;
  }
  constexpr void place_group(int g) {
    auto const& group = plan_.groups[g];
    for (int id = group.first; id >= 0; id = plan_.at[id].next) {
      if (!plan_.at[id].stored || at[id].where != place::nowhere) continue;
      bool const may_overwrite = group.what == group.loop && group.members <= few &&
                                 !plan_.is_reduction(id) && memory_[id].part_of < 0;
      if (int const over = may_overwrite ? overwritten(g, id) : -1; over >= 0) {
        memory_[id].span = memory_[over].span;
        memory_[over].span = -1;
        at[id] = at[over];
      } else {
        settle(id);
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
      for (int i = 0; i < plan_.at[id].reads; ++i) {
        if (plan_.has_at_hand(id, i)) continue;
        int const of = plan_.reads(id, i).of;
        if (memory_[of].span >= 0 && memory_[of].last_use == g && memory_[of].part_use < g &&
            plan_.at[of].group < g && list_.shape(of).size() == size && storage(of) == size &&
            only_in_order(g, of))
          return of;
      }
    return -1;
  }
  constexpr bool only_in_order(int g, int of) const {
    for (int id = plan_.groups[g].first; id >= 0; id = plan_.at[id].next)
      for (int i = 0; i < plan_.at[id].reads; ++i) {
        strided const& read = plan_.reads(id, i);
        if (!plan_.has_at_hand(id, i) && read.of == of &&
            !(read.offset == 0 && is_row_major(read, list_.shapes[plan_.space_of(id)])))
          return false;
      }
    return true;
  }
};

template <auto const& List>
inline constexpr placing<List> places_of{};

}  // namespace tapeless::core
