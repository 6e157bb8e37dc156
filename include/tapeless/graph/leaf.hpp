// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/lower.hpp>
#include <tapeless/graph/op.hpp>

namespace tapeless::core {

/// A named value that the caller binds.   with = index of its name
struct variable_op {
  static constexpr phrase name = "variable";
  static constexpr long long flops(call const&) { return 0; }
};

/// One number in every entry; never stored.   with = its bits (keep_number)
struct constant_op {
  static constexpr phrase name = "constant";
  static constexpr bool special = true;
  static constexpr long long flops(call const&) { return 0; }
};

/// A tensor of known entries.   with = index of its first number; the others follow
struct table_op {
  static constexpr phrase name = "table";
  static constexpr long long flops(call const&) { return 0; }
};

/// A zero that follows from structure: no contribution at all, so that products with it vanish whatever the
/// other factor holds. A user's own 0 is a constant, and 0 · inf stays NaN.
struct zero_op {
  static constexpr phrase name = "zero";
  static constexpr bool special = true;
  static constexpr long long flops(call const&) { return 0; }
};

/// Stands for an operand whose formula does not matter, where only shapes are asked for.   with = its key
template <element Kind>
struct placeholder_op {
  static constexpr phrase name = "placeholder";
  static constexpr element kind = Kind;
};
/// Stands for a literal of whole numbers in the same way; its entries are known, so that mistakes in them are
/// found at the call.   with = index of its first number
struct positions_op {
  static constexpr phrase name = "positions";
  static constexpr element kind = element::index;
};
constexpr element kind_of(term t) {
  return t->op->kind == element::same ? kind_of(t.operand(0)) : t->op->kind;
}

constexpr term constant(graph& g, long double number, shape const& s = {}) {
  vertex v{&describe<constant_op>, g.intern(s)};
  keep_number(v, number);
  return g.add(v);
}
constexpr term table(graph& g, long double const* entries, shape const& s) {
  return make<table_op>(g, s, g.intern(entries, s.size()));
}
constexpr term zero(graph& g, shape const& s) { return make<zero_op>(g, s, 0); }

constexpr term variable_of(graph& g, phrase name, shape const& s) {
  int const index = g.intern(name);
  for (int id = 0; id < g.size() && g.problem().length == 0; ++id)
    if (g[id].op == &describe<variable_op> && g[id].with == index && !(g.shape(g[id].shape) == s))
      g.refuse("the variables called ", name, " differ in shape: ", g.shape(g[id].shape), " and ", s,
               "; one name is one variable");
  return make<variable_op>(g, s, index);
}

// Asked of most operands of every op, so without a call of `is`: compilers count calls.
constexpr bool is_zero(term t) { return t.owner && t.owner->vertices.entries[t.id].op == &describe<zero_op>; }
constexpr bool is_constant(term t) {
  return t.owner && t.owner->vertices.entries[t.id].op == &describe<constant_op>;
}
constexpr bool is_constant(term t, long double number) {
  return t.owner && t.owner->vertices.entries[t.id].op == &describe<constant_op> && kept_number(*t) == number;
}
constexpr long double number_of(term t) { return t.owner ? kept_number(*t) : t.number; }

/// A number becomes a constant of the graph it meets, an expression enters it.
constexpr term attached(graph& g, term t) {
  return t.owner ? t : t.pending ? lowering(g)(t.pending) : constant(g, t.number);
}

}  // namespace tapeless::core
