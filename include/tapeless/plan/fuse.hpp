// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/bands.hpp>
#include <tapeless/plan/kinds.hpp>
#include <tapeless/plan/memory.hpp>
#include <tapeless/plan/rounds.hpp>

namespace tapeless::core {

/// Writes the program of a listing whose groups and places are decided.
template <auto const& List, class Program>
class fusing {
  static constexpr auto const& list_ = List;
  static constexpr auto const& plan_ = groups_of<List>;
  static constexpr auto const& places_ = places_of<List>;
  Program& p_;
  span_of places_used_;
  loop_kind next_;  // the loop that is being described
  struct numbers {
    int own = -1, of_operand[max_arity]{-1, -1, -1};  // of a member, in its loop
    int load = -1;                                    // the latest load of what is stored
  };
  fixed<numbers, List.size.vertices> number_{};
  fixed<int, Program::operands + Program::most> load_before_{};  // of each load, that of the same memory
  // loops by a hash of what they do: the latest of each, 1 + its number, and of each loop the one before it
  fixed<int, 256> latest_{};
  fixed<int, 2 * Program::most> before_{};
  fixed<std::uint64_t, 2 * Program::most> hash_{};

public:
  constexpr explicit fusing(Program& p) : p_(p) {
    for (int id = 0; id < list_.size.vertices; ++id)
      if (places_.at[id].where == place::workspace && plan_.is_constant(id))
        copy({id}, list_.shape(id), places_.at[id]);
    for (int g = 0; g < plan_.count; ++g) {
      auto const& group = plan_.groups[g];
      if (group.what == group.loop) write_loop(g);
      else write_call(group.first, group.what == group.product);
    }
    int r = 0;
    for (int id : list_.results) {
      strided const& view = plan_.at[id].view;
      place const wanted{place::output, r++, 0}, is = places_.at[view.of];
      if (is.where != place::output || is.which != wanted.which || !places_.is_itself(view, id))
        copy(squeezed(view, list_.shape(id)), squeezed(list_.shape(id)), wanted);
    }
    p.workspace = places_.workspace();
  }

private:
  static constexpr place moved_by(place at, int entries) {
    at.offset += entries;
    return at;
  }
  constexpr place moved(strided const& x) const { return moved_by(places_.at[x.of], x.offset); }
  constexpr void add_place(place const& at, span_of& span) {
    p_.places[span.first + span.count++] = at;
    ++places_used_.first;
  }
  constexpr tensor_step& begin_step(tensor_step::what_t what) {
    tensor_step& s = p_.steps[p_.length++];
    s.what = what;
    s.reads = {places_used_.first, 0};
    return s;
  }

  /// A kernel or a matrix product.
  constexpr void write_call(int id, bool product) {
    vertex const& v = list_.vertices[id];
    if (plan_.assembles(id) && write_parts(id)) return;
    tensor_step& s = begin_step(product ? tensor_step::product : tensor_step::kernel);
    s.which = product ? product_kind(id) : id;
    for (int i = 0; i < v.arity; ++i)
      plan_.for_each_source(id, i, [&](strided const& x) { add_place(moved(x), s.reads); });
    s.writes = s.reads.after();
    add_place(places_.at[id], s.writes);
  }
  /// What is put together from parts that lie there: the others are copied, gaps are filled.
  constexpr bool write_parts(int id) {
    vertex const& v = list_.vertices[id];
    if (v.arity == 1 && !places_.lies_within(id, 0)) return false;
    int done = 0;
    for (int i = 0; i < v.arity; ++i) {
      place to = places_.at[id];
      int const from = plan_.begins_at(id, i), n = list_.shape(v.x[i]).size();
      if (from > done) fill(0, from - done, moved_by(to, done));
      to.offset += from;
      shape const& s = list_.shape(v.x[i]);
      if (!places_.lies_within(id, i)) copy(squeezed(plan_.reads(id, i), s), squeezed(s), to);
      done = from + n;
    }
    int const size = list_.shape(id).size();
    if (done < size) fill(0, size - done, moved_by(places_.at[id], done));
    return true;
  }
  constexpr void fill(long double number, int count, place const& to) {
    begin_loop(shape{count});
    write_copy(begin_step(tensor_step::loop), constant_number(number), to);
  }
  constexpr int product_kind(int id) {
    vertex const& v = list_.vertices[id];
    product_shape shape;
    operation const* const formed_by = plan_.describe_product(id, shape);
    product_bands const bands(v.with);
    shape.a = bands.a, shape.c = bands.c;
    shape.a_rows = plan_.at[v.x[0]].rows, shape.a_columns = plan_.at[v.x[0]].columns;
    shape.b_rows = plan_.at[v.x[1]].rows, shape.b_columns = plan_.at[v.x[1]].columns;
    int i = 0;
    while (i < p_.product_count && !(p_.products[i] == shape && p_.formed_by[i] == formed_by)) ++i;
    if (i == p_.product_count) p_.products[p_.product_count++] = shape, p_.formed_by[i] = formed_by;
    ++p_.product_uses[i];
    return i;
  }

