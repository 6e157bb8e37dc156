// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/loop.hpp>

namespace tapeless::core {

// Steps over a batch of matrices each go through all of them, so that what one hands to the next has left
// the first cache before it is read. Where every matrix is computed from its own, such steps run in rounds:
// all of them for one matrix, then all for the next. Every entry is computed as before, so no bit changes.

/// Memory that a step reads or writes in the first round: [begin, end) from where a place is, and so on by
/// `next` from one round to the next.
struct round_access {
  place at;
  int begin = 0, end = 0, next = 0;
  bool writes = false;
};
template <class Program>
class taking_rounds {
  static constexpr int most_steps = 16, most_accesses = 64;
  Program& p_;
  int rounds_ = 0;  // of the run that is being looked for
  fixed<round_access, most_accesses> access_{};
  int accesses_ = 0, numbers_ = 0;  // of its steps, and what one round of the largest touches

public:
  constexpr explicit taking_rounds(Program& p) : p_(p) {
    for (int free = 0, s = 0; s < p.length; ++s) {
      if (p.steps[s].what != tensor_step::product || p.products[p.steps[s].which].count == 1) continue;
      rounds_ = p.products[p.steps[s].which].count;
      accesses_ = numbers_ = 0;
      if (!joins(s)) continue;
      int first = s, end = s + 1;
      while (first > free && end - first < most_steps && joins(first - 1)) --first;
      while (end < p.length && end - first < most_steps && joins(end)) ++end;
      if (end - first < 2 || 1ll * numbers_ * rounds_ <= numbers_in_first_cache) continue;
      for (int i = first; i < end; ++i) split(p.steps[i]);
      p.steps[first].together = end - first, p.steps[first].rounds = rounds_;
      free = end, s = end - 1;
    }
  }

private:
  constexpr void add(place const& at, bool writes, int next, int begin, int end) {
    if (at.where != place::number) access_[accesses_++] = {at, begin, end, next, writes};
  }
  /// What an operand of a loop covers in one round.
  constexpr void add(place const& at, bool writes, loop_kind const& kind, int const* stride) {
    int const outer = kind.extent[0] / rounds_;
    int begin = 0, end = 1;
    for (int axis = 0; axis < kind.rank; ++axis) {
      int const last = ((axis == 0 ? outer : kind.extent[axis]) - 1) * stride[axis];
      (last < 0 ? begin : end) += last;
    }
    add(at, writes, outer * stride[0], begin, end);
  }
  /// Notes what a step accesses; whether it can be split in rounds, and its code has no other use.
  constexpr bool note(tensor_step const& step) {
    place const *const reads = &p_.places[step.reads.first], *const writes = &p_.places[step.writes.first];
    if (accesses_ + step.reads.count + step.writes.count > most_accesses) return false;
    if (step.what == tensor_step::product) {
      product_shape const& x = p_.products[step.which];
      if (x.count != rounds_ || p_.product_uses[step.which] > 1) return false;
      add(reads[0], false, x.a_next, 0, (x.m - 1) * x.a_row + (x.k - 1) * x.a_column + 1);
      bool const formed = p_.formed_by[step.which] != nullptr;
      auto const add_factor = [&](place const& at, factor_strides const& b) {
        add(at, false, b.next, 0, (x.k - 1) * b.row + (x.n - 1) * b.column + 1);
      };
      add_factor(reads[1], formed ? x.first : factor_strides{x.b_row, x.b_column, x.b_next});
      if (formed) add_factor(reads[2], x.second);
      add(writes[0], true, x.m * x.n, 0, x.m * x.n);
      return true;
    }
    if (step.what != tensor_step::loop) return false;
    loop_kind const& kind = p_.kinds[step.which];
    int const outer = kind.extent[0] / rounds_, size = kind.size() / rounds_;
    if (kind.uses > 1 || kind.extent[0] % rounds_ != 0 || (kind.rank == 1 && outer < 8)) return false;
    for (int r = 0; r < kind.reductions.count; ++r) {
      loop_reduction const& y = p_.reductions[kind.reductions.first + r];
      if (y.stride[0] == 0) return false;
      add(writes[kind.stores.count + r], true, kind, y.stride);
    }
    for (int l = 0; l < kind.loads.count; ++l)
      add(reads[l], false, kind, p_.loads[kind.loads.first + l].stride);
    for (int e = 0; e < kind.stores.count; ++e) add(writes[e], true, size, 0, size);
    return true;
  }
  /// Whether two accesses meet in different rounds, and one of them writes.
  constexpr bool collide(round_access const& x, round_access const& y) const {
    if ((!x.writes && !y.writes) || x.at.where != y.at.where || x.at.which != y.at.which) return false;
    int const a = x.at.offset + x.begin, b = y.at.offset + y.begin;
    int const to_a = x.at.offset + x.end, to_b = y.at.offset + y.end;
    int const all_a = (rounds_ - 1) * x.next, all_b = (rounds_ - 1) * y.next;
    int const first_a = all_a < 0 ? a + all_a : a, first_b = all_b < 0 ? b + all_b : b;
    int const last_a = all_a > 0 ? to_a + all_a : to_a, last_b = all_b > 0 ? to_b + all_b : to_b;
    if (last_a <= first_b || last_b <= first_a) return false;
    int const begin = a < b ? a : b, end = to_a > to_b ? to_a : to_b;
    return x.next != y.next || end - begin > x.next;
  }
  /// Takes a step into the run, if it may change places with the other steps' other rounds.
  constexpr bool joins(int s) {
    int const before = accesses_;
    bool fits = note(p_.steps[s]);
    int numbers = 0;
    for (int i = before; i < accesses_; ++i) {
      numbers += access_[i].end - access_[i].begin;
      for (int j = 0; j < before && fits; ++j) fits = !collide(access_[i], access_[j]);
    }
    if (!fits || numbers > numbers_in_first_cache) {
      accesses_ = before;
      return false;
    }
    if (numbers > numbers_) numbers_ = numbers;
    return true;
  }

