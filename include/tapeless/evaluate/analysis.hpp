// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/evaluate.hpp>

namespace tapeless {

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

/// Scalar operations of an evaluation: additions, multiplications, comparisons and choices, and each call
/// of an elementary function as one. Entries that are only moved cost nothing. A constant.
template <Evaluable X>
constexpr long long flops(X) {
  using program = typename entries_of<X>::program;
  long long total = 0;
  auto const count = [&](auto const& list) {
    for (int id = 0; id < list.size.vertices; ++id) {
      if (list.is_leaf(id)) continue;
      operation const& op = *list.vertices[id].op;
      if (op.kind != element::same)
        total += op.elementwise ? list.shape(id).size() : op.flops(list.call_of(id));
    }
  };
  if constexpr (program::scalarised) count(written_out<program::list>::list());
  else count(program::list);
  return total;
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

/// Whether a formula, after all identities, still contains a variable: depends_on(f, W). A constant.
template <Evaluable X, Variable V>
constexpr bool depends_on(X, V) {
  constexpr auto const& list = entries_of<X>::program::list;
  for (int id = 0; id < list.size.vertices; ++id)
    if (list.template is<variable_op>(id) && list.names[list.vertices[id].with] == V::name) return true;
  return false;
}

}  // namespace tapeless
