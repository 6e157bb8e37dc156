// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/blocks.hpp>
#include <tapeless/plan/memory.hpp>

namespace tapeless {

/// Formulas written out over single entries and cut into blocks. `Tensors` is the listing that they were
/// before.
template <auto const& List, auto const& Tensors>
struct in_blocks {
  static constexpr auto make() {
    scalar_program<size_in_blocks(List)> p;
    fixed<int, sizeof(Tensors.results) / sizeof(int)> ends{};
    int end = 0, which = 0;
    for (int r : Tensors.results) ends[which++] = end += Tensors.shape(r).size();
    cutting(List).into(p, ends);
    return p;
  }
  static constexpr auto plan = make();
};

template <auto const& List>
struct kept_as_tensors {
  static constexpr int results = int(sizeof List.results / sizeof List.results[0]);
  static constexpr auto make() {
    kernel_program<List.size.vertices, results> p;
    plan_kernels(List, p);
    return p;
  }
  static constexpr auto plan = make();
};

/// The code of some formulas that are computed together: written out up to a limit of scalar operations, else
/// kernels over tensors.
template <long long Limit, class... Formulas>
struct program_up_to {
  static constexpr auto const& list = listed<Formulas...>::list();
  /// What is wrong with the formulas together, where the listing is not sound.
  static constexpr sentence problem() {
    graph g;
    lowering enter(g);
    (enter(&Formulas::how), ...);
    return g.problem();
  }

  static constexpr bool scalarised = written_out<list>::pays_up_to(Limit);

  static constexpr auto const& choose() {
    if constexpr (scalarised) return in_blocks<written_out<list>::list(), list>::plan;
    else return kept_as_tensors<list>::plan;
  }
  static constexpr auto const& plan = choose();

  /// Operations that run, one after another: scalar ones where the formula is written out, kernels elsewhere.
  static constexpr int steps() {
    if constexpr (scalarised) return plan.size.steps;
    else return plan.length;
  }
  /// Numbers held in memory beside variables and results; a written-out formula of one block has registers
  /// instead.
  static constexpr int workspace() {
    if constexpr (scalarised) return plan.frame;
    else return plan.workspace;
  }
};
template <class... Formulas>
struct program : program_up_to<write_out_limit, Formulas...> {};
/// The same where it runs for many samples in the lanes of vectors.
template <class... Formulas>
struct program_in_lanes : program_up_to<write_out_limit_in_lanes, Formulas...> {};

}  // namespace tapeless
