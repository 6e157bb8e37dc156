// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/plan/bands.hpp>
#include <tapeless/plan/blocks.hpp>
#include <tapeless/plan/channels.hpp>
#include <tapeless/plan/fuse.hpp>
#include <tapeless/plan/multiply_add.hpp>
#include <tapeless/plan/simpler.hpp>
#include <tapeless/plan/strips.hpp>
#include <tapeless/plan/turn.hpp>

namespace tapeless::core {

/// Formulas written out over single entries and cut into blocks. `Tensors` is the listing that they were
/// before. `Packed` tells whether steps may run in the lanes of a vector: not where samples do.
template <auto const& List, auto const& Tensors, bool Packed = true>
struct in_blocks {
  struct rows {
    fixed<rows_of_results, sizeof(Tensors.results) / sizeof(int)> of{};
  };
  static constexpr rows find_ends() {
    rows all;
    int end = 0, which = 0;
    for (int r : Tensors.results) {
      shape const s = Tensors.shape(r);
      all.of[which++] = {end += s.size(), s.rank > 0 ? s[s.rank - 1] : 1};
    }
    return all;
  }
  static constexpr rows ends = find_ends();
  /// By itself: it is long.
  static constexpr auto within_fconstexpr_steps = cutting(List).in_order(ends.of, Packed);
  static constexpr auto make() {
    scalar_program<size_in_blocks(List)> p;
    cutting(List).into(p, ends.of, within_fconstexpr_steps);
    adding_products{}(p);
    return p;
  }
  static constexpr auto plan = make();
};

template <auto const& List, auto const& Plan, int Step>
constexpr int scratch_of_step() {
  if constexpr (Plan.steps[Step].what == tensor_step::kernel) {
    using Op = op_behind<List.vertices[Plan.steps[Step].which].op>;
    if constexpr (requires { Op::scratch(); }) return Op::scratch();
  }
  return 0;
}
/// Numbers that the kernel of a program which needs most holds while it runs.
template <auto const& List, auto const& Plan>
constexpr int scratch_of_steps() {
  return []<int... S>(std::integer_sequence<int, S...>) {
    int most = 0;
    fixed<int, int(sizeof...(S))> const all{scratch_of_step<List, Plan, S>()...};
    for (int one : all)
      if (one > most) most = one;
    return most;
  }
  (std::make_integer_sequence<int, Plan.length>{});
}

/// The code of some formulas that are computed together: written out where that pays, else kernels over
/// tensors.
template <class... Formulas>
struct program {
  static constexpr auto const& list = listed<Formulas...>::list();
  /// What is wrong with the formulas together, where the listing is not sound.
  static constexpr sentence problem() {
    graph g;
    lowering enter(g);
    (enter(&Formulas::how), ...);
    return g.problem();
  }

  static constexpr bool scalarised = written_out<list>::pays;

  using channels = remade<remade<list, simplifying>::list(), channels_last>;
  /// The formulas as they are planned for loops.
  static constexpr auto const& tensors() {
    if constexpr (scalarised) return list;
    else return remade<remade<channels::list(), turning_rows>::list(), noting_bands>::list();
  }
  static constexpr auto const& choose() {
    if constexpr (scalarised) return in_blocks<written_out<list>::list(), list>::plan;
    else return kept_as_tensors<tensors()>::plan;
  }
  static constexpr auto const& plan = choose();
  /// Whether it goes along its rows strip by strip.
  static constexpr bool in_strips() {
    if constexpr (scalarised) return false;
    else return strips<tensors()>::pays;
  }

  /// Operations that run, one after another: scalar ones where the formula is written out, kernels elsewhere.
  static constexpr int steps() {
    if constexpr (scalarised) return plan.size.steps;
    else if constexpr (in_strips()) return strips<tensors()>::steps();
    else return plan.length;
  }
  /// Numbers held in memory beside variables and results; a written-out formula of one block has registers
  /// instead.
  static constexpr int workspace() {
    if constexpr (scalarised) return plan.frame;
    else if constexpr (in_strips()) return strips<tensors()>::workspace();
    else return plan.workspace;
  }
  /// Numbers that the kernel which needs most holds while it runs: an op with a program of its own says
  /// `scratch`.
  static constexpr int scratch() {
    if constexpr (scalarised) return 0;
    else return scratch_of_steps<tensors(), plan>();
  }
};
/// All numbers that a program holds while it runs, beside variables and results.
template <class Program>
constexpr int numbers_held() {
  return Program::workspace() + Program::scratch();
}

/// The formula itself, which asks for the code of its program.
template <code Wanted>
struct code_call {
  static constexpr phrase name = Wanted == code::loops ? "as_loops" : "as_scalars";
  constexpr term operator()(term x) const {
    x.owner->wanted = Wanted;
    return x;
  }
};
/// A written-out program whose steps run for many samples.
template <class Program>
struct for_samples : Program {
  static constexpr auto const& plan =
      in_blocks<written_out<Program::list>::list(), Program::list, false>::plan;
};
/// The program of formulas that run for many samples in the lanes of vectors, where scalars pay for longer.
template <class Program>
struct in_lanes;
template <class... Formulas>
struct in_lanes<program<Formulas...>> {
  static constexpr auto choose() {
    using by_cost = program<Formulas...>;
    if constexpr (!written_out<by_cost::list>::pays_in_lanes) return std::type_identity<by_cost>{};
    else if constexpr (by_cost::scalarised) return std::type_identity<for_samples<by_cost>>{};
    else return std::type_identity<for_samples<program<applied<code_call<code::scalars>, Formulas>...>>>{};
  }
  using type = typename decltype(choose())::type;
};

}  // namespace tapeless::core
