// SPDX-License-Identifier: BSL-1.0
#include <tapeless/ops/operators.hpp>
#include <tapeless/ops/power.hpp>
using namespace tapeless::core;

// Equal vertices are one vertex.
static_assert([] {
  graph g;
  term const x = variable_of(g, "x", shape{3}), y = variable_of(g, "y", shape{3});
  int const before = g.size();
  term const a = x * y, b = y * x, c = x * y;
  return a == b && a == c && g.size() == before + 1 && x == variable_of(g, "x", shape{3}) && !(x == y);
}());
static_assert([] {  // the attribute and the shape belong to a vertex
  graph g;
  term const x = variable_of(g, "x", shape{3});
  power_op const pow_of;
  return pow_of(x, 3) == pow_of(x, 3) && !(pow_of(x, 3) == pow_of(x, 4)) &&
         !(constant(g, 1, shape{2}) == constant(g, 1, shape{3})) &&
         constant(g, 1, shape{2}) == constant(g, 1, shape{2});
}());

// Numbers are equal by bits, names by spelling, shapes by extents.
static_assert([] {
  graph g;
  char const again[]{'a', 'b', 0};
  return !(constant(g, 0) == constant(g, -0.0L)) && constant(g, 0.1L) == constant(g, 0.1L) &&
         !(constant(g, 0.1L) == constant(g, 0.1)) && number_of(constant(g, 0.1L)) == 0.1L &&
         g.intern(phrase("ab")) == g.intern(phrase(again)) &&
         g.intern(shape{2, 3}) == g.intern(shape{2, 3}) &&
         g.intern(shape{2, 3}) != g.intern(shape{2, 3, 1}) && g.sizes().names == 1;
}());

// The table of hashes grows with the graph, and finds what came before.
static_assert([] {
  graph g;
  term first = variable_of(g, "x", scalar), x = first;
  term const b = variable_of(g, "b", scalar);
  for (int i = 0; i < 1000; ++i) x = i % 2 ? x * b : x + b;
  int const size = g.size();
  term again = first;
  for (int i = 0; i < 1000; ++i) again = i % 2 ? again * b : again + b;
  return again == x && g.size() == size && size == 1002;
}());

// Operands come before their users.
static_assert([] {
  graph g;
  term const x = variable_of(g, "x", shape{2}), y = x * x + 3 * x;
  for (int id = 0; id < g.size(); ++id)
    for (int i = 0; i < g[id].arity; ++i)
      if (g[id].x[i] >= id) return false;
  return y.id == g.size() - 1 && y.shape() == shape{2} && y.rank() == 1 && y.extent(0) == 2;
}());

// The first mistake is kept.
static_assert([] {
  graph g;
  if (g.problem()) return false;
  g.refuse("first ", 1);
  g.refuse("second");
  return phrase(g.problem()) == "first 1";
}());
static_assert([] {
  graph g;
  term const x = variable_of(g, "x", shape{2});
  return x.owner && !term().owner && is<variable_op>(x) && !is<constant_op>(x) && !is<variable_op>(term(2));
}());

static_assert(table_sizes{1, 2, 3, 4}.within({1, 2, 3, 4}) && !table_sizes{2, 0, 0, 0}.within({1, 9, 9, 9}) &&
              !table_sizes{0, 0, 0, 5}.within({9, 9, 9, 4}));