  /// Makes a step that of one round.
  constexpr void split(tensor_step& step) {
    place *const reads = &p_.places[step.reads.first], *const writes = &p_.places[step.writes.first];
    if (step.what == tensor_step::product) {
      product_shape& x = p_.products[step.which];
      bool const formed = p_.formed_by[step.which] != nullptr;
      reads[0].next = x.a_next, reads[1].next = formed ? x.first.next : x.b_next, writes[0].next = x.m * x.n;
      if (formed) reads[2].next = x.second.next;
      x.count = 1, x.a_next = x.b_next = x.first.next = x.second.next = 0;
      return;
    }
    loop_kind& kind = p_.kinds[step.which];
    int const outer = kind.extent[0] / rounds_, size = kind.size() / rounds_;
    auto const leave_first = [&](int* entries) {
      if (outer > 1 || kind.rank == 1) return;
      for (int axis = 0; axis + 1 < max_rank; ++axis) entries[axis] = entries[axis + 1];
      entries[max_rank - 1] = 0;
    };
    for (int l = 0; l < kind.loads.count; ++l) {
      int* const stride = p_.loads[kind.loads.first + l].stride;
      reads[l].next = outer * stride[0];
      leave_first(stride);
    }
    for (int e = 0; e < kind.stores.count; ++e) writes[e].next = size;
    for (int r = 0; r < kind.reductions.count; ++r) {
      int* const stride = p_.reductions[kind.reductions.first + r].stride;
      writes[kind.stores.count + r].next = outer * stride[0];
      leave_first(stride);
    }
    kind.extent[0] = outer;
    leave_first(kind.extent);
    if (outer == 1 && kind.rank > 1) --kind.rank;
  }
};

}  // namespace tapeless::core
