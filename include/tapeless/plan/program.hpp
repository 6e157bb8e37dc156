// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/blocks.hpp>
#include <tapeless/plan/memory.hpp>

namespace tapeless {

/// Formulas written out over single entries and cut into blocks. Without enough room only the size is told.
template <auto const& List, program_size Room>
constexpr auto write_out_in_blocks() {
  graph g;
  auto const results = write_out(List, g);
  sequence<int> sizes;
  for (int r : List.results) sizes.push(List.shape(r).size());
  scalar_program<Room> p;
  cutting cut(g, results);
  p.size = cut.size;
  if (p.size.within(Room)) cut.into(p, sizes);
  return p;
}
/// What is expected to suffice: as many steps as scalar operations, three operands each.
template <auto const& List>
constexpr program_size expected_size() {
  int results = 0;
  for (int r : List.results) results += List.shape(r).size();
  int const steps = int(written_out_flops(List));
  return {steps, 3 * steps + results};
}
template <auto const& List>
struct written_out {
  static constexpr program_size expected = expected_size<List>();
  static constexpr auto first = write_out_in_blocks<List, expected>();
  template <program_size Size>
  static constexpr auto again = write_out_in_blocks<List, Size>();
  static constexpr auto const& plan() {
    if constexpr (first.size.within(expected)) return first;
    else return again<first.size>;
  }
};

template <auto const& List>
struct kept_as_tensors {
  static constexpr int results = int(sizeof List.results / sizeof List.results[0]);
  static constexpr auto make() {
    kernel_program<List.size.vertices, results> p;
    plan_kernels(List, p);
    return p;
  }
  static constexpr auto whole = make();
  static constexpr auto const& plan() { return whole; }
};

/// The code of some formulas that are computed together: written out where that pays, else kernels over tensors.
template <class... Formulas>
struct program {
  static constexpr auto const& list = listed<Formulas...>::list();
  static constexpr bool scalarised = pays_to_write_out(list);
  static constexpr auto const& plan =
      std::conditional_t<scalarised, written_out<list>, kept_as_tensors<list>>::plan();

  /// Operations that run, one after another: scalar ones where the formula is written out, kernels elsewhere.
  static constexpr int steps() {
    if constexpr (scalarised) return plan.size.steps;
    else return plan.length;
  }
  /// Numbers held in memory beside variables and results; a written-out formula of one block has registers instead.
  static constexpr int workspace() {
    if constexpr (scalarised) return plan.frame;
    else return plan.workspace;
  }
};

}  // namespace tapeless
