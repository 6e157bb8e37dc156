// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/arithmetic.hpp>
#include <tapeless/plan/scalarise.hpp>

namespace tapeless {

/// One operation on numbers of a block.
struct scalar_step {
  operation const* op = nullptr;
  long long with = 0;
  int x[max_arity]{};
  unsigned whole = 0;  ///< bit k: operand k is a whole number; bit max_arity: the result is
};
/// A number of a block, and its place outside: in a variable or result (which, offset) or in the frame (offset).
struct transfer {
  int local = 0, which = 0, offset = 0;
  bool whole = false;
};
/// The part of a table that one block uses.
struct span_of {
  int first = 0, count = 0;
};
/// Numbers in a block are numbered: constants, then entries of variables, then loads from the frame, then steps.
struct block {
  span_of constants, inputs, loads, steps, stores, outputs;
  bool mixed = false;  ///< some numbers are truth values or counts of them, kept as whole numbers
};

/// Straight-line code in blocks. Up to one_block vertices there is one, always inlined, with every number in a local;
/// longer programs are cut, so that compile time stays linear, and hand numbers on through the frame.
inline constexpr int one_block = 1800, block_limit = 512;

/// How many steps a program has, and how many numbers its steps and results name.
struct program_size {
  int steps = 0, uses = 0;
  constexpr bool within(program_size const& room) const { return steps <= room.steps && uses <= room.uses; }
};

template <program_size Room>
struct scalar_program {
  program_size size{};
  fixed<scalar_step, Room.steps> steps{};
  fixed<long double, Room.uses> constants{};
  fixed<transfer, Room.uses> inputs{}, loads{}, outputs{};
  fixed<transfer, Room.steps> stores{};
  fixed<block, (Room.steps + Room.uses) / (block_limit / 4) + 2> blocks{};
  int count = 0;   ///< blocks
  int frame = 0;   ///< numbers in the frame
};

constexpr int greatest_common_divisor(int a, int b) { return b == 0 ? a : greatest_common_divisor(b, a % b); }

/// Cuts a written-out formula into blocks and gives the numbers that pass between them places in the frame.
class cutting {
  struct placed {
    int block = -1;    ///< where it is computed
    int last = -1;     ///< the last block that uses it
    int known_in = -1; ///< the last block that has given it a number
    int local = 0;     ///< that number
    int place = -1;    ///< in the frame
    bool whole = false;
  };
  graph const& g_;
  sequence<term> const& results_;
  sequence<placed> at_;
  sequence<bool> live_;
  sequence<int> const* sizes_ = nullptr;

  constexpr bool is_step(int id) const { return g_[id].arity > 0; }

public:
  program_size size;

  constexpr cutting(graph const& g, sequence<term> const& results)
      : g_(g), results_(results), at_(g.size()), live_(g.size(), false), size{0, results.size()} {
    for (term r : results) live_[r.id] = true;
    for (int id = g.size(); id-- > 0;) {
      if (!live_[id] || !is_step(id)) continue;
      ++size.steps;
      size.uses += g[id].arity;
      for (int i = 0; i < g[id].arity; ++i) live_[g[id].x[i]] = true;
    }
    for (int id = 0; id < g.size(); ++id) at_[id].whole = is_whole(g[id]);
  }

