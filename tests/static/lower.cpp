// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"x", 2> x;

// A branch that is used twice enters once: a tree of 4,096 leaves is 25 vertices.
template <int N>
constexpr auto doubled(auto v) {
  if constexpr (N == 0) return v;
  else return doubled<N - 1>(square(v) * v);
}
constexpr int entered(recipe const& how) {
  graph g;
  lowering enter{g};
  enter(&how);
  return g.size();
}
static_assert(entered(doubled<12>(x).how) == 25);
static_assert(entered((x + square(x)).how) == 3);

// Entered again into the same graph, nothing new comes to be.
static_assert([] {
  graph g;
  lowering enter{g};
  term const a = enter(&decltype(square(x) + x)::how);
  int const size = g.size();
  return enter(&decltype(square(x) + x)::how) == a && g.size() == size &&
         enter(&decltype(x + square(x))::how) == a;
}());

// Lowering does not recurse: a formula as a type may be deeper than compilers nest constant calls.
template <int N>
constexpr auto chain(auto v) {
  if constexpr (N == 0) return v;
  else return tanh(chain<N - 1>(v));
}
static_assert(entered(chain<100>(x).how) == 101);
static_assert(decltype(chain<100>(x))::shape == shape{2});