  constexpr void begin_loop(shape const& space) {
    loop_kind const& before = p_.kinds[p_.kind_count];
    next_ = loop_kind{};
    next_.rank = space.rank;
    for (int axis = 0; axis < space.rank; ++axis) next_.extent[axis] = space[axis];
    next_.loads = before.loads.after();
    next_.constants = before.constants.after();
    next_.steps = before.steps.after();
    next_.stores = before.stores.after();
    next_.reductions = before.reductions.after();
  }
  /// The number of an operand that is read from memory, or of a constant: the same for the same entries.
  constexpr int load(tensor_step& s, strided const& x) {
    place const at = moved(x);
    int const first = next_.loads.first, end = first + next_.loads.count;
    int& latest = number_[x.of].load;
    if (latest < first || latest >= end) latest = -1;  // of an earlier loop
    for (int l = latest; l >= 0; l = load_before_[l]) {
      place const& other = p_.places[s.reads.first + l - first];
      if (other.where != at.where || other.which != at.which || other.offset != at.offset) continue;
      int axis = 0;
      while (axis < next_.rank && p_.loads[l].stride[axis] == x.stride[axis]) ++axis;
      if (axis == next_.rank) return l - first;
    }
    add_place(at, s.reads);
    for (int axis = 0; axis < max_rank; ++axis) p_.loads[end].stride[axis] = x.stride[axis];
    load_before_[end] = latest;
    latest = end;
    return next_.loads.count++;
  }
  constexpr long double number_of_leaf(int id) const {
    return list_.template is<constant_op>(id) ? kept_number(list_.vertices[id]) : 0;
  }
  constexpr int constant(int id) { return constant_number(number_of_leaf(id)); }
  constexpr int constant_number(long double number) {
    auto const bits = [](long double x) { return __builtin_bit_cast(long long, static_cast<double>(x)); };
    for (int c = 0; c < next_.constants.count; ++c) {
      long double const other = p_.constants[next_.constants.first + c];
      if (other == number && bits(other) == bits(number)) return c;
    }
    p_.constants[next_.constants.first + next_.constants.count] = number;
    return next_.constants.count++;
  }