  /// `sizes` holds the number of entries of each formula, in the order of the results.
  template <class Program>
  constexpr void into(Program& p, sequence<int> const& sizes) {
    sizes_ = &sizes;
    p.count = assign_blocks(size.steps <= one_block ? 1 << 30 : block_limit);
    int begin = 0;
    sequence<int> free_places;
    sequence<int> dying(g_.size() + 1, -1);  // chains of vertices by the block after which their place is free
    sequence<int> last_dying(p.count + 1, -1);
    for (int b = 0; b < p.count; ++b) {
      int end = begin;
      while (end < g_.size() && at_[end].block <= b) ++end;
      block& here = p.blocks[b];
      here = b == 0 ? block{} : following(p.blocks[b - 1]);
      load_operands(p, here, b, begin, end);
      int local = here.constants.count + here.inputs.count + here.loads.count;
      for (int id = begin; id < end; ++id) {
        if (!live_[id] || !is_step(id)) continue;
        scalar_step& step = p.steps[here.steps.first + here.steps.count++];
        step.op = g_[id].op;
        step.with = g_[id].with;
        for (int i = 0; i < g_[id].arity; ++i) {
          step.x[i] = at_[g_[id].x[i]].local;
          if (at_[g_[id].x[i]].whole && at_[g_[id].x[i]].block == b) step.whole |= 1u << i;
        }
        if (at_[id].whole) step.whole |= 1u << max_arity;
        here.mixed = here.mixed || at_[id].whole;
        at_[id].local = local++;
        at_[id].known_in = b;
        if (at_[id].last <= b) continue;
        if (free_places.size() == 0) free_places.push(p.frame++);
        at_[id].place = free_places.back();
        free_places.pop();
        p.stores[here.stores.first + here.stores.count++] = {at_[id].local, 0, at_[id].place, at_[id].whole};
        dying[id] = last_dying[at_[id].last];
        last_dying[at_[id].last] = id;
      }
      for (int id = last_dying[b]; id >= 0; id = dying[id]) free_places.push(at_[id].place);
      store_results(p, here, b);
      begin = end;
    }
    spread(p);
  }

private:
  /// Truth values, and their sums and differences with each other and with whole numbers.
  constexpr bool is_whole(vertex const& v) const {
    if (v.op->kind == element::truth) return true;
    if (v.op != &describe<add_op> && v.op != &describe<subtract_op>) return false;
    bool any = false;
    for (int i = 0; i < v.arity; ++i) {
      vertex const& x = g_[v.x[i]];
      long double const c = x.op == &describe<constant_op> ? g_.number(x.with) : 0.5L;
      bool const count = c > -1e6L && c < 1e6L && c == static_cast<long double>(static_cast<int>(c));
      if (!at_[v.x[i]].whole && !count) return false;
      any = any || at_[v.x[i]].whole;
    }
    return any;
  }
  static constexpr block following(block const& b) {
    auto const after = [](span_of s) { return span_of{s.first + s.count, 0}; };
    return {after(b.constants), after(b.inputs), after(b.loads), after(b.steps), after(b.stores), after(b.outputs)};
  }
  /// The block of every step, in order, each with at most `limit` numbers; how many there are.
  constexpr int assign_blocks(int limit) {
    int b = 0, numbers = 0;
    sequence<int> counted_in(g_.size(), -1);
    for (int id = 0; id < g_.size(); ++id) {
      at_[id].block = b;
      if (!live_[id] || !is_step(id)) continue;
      int more = 1;
      for (int i = 0; i < g_[id].arity; ++i) more += counted_in[g_[id].x[i]] != b;
      if (numbers + more > limit) {
        ++b;
        numbers = 0;
        more = 1 + g_[id].arity;
      }
      numbers += more;
      counted_in[id] = at_[id].block = b;
      for (int i = 0; i < g_[id].arity; ++i) {
        int const x = g_[id].x[i];
        counted_in[x] = b;
        at_[x].last = b;
      }
    }
    return b + 1;
  }
  /// Numbers a block's operands from outside: constants, then entries of variables, then loads from the frame.
  template <class Program>
  constexpr void load_operands(Program& p, block& here, int b, int begin, int end) {
    sequence<int> outside[3];
    auto const name = [&](int id) {
      if (at_[id].known_in == b || (is_step(id) && at_[id].block == b)) return;
      at_[id].known_in = b;
      outside[is_step(id) ? 2 : g_[id].op == &describe<entry_op> ? 1 : 0].push(id);
    };
    for (int id = begin; id < end; ++id)
      if (live_[id] && is_step(id))
        for (int i = 0; i < g_[id].arity; ++i) name(g_[id].x[i]);
    if (b == p.count - 1)
      for (term r : results_)
        if (!is_step(r.id)) name(r.id);
    int local = 0;
    for (int id : outside[0]) {
      at_[id].local = local++;
      p.constants[here.constants.first + here.constants.count++] =
          g_[id].op == &describe<constant_op> ? g_.number(g_[id].with) : 0;
    }
    for (int id : outside[1]) {
      at_[id].local = local++;
      p.inputs[here.inputs.first + here.inputs.count++] = {0, entry_op::variable(g_[id].with),
                                                           entry_op::offset(g_[id].with)};
    }
    for (int id : outside[2]) {
      at_[id].local = local++;
      p.loads[here.loads.first + here.loads.count++] = {0, 0, at_[id].place};
    }
  }
  /// Writes the results that this block computes; those that are no steps are left to the last block.
  template <class Program>
  constexpr void store_results(Program& p, block& here, int b) {
    int which = 0, offset = 0;
    for (term r : results_) {
      if (offset == (*sizes_)[which]) {
        ++which;
        offset = 0;
      }
      if (is_step(r.id) ? at_[r.id].block == b : b == p.count - 1)
        p.outputs[here.outputs.first + here.outputs.count++] = {at_[r.id].local, which, offset, at_[r.id].whole};
      ++offset;
    }
  }
  /// Neighbours in time are no neighbours in memory: else compilers join two loads of numbers that were stored one by
  /// one, and the load waits until both stores have left the store buffer.
  template <class Program>
  static constexpr void spread(Program& p) {
    if (p.frame < 4) return;
    int const ring = p.frame;
    int stride = ring * 5 / 13 + 1;
    while (greatest_common_divisor(stride, ring) != 1) ++stride;
    auto const move = [&](transfer& t) { t.offset = int(static_cast<long long>(t.offset) * stride % ring); };
    block const& last = p.blocks[p.count - 1];
    for (int i = 0; i < last.loads.first + last.loads.count; ++i) move(p.loads[i]);
    for (int i = 0; i < last.stores.first + last.stores.count; ++i) move(p.stores[i]);
  }
};

}  // namespace tapeless
