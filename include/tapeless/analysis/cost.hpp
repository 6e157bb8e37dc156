// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/evaluate.hpp>

namespace tapeless::core {

/// How many operations an evaluation runs, one after another: scalar ones where the formula is written out
/// over single entries, kernels over tensors elsewhere. A constant.
template <Evaluable X>
constexpr int steps(X) {
  return entries_of<X>::program::steps();
}

/// The memory, in bytes, that an evaluation needs beside its variables and results, with that of the steps of
/// loops. A constant; 0 for a small formula, which is written out and lives in registers.
template <class T = double, Evaluable X>
constexpr std::size_t workspace_bytes(X) {
  return std::size_t(numbers_held<typename entries_of<X>::program>()) * sizeof(T);
}

/// Scalar operations of one vertex of a listing, and the calls of elementary functions among them.
constexpr long long flops_of(auto const& list, int id) {
  operation const& op = *list.vertices[id].op;
  if (list.is_leaf(id) || op.kind == element::same) return 0;
  return op.elementwise ? list.shape(id).size() : op.flops(list.call_of(id));
}
constexpr long long transcendentals_of(auto const& list, int id) {
  operation const& op = *list.vertices[id].op;
  return op.transcendentals ? op.transcendentals(list.call_of(id)) : 0;
}
constexpr long long total_over(auto const& list, auto of_one) {
  long long total = 0;
  for (int id = 0; id < list.size.vertices; ++id) total += of_one(list, id);
  return total;
}
constexpr long long flops_over(auto const& list) {
  return total_over(list, [](auto const& l, int id) { return flops_of(l, id); });
}
constexpr long long transcendentals_over(auto const& list) {
  return total_over(list, [](auto const& l, int id) { return transcendentals_of(l, id); });
}
/// The same over what an evaluation runs: scalar operations where the formula is written out over single
/// entries, kernels elsewhere.
template <Evaluable X>
constexpr long long total_of_evaluation(auto of_one) {
  using program = typename entries_of<X>::program;
  if constexpr (program::scalarised) return total_over(written_out<program::list>::list(), of_one);
  else return total_over(program::list, of_one);
}

/// Scalar operations of an evaluation: additions, multiplications, comparisons and choices, and each call
/// of an elementary function as one. Entries that are only moved cost nothing. All steps of a loop count; of
/// root, fixed_point and argmin, whose steps end with the values, one does. A constant.
template <Evaluable X>
constexpr long long flops(X) {
  return total_of_evaluation<X>([](auto const& list, int id) { return flops_of(list, id); });
}

/// Calls of elementary functions that an evaluation makes: exp, log, sin, tanh, erf, lgamma and their like,
/// pow but with a small whole power; roots are not among them. Loops and solvers count as in flops. A
/// constant.
template <Evaluable X>
constexpr long long transcendentals(X) {
  return total_of_evaluation<X>([](auto const& list, int id) { return transcendentals_of(list, id); });
}

/// The longest chain of operations that wait for each other: scalar ones where the formula is written out
/// over single entries, kernels elsewhere. A constant.
template <Evaluable X>
constexpr int depth(X) {
  using program = typename entries_of<X>::program;
  auto const longest = [](auto const& list) {
    sequence<int> at(list.size.vertices, 0);
    int most = 0;
    for (int id = 0; id < list.size.vertices; ++id) {
      vertex const& v = list.vertices[id];
      for (int i = 0; i < v.arity; ++i)
        if (at[v.x[i]] >= at[id]) at[id] = at[v.x[i]] + 1;
      if (at[id] > most) most = at[id];
    }
    return most;
  };
  if constexpr (program::scalarised) return longest(written_out<program::list>::list());
  else return longest(program::list);
}

}  // namespace tapeless::core
namespace tapeless {
using core::steps, core::workspace_bytes, core::flops, core::transcendentals, core::depth;
}  // namespace tapeless
