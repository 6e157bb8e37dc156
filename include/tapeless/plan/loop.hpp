// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/product.hpp>
#include <tapeless/plan/strides.hpp>

namespace tapeless::core {

/// Where a tensor lies while a program runs.
struct place {
  enum where_t { nowhere, workspace, input, output, number, data } where = nowhere;
  int which = 0;   ///< the variable, the result, the vertex of a number or table
  int offset = 0;  ///< entries from there on
  int next = 0;    ///< and from one round to the next, where steps run in rounds
};

// Loops run over the entries of a space and do for each: loads, steps, stores, reductions. Numbers of one
// entry are numbered: loads, then constants, then steps.

/// One operation on numbers of a loop.
struct loop_step {
  operation const* op = nullptr;
  long long with = 0;
  int x[max_arity]{};
  friend constexpr bool operator==(loop_step const&, loop_step const&) = default;
};
/// An operand: how far apart its entries are along the axes of the space.
struct loop_load {
  int stride[max_rank]{};
  friend constexpr bool operator==(loop_load const&, loop_load const&) = default;
};
/// A reduction over the axes where its result has stride 0.
struct loop_reduction {
  operation const* op = nullptr;
  int local = 0;
  int stride[max_rank]{};
  friend constexpr bool operator==(loop_reduction const&, loop_reduction const&) = default;
};
/// A loop, apart from where its operands and results lie: loops that do the same share one function.
struct loop_kind {
  int rank = 0;
  int extent[max_rank]{};
  span_of loads, constants, steps, stores, reductions;
  int uses = 0;
  constexpr int size() const { return size_from(0); }
  constexpr int size_from(int axis) const {
    int n = 1;
    for (; axis < rank; ++axis) n *= extent[axis];
    return n;
  }
};

/// One step of a program over tensors: an op's own kernel, a loop, or a matrix product.
struct tensor_step {
  enum what_t { kernel, loop, product } what = kernel;
  int which = 0;  ///< the vertex, the kind of the loop, the shape of the product
  span_of reads, writes;
  int together = 1, rounds = 1;  ///< so many steps from here on run together, so often
};

/// A first cache holds so many numbers: 48 KiB of doubles.
inline constexpr int numbers_in_first_cache = 6144;

/// Code that is used a few times and short is part of the program, where compilers see what becomes of its
/// results; other code is a function, once for all its uses. `work` counts scalar operations.
constexpr bool belongs_in_line(long long work, int uses) { return work * uses <= 4096 && work <= 1024; }

/// A program over one workspace.
template <int Vertices, int Results>
struct tensor_program {
  static constexpr int most = Vertices + Results, operands = max_arity * Vertices + Results;
  fixed<tensor_step, 2 * most> steps{};
  fixed<place, operands + 2 * most> places{};
  fixed<loop_kind, 2 * most> kinds{};
  fixed<loop_load, operands + most> loads{};
  fixed<long double, operands + most> constants{};
  fixed<loop_step, Vertices> loop_steps{};
  fixed<int, most + 2 * Vertices> stores{};  ///< numbers of a loop
  fixed<loop_reduction, Vertices> reductions{};
  fixed<product_shape, Vertices> products{};
  fixed<operation const*, Vertices> formed_by{};  ///< of each product: what its right factor is formed by
  fixed<int, Vertices> product_uses{};
  int length = 0, kind_count = 0, product_count = 0;
  int workspace = 0;  ///< numbers

  /// From a step on: the first that runs in rounds, else the length.
  constexpr int first_in_rounds(int step) const {
    while (step < length && steps[step].rounds == 1) ++step;
    return step;
  }
  /// The step behind those that run in rounds with it.
  constexpr int behind_rounds(int step) const { return step < length ? step + steps[step].together : step; }
};

}  // namespace tapeless::core
