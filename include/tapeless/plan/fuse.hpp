// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/memory.hpp>

namespace tapeless {

/// Writes the program of a listing whose groups and places are decided.
template <class List, class Program>
class fusing {
  List const& list_;
  grouping<List> plan_;
  placing<List> places_;
  Program& p_;
  span_of places_used_;
  loop_kind next_;         // the loop that is being described
  sequence<int> local_;    // of a member, its number in its loop
  sequence<int> operand_;  // of each operand of a member, its number

public:
  constexpr fusing(List const& list, Program& p)
      : list_(list),
        plan_(list),
        places_(list, plan_),
        p_(p),
        local_(list.size.vertices, -1),
        operand_(max_arity * list.size.vertices, -1) {
    for (int id = 0; id < list.size.vertices; ++id)
      if (places_.at[id].where == place::workspace && plan_.is_constant(id))
        copy({id}, list.shape(id), places_.at[id]);
    for (int g = 0; g < plan_.groups.size(); ++g) {
      auto const& group = plan_.groups[g];
      if (group.what == group.loop) write_loop(g);
      else write_call(group.first, group.what == group.product);
    }
    int r = 0;
    for (int id : list.results) {
      strided const& view = plan_.at[id].view;
      place const wanted{place::output, r++, 0}, is = places_.at[view.of];
      if (is.where != place::output || is.which != wanted.which || !places_.is_itself(view, id))
        copy(squeezed(view, list.shape(id)), squeezed(list.shape(id)), wanted);
    }
    p.workspace = places_.workspace();
  }

private:
  constexpr place moved(strided const& x) const {
    place at = places_.at[x.of];
    at.offset += x.offset;
    return at;
  }
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
    tensor_step& s = begin_step(product ? tensor_step::product : tensor_step::kernel);
    s.which = product ? product_kind(v) : id;
    for (int i = 0; i < v.arity; ++i) add_place(moved(plan_.reads(id, i)), s.reads);
    s.writes = s.reads.after();
    add_place(places_.at[id], s.writes);
  }
  constexpr int product_kind(vertex const& v) {
    product_shape shape;
    product_of(plan_.at[v.x[0]].view, list_.shape(v.x[0]), plan_.at[v.x[1]].view, list_.shape(v.x[1]), shape);
    int i = 0;
    while (i < p_.product_count && !(p_.products[i] == shape)) ++i;
    if (i == p_.product_count) p_.products[p_.product_count++] = shape;
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
    for (int l = 0; l < next_.loads.count; ++l) {
      place const& other = p_.places[s.reads.first + l];
      if (other.where != at.where || other.which != at.which || other.offset != at.offset) continue;
      bool same = true;
      for (int axis = 0; axis < next_.rank; ++axis)
        same = same && p_.loads[next_.loads.first + l].stride[axis] == x.stride[axis];
      if (same) return l;
    }
    add_place(at, s.reads);
    loop_load& made = p_.loads[next_.loads.first + next_.loads.count];
    for (int axis = 0; axis < max_rank; ++axis) made.stride[axis] = x.stride[axis];
    return next_.loads.count++;
  }
  constexpr long double number_of_leaf(int id) const {
    return list_.template is<constant_op>(id) ? kept_number(list_.vertices[id]) : 0;
  }
  constexpr int constant(int id) {
    long double const number = number_of_leaf(id);
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
    begin_loop(group.space);
    tensor_step& s = begin_step(tensor_step::loop);
    for (int id = group.first; id >= 0; id = plan_.at[id].next)
      for (int i = 0; i < operands(id); ++i) {
        if (plan_.has_at_hand(id, i)) continue;
        strided const& x = plan_.reads(id, i);
        operand_[max_arity * id + i] =
            plan_.is_constant(x.of) ? -1 - constant(x.of) : load(s, squeezed(x, plan_.space_of(id)));
      }
    int next = next_.loads.count + next_.constants.count;
    s.writes = {places_used_.first, 0};
    for (int id = group.first; id >= 0; id = plan_.at[id].next) {
      if (list_.vertices[id].op->elementwise) {
        loop_step& step = p_.loop_steps[next_.steps.first + next_.steps.count++];
        step.op = list_.vertices[id].op;
        step.with = list_.vertices[id].with;
        for (int i = 0; i < max_arity; ++i) step.x[i] = i < operands(id) ? number(id, i) : 0;
        local_[id] = next++;
      } else {
        local_[id] = number(id, 0);
      }
      if (!plan_.at[id].stored || plan_.is_reduction(id)) continue;
      p_.stores[next_.stores.first + next_.stores.count++] = local_[id];
      add_place(places_.at[id], s.writes);
    }
    for (int id = group.first; id >= 0; id = plan_.at[id].next) {
      if (!plan_.is_reduction(id)) continue;
      loop_reduction& made = p_.reductions[next_.reductions.first + next_.reductions.count++];
      made.op = list_.vertices[id].op;
      made.local = local_[id];
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
  constexpr int operands(int id) const { return plan_.at[id].copied ? 1 : list_.vertices[id].arity; }
  constexpr int number(int id, int i) const {
    if (plan_.has_at_hand(id, i)) return local_[plan_.at[list_.vertices[id].x[i]].direct];
    int const n = operand_[max_arity * id + i];
    return n < 0 ? next_.loads.count - 1 - n : n;
  }
  /// Copies a tensor to a place, or fills one with a number.
  constexpr void copy(strided const& x, shape const& space, place const& to) {
    bool const fills = plan_.is_constant(x.of);
    begin_loop(fills ? squeezed(shape{space.size()}) : space);
    tensor_step& s = begin_step(tensor_step::loop);
    p_.stores[next_.stores.first + next_.stores.count++] = fills ? constant(x.of) : load(s, x);
    s.writes = {places_used_.first, 0};
    add_place(to, s.writes);
    s.which = finish_loop();
    ++p_.kinds[s.which].uses;
  }

  /// Neighbouring axes become one where every operand and result allows it. Then the loop is compared with
  /// the others: its number.
  constexpr int finish_loop() {
    for (int axis = next_.rank - 1; axis-- > 0;)
      if (can_merge(axis)) merge(axis);
    if (next_.rank == 0) next_.extent[next_.rank++] = 1;
    for (int k = 0; k < p_.kind_count; ++k)
      if (does_the_same(p_.kinds[k])) return k;
    p_.kinds[p_.kind_count] = next_;
    ++p_.kind_count;
    loop_kind& after = p_.kinds[p_.kind_count];
    after.loads = next_.loads.after();
    after.constants = next_.constants.after();
    after.steps = next_.steps.after();
    after.stores = next_.stores.after();
    after.reductions = next_.reductions.after();
    return p_.kind_count - 1;
  }
  constexpr bool can_merge(int axis) const {
    int const n = next_.extent[axis + 1];
    for (int l = 0; l < next_.loads.count; ++l) {
      loop_load const& x = p_.loads[next_.loads.first + l];
      if (x.stride[axis] != n * x.stride[axis + 1]) return false;
    }
    for (int k = 0; k < next_.reductions.count; ++k) {
      loop_reduction const& y = p_.reductions[next_.reductions.first + k];
      if (y.stride[axis] != n * y.stride[axis + 1]) return false;
    }
    return true;
  }
  constexpr void merge(int axis) {
    auto const remove = [&](int* entries, int at) {
      for (int k = at; k + 1 < max_rank; ++k) entries[k] = entries[k + 1];
      entries[max_rank - 1] = 0;
    };
    next_.extent[axis + 1] *= next_.extent[axis];
    remove(next_.extent, axis);
    for (int l = 0; l < next_.loads.count; ++l) remove(p_.loads[next_.loads.first + l].stride, axis);
    for (int k = 0; k < next_.reductions.count; ++k)
      remove(p_.reductions[next_.reductions.first + k].stride, axis);
    --next_.rank;
  }
  constexpr bool does_the_same(loop_kind const& k) const {
    auto const same = [](auto const* table, span_of a, span_of b) {
      if (a.count != b.count) return false;
      for (int i = 0; i < a.count; ++i)
        if (!(table[a.first + i] == table[b.first + i])) return false;
      return true;
    };
    if (k.rank != next_.rank) return false;
    for (int axis = 0; axis < k.rank; ++axis)
      if (k.extent[axis] != next_.extent[axis]) return false;
    return same(p_.loads, k.loads, next_.loads) && same(p_.loop_steps, k.steps, next_.steps) &&
           same(p_.stores, k.stores, next_.stores) && same(p_.reductions, k.reductions, next_.reductions) &&
           k.constants.count == next_.constants.count && same_numbers(k.constants.first);
  }
  constexpr bool same_numbers(int first) const {
    for (int c = 0; c < next_.constants.count; ++c) {
      long double const a = p_.constants[first + c], b = p_.constants[next_.constants.first + c];
      if (__builtin_bit_cast(long long, double(a)) != __builtin_bit_cast(long long, double(b)) ||
          (a != b && a == a))
        return false;
    }
    return true;
  }
};

/// A listing as a program over tensors.
template <auto const& List>
struct kept_as_tensors {
  static constexpr int results = int(sizeof List.results / sizeof List.results[0]);
  static constexpr auto make() {
    tensor_program<List.size.vertices, results> p;
    fusing(List, p);
    return p;
  }
  static constexpr auto plan = make();
};

}  // namespace tapeless
