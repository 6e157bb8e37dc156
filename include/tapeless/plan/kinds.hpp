// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/loop.hpp>

namespace tapeless::core {

// What can be said of the loops of a program without the formulas that they are from.

/// Whether its steps are elementary functions, some of them.
template <class Program>
constexpr bool calls_functions(Program const& p, loop_kind const& loop) {
  for (int s = 0; s < loop.steps.count; ++s)
    if (p.loop_steps[loop.steps.first + s].op->transcendentals) return true;
  return false;
}
template <class Program>
constexpr bool can_merge(Program const& p, loop_kind const& loop, int axis) {
  int const n = loop.extent[axis + 1];
  for (int l = 0; l < loop.loads.count; ++l) {
    loop_load const& x = p.loads[loop.loads.first + l];
    if (x.stride[axis] != n * x.stride[axis + 1]) return false;
  }
  for (int k = 0; k < loop.reductions.count; ++k) {
    loop_reduction const& y = p.reductions[loop.reductions.first + k];
    if (y.stride[axis] != n * y.stride[axis + 1]) return false;
  }
  return true;
}
/// Neighbouring axes become one where every operand and result allows it.
template <class Program>
constexpr void merge_axes(Program& p, loop_kind& loop) {
  auto const remove = [&](int* entries, int at) {
    for (int k = at; k + 1 < max_rank; ++k) entries[k] = entries[k + 1];
    entries[max_rank - 1] = 0;
  };
  for (int axis = loop.rank - 1; axis-- > 0;) {
    if (!can_merge(p, loop, axis)) continue;
    loop.extent[axis + 1] *= loop.extent[axis];
    remove(loop.extent, axis);
    for (int l = 0; l < loop.loads.count; ++l) remove(p.loads[loop.loads.first + l].stride, axis);
    for (int k = 0; k < loop.reductions.count; ++k)
      remove(p.reductions[loop.reductions.first + k].stride, axis);
    --loop.rank;
  }
  if (loop.rank == 0) loop.extent[loop.rank++] = 1;
}

template <class Program>
constexpr std::uint64_t hash_of_loop(Program const& p, loop_kind const& loop) {
  std::uint64_t h = std::uint64_t(loop.rank);
  auto const add = [&h](std::uint64_t x) { h = (h ^ x) * 0x9e3779b97f4a7c15u ^ h >> 29; };
  for (int axis = 0; axis < loop.rank; ++axis) add(std::uint64_t(loop.extent[axis]));
  for (int l = 0; l < loop.loads.count; ++l) add(std::uint64_t(p.loads[loop.loads.first + l].stride[0]));
  for (int i = 0; i < loop.steps.count; ++i) {
    loop_step const& step = p.loop_steps[loop.steps.first + i];
    add(step.op->key ^ std::uint64_t(step.with));
    add(std::uint64_t(step.x[0]) << 32 | unsigned(step.x[1]));
  }
  for (int i = 0; i < loop.stores.count; ++i) add(std::uint64_t(p.stores[loop.stores.first + i]));
  for (int i = 0; i < loop.reductions.count; ++i)
    add(std::uint64_t(p.reductions[loop.reductions.first + i].local));
  return h * 0x9e3779b97f4a7c15u;
}
template <class Program>
constexpr bool same_numbers(Program const& p, span_of a, span_of b) {
  if (a.count != b.count) return false;
  for (int c = 0; c < a.count; ++c) {
    long double const x = p.constants[a.first + c], y = p.constants[b.first + c];
    if (__builtin_bit_cast(long long, double(x)) != __builtin_bit_cast(long long, double(y)) ||
        (x != y && x == x))
      return false;
  }
  return true;
}
template <class Program>
constexpr bool do_the_same(Program const& p, loop_kind const& a, loop_kind const& b) {
  auto const same = [](auto const* table, span_of x, span_of y) {
    if (x.count != y.count) return false;
    for (int i = 0; i < x.count; ++i)
      if (!(table[x.first + i] == table[y.first + i])) return false;
    return true;
  };
  if (a.rank != b.rank) return false;
  for (int axis = 0; axis < a.rank; ++axis)
    if (a.extent[axis] != b.extent[axis]) return false;
  return same(p.loads, a.loads, b.loads) && same(p.loop_steps, a.steps, b.steps) &&
         same(p.stores, a.stores, b.stores) && same(p.reductions, a.reductions, b.reductions) &&
         same_numbers(p, a.constants, b.constants);
}

}  // namespace tapeless::core
