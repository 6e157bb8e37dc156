// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/arithmetic.hpp>
#include <tapeless/plan/order.hpp>
#include <tapeless/plan/scalarise.hpp>

namespace tapeless::core {

/// One operation on numbers of a block.
struct scalar_step {
  operation const* op = nullptr;
  long long with = 0;
  int x[max_arity]{};
  unsigned whole = 0;  ///< bit k: operand k is a whole number; bit max_arity: the result is
};
/// A number of a block, and its place outside: in a variable or result (which, offset) or in the frame
/// (offset).
struct transfer {
  int local = 0, which = 0, offset = 0;
  bool whole = false;
};
/// A step whose number is written to a result at once, so that no register holds it until the end.
struct result_of_step {
  bool any = false, whole = false;
  int which = 0, offset = 0;
};
/// Numbers in a block are numbered: constants, then entries of variables, then loads from the frame, then
/// steps.
struct block {
  span_of constants, inputs, loads, steps, stores, outputs;
  int read = 0;        ///< inputs that steps read; the others are only results
  bool mixed = false;  ///< some numbers are truth values or counts of them, kept as whole numbers
};

/// Straight-line code in blocks. Up to one_block steps there is one, always inlined, with every number in a
/// local; longer programs are cut, so that compile time stays linear, and hand numbers on through the frame.
inline constexpr int one_block = 4096, block_limit = 512;

/// How many steps a program has, how many numbers its steps and results name, and its results.
struct program_size {
  int steps = 0, uses = 0, results = 0;
};
template <program_size Room>
struct scalar_program {
  static constexpr program_size size = Room;
  fixed<scalar_step, Room.steps> steps{};
  fixed<int, Room.steps> together{};            ///< of each step: see order_of_steps
  fixed<result_of_step, Room.steps> written{};  ///< of each step
  fixed<long double, Room.uses> constants{};
  fixed<transfer, Room.uses> inputs{}, loads{};
  fixed<span_of, Room.steps> fresh{};           ///< of each step: inputs it, or its pack, is first to need
  fixed<transfer, Room.steps> stores{};
  fixed<transfer, Room.results> outputs{};
  fixed<block, (Room.steps + Room.uses) / (block_limit / 4) + 2> blocks{};
  int count = 0;  ///< blocks
  int frame = 0;  ///< numbers in the frame
};
template <class List>
constexpr program_size size_in_blocks(List const& list) {
  int const results = int(sizeof list.results / sizeof list.results[0]);
  program_size s{0, results, results};
  for (int id = 0; id < list.size.vertices; ++id)
    if (int const n = list.vertices[id].arity; n > 0) {
      ++s.steps;
      s.uses += n;
    }
  return s;
}

constexpr int greatest_common_divisor(int a, int b) {
  while (b != 0) {
    int const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/// Cuts a written-out listing into blocks and gives the numbers that pass between them places in the frame.
template <class List>
class cutting {
  struct placed {
    int block = -1;     ///< where it is computed
    int last = -1;      ///< the last block that uses it
    int known_in = -1;  ///< the last block that has given it a number
    int local = 0;      ///< that number
    int place = -1;     ///< in the frame
    int next = -1;      ///< the next whose place is free after the same block
    int variable = 0;   ///< of an entry: the variable's place in the program, and the offset
    int offset = 0;
    bool whole = false;
  };
  static constexpr int room_ = int(sizeof(List::vertices) / sizeof(vertex));
  List const& list_;
  fixed<placed, room_> at_{};
  int const* order_ = nullptr;  ///< the vertices as they run
  int blocks_ = 0;

public:
  constexpr explicit cutting(List const& list) : list_(list) {
    int variables = 0;
    for (int id = 0; id < list.size.vertices; ++id) {
      vertex const& v = list.vertices[id];
      placed& p = at_[id] = placed{};  // g++ 12 lets the entries of an earlier evaluation through
      if (v.arity > 0) p.whole = is_whole(v);
      else if (v.op == &describe<variable_op>) p.variable = variables++;
      else if (v.op == &describe<entry_op>) {
        p.variable = int(v.with >> 32);
        p.offset = int(v.with & 0xffffffff);
      }
    }
  }

  /// The order in which vertices run; `packed_steps` tells whether steps may run in the lanes of a vector.
  constexpr order_of_steps<room_> in_order(rows_of_results const* ends, bool packed_steps) const {
    int const steps = size_in_blocks(list_).steps;
    bool const whole = steps <= one_block;
    auto const is_function = [&](int id) { return whole && runs_in_lanes(list_.vertices[id], id); };
    bool const packs = packed_steps && steps <= most_packed && list_.size.vertices > held_in_registers;
    packing const packed(
        list_, ends, [&](int id) { return packs && can_run_in_lanes(list_.vertices[id], id); }, is_function);
    order_of_steps<room_> found;
    running_order(list_, is_function, packed, found);
    if (packed.packs.count > 0)
      for (int id = 0; id < list_.size.vertices; ++id) found.turned[id] = packed.turned.entries[id];
    return found;
  }
  /// `ends` tells, for each formula, where its entries end among the results.
  template <class Program>
  constexpr void into(Program& p, rows_of_results const* ends, order_of_steps<room_> const& running) {
    bool const whole = p.size.steps <= one_block;
    order_ = running.vertices;
    assign_blocks(whole ? 1 << 30 : block_limit);
    p.count = blocks_;
    sequence<int> free_places, dying(blocks_ + 1, -1);  // by block: the first of a chain
    for (int b = 0, begin = 0, end = 0; b < blocks_; ++b, begin = end) {
      while (end < list_.size.vertices && at_[order_[end]].block <= b) ++end;
      block& here = p.blocks[b] = block{};
      if (b > 0) {
        block const& before = p.blocks[b - 1];
        here = {before.constants.after(), before.inputs.after(), before.loads.after(),
                before.steps.after(), before.stores.after(), before.outputs.after()};
      }
      load_operands(p, here, b, begin, end, running);
      int local = here.constants.count + here.inputs.count + here.loads.count;
      for (int k = begin; k < end; ++k) {
        int const id = order_[k];
        vertex const& v = list_.vertices[id];
        if (v.arity == 0) continue;
        placed& y = at_[id];
        scalar_step step{v.op, v.with};
        for (int i = 0; i < v.arity; ++i) {
          step.x[i] = at_[v.x[running.turned[id] ? 1 - i : i]].local;
          if (at_[v.x[i]].whole && at_[v.x[i]].block == b) step.whole |= 1u << i;
        }
        y.local = local++;
        y.known_in = b;
        if (y.whole) {
          step.whole |= 1u << max_arity;
          here.mixed = true;
        }
        p.together[here.steps.first + here.steps.count] = running.together[id];
        p.steps[here.steps.first + here.steps.count++] = step;
        if (y.last <= b) continue;
        if (free_places.count == 0) free_places.push(p.frame++);
        y.place = free_places.back();
        free_places.pop();
        p.stores[here.stores.first + here.stores.count++] = {y.local, 0, y.place, y.whole};
        y.next = dying[y.last];
        dying[y.last] = id;
      }
      for (int id = dying[b]; id >= 0; id = at_[id].next) free_places.push(at_[id].place);
      store_results(p, here, b, ends);
    }
    spread(p);
  }

private:
  /// Truth values, and their sums and differences with each other and with small whole numbers.
  constexpr bool is_whole(vertex const& v) const {
    if (v.op->kind == element::truth) return true;
    if (v.op != &describe<add_op> && v.op != &describe<subtract_op>) return false;
    bool any = false;
    for (int i = 0; i < v.arity; ++i) {
      vertex const& x = list_.vertices[v.x[i]];
      long double const c = x.op == &describe<constant_op> ? kept_number(x) : 0.5L;
      bool const count = c > -1e6L && c < 1e6L && c == static_cast<long double>(static_cast<int>(c));
      if (!at_[v.x[i]].whole && !count) return false;
      any = any || at_[v.x[i]].whole;
    }
    return any;
  }
  /// Elementary functions of numbers that are not whole.
  constexpr bool runs_in_lanes(vertex const& v, int id) const {
    if (!v.op->elementwise || !v.op->transcendentals || at_[id].whole) return false;
    for (int i = 0; i < v.arity; ++i)
      if (at_[v.x[i]].whole) return false;
    return true;
  }
  /// Steps of other ops with numbers that are not whole.
  constexpr bool can_run_in_lanes(vertex const& v, int id) const {
    if (!v.op->elementwise || v.op->transcendentals || v.arity > 2 || at_[id].whole) return false;
    for (int i = 0; i < v.arity; ++i)
      if (at_[v.x[i]].whole) return false;
    return true;
  }
  /// The block of every step, in order, each with at most `limit` numbers.
  constexpr void assign_blocks(int limit) {
    int b = 0, numbers = 0;
    for (int k = 0; k < list_.size.vertices; ++k) {
      int const id = order_[k];
      vertex const& v = list_.vertices[id];
      at_[id].block = b;
      if (v.arity == 0) continue;
      int more = 1;
      for (int i = 0; i < v.arity; ++i) more += at_[v.x[i]].last != b && at_[v.x[i]].block != b;
      if (numbers + more > limit) {
        at_[id].block = ++b;
        numbers = 0;
        more = 1 + v.arity;
      }
      numbers += more;
      for (int i = 0; i < v.arity; ++i) at_[v.x[i]].last = b;
    }
    blocks_ = b + 1;
  }
  /// Numbers a block's operands from outside: constants, then entries of variables, then loads from the
  /// frame.
  template <class Program>
  constexpr void load_operands(Program& p, block& here, int b, int begin, int end,
                               order_of_steps<room_> const& running) {
    sequence<int> outside[3];
    auto const name = [&](int id) {
      bool const step = list_.vertices[id].arity > 0;
      if (at_[id].known_in == b || (step && at_[id].block == b)) return;
      at_[id].known_in = b;
      operation const* const op = list_.vertices[id].op;
      outside[step ? 2 : op == &describe<entry_op> || op == &describe<variable_op> ? 1 : 0].push(id);
    };
    int step = here.steps.first, leader = step;
    for (int k = begin; k < end; ++k) {
      vertex const& v = list_.vertices[order_[k]];
      if (v.arity == 0) continue;
      if (running.together[order_[k]] != 0) p.fresh[leader = step].first = outside[1].count;
      for (int i = 0; i < v.arity; ++i) name(v.x[i]);
      p.fresh[leader].count = outside[1].count - p.fresh[leader].first;
      ++step;
    }
    here.read = outside[1].count;
    if (b == blocks_ - 1)
      for (int r : list_.results)
        if (list_.vertices[r].arity == 0) name(r);
    int local = 0;
    for (int id : outside[0]) {
      at_[id].local = local++;
      vertex const& v = list_.vertices[id];
      p.constants[here.constants.first + here.constants.count++] =
          v.op == &describe<constant_op> ? kept_number(v) : 0;
    }
    for (int id : outside[1]) {
      at_[id].local = local++;
      p.inputs[here.inputs.first + here.inputs.count++] = {0, at_[id].variable, at_[id].offset};
    }
    for (int id : outside[2]) {
      at_[id].local = local++;
      p.loads[here.loads.first + here.loads.count++] = {0, 0, at_[id].place};
    }
  }
  /// Writes the results that this block computes; those that are no steps are left to the last block.
  template <class Program>
  constexpr void store_results(Program& p, block& here, int b, rows_of_results const* ends) {
    int which = 0, begin = 0;
    for (int i = 0; i < p.size.results; ++i) {
      if (i == ends[which].end) begin = ends[which++].end;
      int const r = list_.results[i];
      bool const step = list_.vertices[r].arity > 0;
      if (step ? at_[r].block != b : b != blocks_ - 1) continue;
      int const first = here.steps.first - (here.constants.count + here.inputs.count + here.loads.count);
      if (result_of_step& w = p.written[step ? first + at_[r].local : 0]; step && !w.any)
        w = {true, at_[r].whole, which, i - begin};
      else
        p.outputs[here.outputs.first + here.outputs.count++] = {at_[r].local, which, i - begin, at_[r].whole};
    }
  }
  /// Neighbours in time are no neighbours in memory: else compilers join two loads of numbers that were
  /// stored one by one, and the load waits until both stores have left the store buffer.
  template <class Program>
  constexpr void spread(Program& p) const {
    if (p.frame < 4) return;
    int stride = p.frame * 5 / 13 + 1;
    while (greatest_common_divisor(stride, p.frame) != 1) ++stride;
    block const& last = p.blocks[blocks_ - 1];
    for (int i = 0; i < last.loads.first + last.loads.count; ++i)
      p.loads[i].offset = int(static_cast<long long>(p.loads[i].offset) * stride % p.frame);
    for (int i = 0; i < last.stores.first + last.stores.count; ++i)
      p.stores[i].offset = int(static_cast<long long>(p.stores[i].offset) * stride % p.frame);
  }
};

}  // namespace tapeless::core