  constexpr void write_loop(int g) {
    auto const& group = plan_.groups[g];
    begin_loop(plan_.space[group.space]);
    tensor_step& s = begin_step(tensor_step::loop);
    for (int id = group.first; id >= 0; id = plan_.at[id].next)
      for (int i = 0; i < plan_.at[id].reads; ++i) {
        if (plan_.has_at_hand(id, i)) continue;
        strided const& x = plan_.reads(id, i);
        shape const& space = list_.shapes[plan_.space_of(id)];
        int& n = number_[id].of_operand[i];
        n = plan_.is_constant(x.of) ? -1 - constant(x.of) : load(s, squeezed(x, space));
      }
    int next = next_.loads.count + next_.constants.count;
    s.writes = {places_used_.first, 0};
    for (int id = group.first; id >= 0; id = plan_.at[id].next) {
      if (list_.vertices[id].op->elementwise) {
        loop_step& step = p_.loop_steps[next_.steps.first + next_.steps.count++];
        step = {list_.vertices[id].op, list_.vertices[id].with, {}};
        for (int i = 0; i < plan_.at[id].reads; ++i) step.x[i] = number(id, i);
        number_[id].own = next++;
      } else {
        number_[id].own = number(id, 0);
      }
      if (!plan_.at[id].stored || plan_.is_reduction(id)) continue;
      p_.stores[next_.stores.first + next_.stores.count++] = number_[id].own;
      add_place(places_.at[id], s.writes);
    }
    for (int id = group.first; id >= 0; id = plan_.at[id].next) {
      if (!plan_.is_reduction(id)) continue;
      loop_reduction& made = p_.reductions[next_.reductions.first + next_.reductions.count++];
      made.op = list_.vertices[id].op;
      made.local = number_[id].own;
      shape const &from = list_.shape(list_.vertices[id].x[0]), &to = list_.shape(id);
      strided y = row_major(id, to);
      for (int axis = 0; axis < to.rank; ++axis)
        if (to[axis] != from[axis]) y.stride[axis] = 0;
      y = squeezed(y, from);
      for (int axis = 0; axis < max_rank; ++axis) made.stride[axis] = y.stride[axis];
      add_place(places_.at[id], s.writes);
    }
    s.which = finish_loop();
    ++p_.kinds[s.which].uses;
  }
  constexpr int number(int id, int i) const {
    if (plan_.has_at_hand(id, i)) return number_[plan_.at[list_.vertices[id].x[i]].direct].own;
    int const n = number_[id].of_operand[i];
    return n < 0 ? next_.loads.count - 1 - n : n;
  }
  /// Copies a tensor to a place, or fills one with a number.
  constexpr void copy(strided const& x, shape const& space, place const& to) {
    bool const fills = plan_.is_constant(x.of);
    begin_loop(fills ? squeezed(shape{space.size()}) : space);
    tensor_step& s = begin_step(tensor_step::loop);
    write_copy(s, fills ? constant(x.of) : load(s, x), to);
  }
  constexpr void write_copy(tensor_step& s, int number, place const& to) {
    p_.stores[next_.stores.first + next_.stores.count++] = number;
    s.writes = {places_used_.first, 0};
    add_place(to, s.writes);
    s.which = finish_loop();
    ++p_.kinds[s.which].uses;
  }

  /// The number of the loop: that of another one, if it does the same.
  constexpr int finish_loop() {
    merge_axes(p_, next_);
    std::uint64_t const hash = hash_of_loop(p_, next_);
    int& latest = latest_[hash >> 56];
    for (int k = latest - 1; k >= 0; k = before_[k] - 1)
      if (hash_[k] == hash && do_the_same(p_, p_.kinds[k], next_)) return k;
    hash_[p_.kind_count] = hash;
    before_[p_.kind_count] = latest;
    p_.kinds[p_.kind_count] = next_;
    latest = ++p_.kind_count;
    loop_kind& after = p_.kinds[p_.kind_count];
    after.loads = next_.loads.after();
    after.constants = next_.constants.after();
    after.steps = next_.steps.after();
    after.stores = next_.stores.after();
    after.reductions = next_.reductions.after();
    return p_.kind_count - 1;
  }
};

/// A listing as a program over tensors.
template <auto const& List>
struct kept_as_tensors {
  static constexpr int results = int(sizeof List.results / sizeof List.results[0]);
  static constexpr auto make() {
    tensor_program<List.size.vertices, results> p;
    fusing<List, decltype(p)>{p};
    taking_rounds{p};
    return p;
  }
  static constexpr auto plan = make();
};

}  // namespace tapeless::core
