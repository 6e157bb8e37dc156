// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/concat.hpp>

namespace tapeless::core {

/// The sum of two cotangents. What slices have put at places of their own is moved, not added.
constexpr term sum_of_cotangents(term x, term y) {
  if (is<spread_op>(y))
    if (term const both = put_beside(x, y); both.owner) return both;
  return add_op{}(x, y);
}

/// The backward sweep from f, whose cotangent is `seed`: the cotangent of every earlier vertex, as new
/// vertices of the same graph. Users come after their operands, so one pass completes every cotangent; the
/// first contribution is taken as it is, later ones are added, and absent ones cost nothing. The graph
/// keeps the last sweep: pullbacks of one f share it.
constexpr void sweep_back(term f, term seed) {
  graph& g = *f.owner;
  if (g.swept.of == f.id && g.swept.seed == seed.id) return;
  g.swept.of = f.id;
  g.swept.seed = seed.id;
  g.swept.cotangent.clear();
  g.swept.cotangent.resize(f.id + 1, -1);
  int* const cotangent = g.swept.cotangent.entries;
  cotangent[f.id] = seed.id;
  for (int id = f.id; id >= 0; --id)
    if (cotangent[id] >= 0 && g.vertices.entries[id].op->pullback) {
      vertex const v = g.vertices.entries[id];
      auto const outgoing = pull_back({&g, cotangent[id]}, {&g, id});
      for (int i = 0; i < v.arity; ++i)
        if (term const c = outgoing.x[i]; c.owner && !is_zero(c)) {
          int& total = cotangent[v.x[i]];
          total = total < 0 ? c.id : sum_of_cotangents({&g, total}, c).id;
        }
    }
}

/// (∂f/∂x)ᵀ u for any terms f and x: zero where f does not contain x. u has the shape of f.
constexpr term pullback(term f, term u, term x) {
  sweep_back(f, u);
  auto const& swept = f.owner->swept.cotangent;
  return x.id > f.id || swept[x.id] < 0 ? zero(*f.owner, x.shape()) : term(f.owner, swept[x.id]);
}

/// Sets the sweep under way aside, for a rule that differentiates a formula of its own over held operands:
/// sweeps of the rule end at these.
struct sweep_aside {
  graph& g;
  graph::sweep under_way;
  constexpr explicit sweep_aside(graph& in) : g(in), under_way(std::move(in.swept)) {
    g.swept.of = -1;
    ++g.apart;
  }
  constexpr ~sweep_aside() {
    g.swept = std::move(under_way);
    --g.apart;
  }
  sweep_aside(sweep_aside const&) = delete;
  sweep_aside& operator=(sweep_aside const&) = delete;
};

/// ∂f/∂x for a scalar f and any term x.
constexpr term gradient(term f, term x) {
  if (f.rank() == 0) return pullback(f, constant(*f.owner, 1), x);
  f.owner->refuse("gradient(f, x): f must be a scalar, so that each entry of x has one derivative; f is ",
                  f.shape());
  return x;
}

}  // namespace tapeless::core
namespace tapeless {
using core::gradient;
}  // namespace tapeless
