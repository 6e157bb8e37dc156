// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/functions.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The parts of one block. What is emitted from them are template arguments: values of its own, constant or
/// not, would refer to the program, and compilers keep that, with the rules of all operations in it, until
/// they have optimised.
template <auto const& Plan, int B>
struct parts_of_block {
  static constexpr block here = Plan.blocks[B];
  static constexpr int at = here.steps.first;
  static constexpr auto* input = &Plan.inputs[here.inputs.first];
  static constexpr auto* fresh = &Plan.fresh[at];
  static constexpr auto* load = &Plan.loads[here.loads.first];
  static constexpr auto* step = &Plan.steps[at];
  static constexpr auto* together = &Plan.together[at];
  static constexpr auto* written = &Plan.written[at];
  static constexpr auto* store = &Plan.stores[here.stores.first];
  static constexpr auto* output = &Plan.outputs[here.outputs.first];
  template <int C, class T>
  static constexpr T constant = static_cast<T>(Plan.constants[here.constants.first + C]);
};

/// What an instruction does, but for its op and the places of its numbers: of these there are few, however
/// long a program is.
enum class action { read, load, step, pack, write, store };
struct opcode {
  action what = action::read;
  long long with = 0;  ///< of a step: its attribute; of a pack: its first step
  unsigned whole = 0;  ///< of a step: see scalar_step; of what is written or stored: whether it is
};
struct instruction {
  opcode code;
  operation const* op = nullptr;  ///< of a step
  int y = 0, x[max_arity]{};      ///< a number of the block; operands, or a place outside
};
/// What has no op.
template <>
struct behind<nullptr> {
  using type = void;
};

/// What a block does behind its constants, one thing after another. Inputs are read where they are needed, as
/// g++ would hold them all from the start, mostly on the stack. `Lanes` tells whether packs of steps run in
/// the lanes of vectors.
template <auto const& Plan, int B, bool Lanes>
struct instructions_of_block {
  using b = parts_of_block<Plan, B>;
  static constexpr int first_input = b::here.constants.count, first_load = first_input + b::here.inputs.count,
                       first_step = first_load + b::here.loads.count,
                       numbers = first_step + b::here.steps.count;

private:
  struct list {
    fixed<instruction, 2 * b::here.steps.count + b::here.inputs.count + b::here.loads.count +
                           b::here.stores.count + b::here.outputs.count>
        all{};
    int count = 0;
    constexpr void add(opcode const& code, int y, int a = 0, int b = 0) {
      all[count++] = {code, nullptr, y, {a, b, 0}};
    }
    constexpr void read(span_of which) {
      for (int i = which.first; i < which.first + which.count; ++i)
        add({action::read}, first_input + i, b::input[i].which, b::input[i].offset);
    }
    constexpr void write(int which, int offset, int local, bool whole) {
      add({action::write, 0, whole}, local, which, offset);
    }
  };
  static constexpr list make() {
    list l;
    for (int i = 0; i < b::here.loads.count; ++i) l.add({action::load}, first_load + i, b::load[i].offset);
    for (int s = 0; s < b::here.steps.count; ++s) {
      if (b::fresh[s].count > 0) l.read(b::fresh[s]);
      scalar_step const& step = b::step[s];
      if (!Lanes || b::together[s] < 0)
        l.all[l.count++] = {{action::step, step.with, step.whole}, step.op, first_step + s,
                            {step.x[0], step.x[1], step.x[2]}};
      else if (b::together[s] > 0)
        l.add({action::pack, b::at + s}, first_step + s);
      if (result_of_step const& w = b::written[s]; w.any) l.write(w.which, w.offset, first_step + s, w.whole);
    }
    l.read({b::here.read, b::here.inputs.count - b::here.read});
    for (int i = 0; i < b::here.stores.count; ++i)
      l.add({action::store, 0, b::store[i].whole}, b::store[i].local, b::store[i].offset);
    for (int i = 0; i < b::here.outputs.count; ++i) {
      transfer const& w = b::output[i];
      l.write(w.which, w.offset, w.local, w.whole);
    }
    return l;
  }
  static constexpr list made = make();

public:
  static constexpr int count = made.count;
  static constexpr instruction const* at = &made.all[0];
};

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
