// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/analysis/body.hpp>
#include <tapeless/expression/formulas.hpp>
#include <tapeless/ops/concat.hpp>
#include <tapeless/ops/gradient_rule.hpp>

namespace tapeless::core {

// The last axis of a term is that of flat vectors; those before it are samples.

/// Entries [from, from + count) of vectors.
constexpr term stretch(term x, int from, int count) { return slice_along(x, {x.rank() - 1, from, 1}, count); }
/// Vectors one after another.
constexpr term chained(std::same_as<term> auto... x) {
  term const all[]{x...};
  return concat_along(all, int(sizeof...(x)), all[0].rank() - 1);
}
/// A shape with other last axes, in place of the last one.
constexpr shape ending(shape s, std::same_as<int> auto... last) {
  --s.rank;
  (s.append(last), ...);
  return s;
}
constexpr int last_extent(shape const& s) { return s[s.rank - 1]; }
constexpr int vectors_in(shape const& s) { return s.size() / last_extent(s); }
/// Where vector i of an operand begins; a lone vector is one for all samples.
template <class T>
constexpr T* vector_at(T* x, shape const& s, int i) {
  return s.rank > 1 ? x + i * last_extent(s) : x;
}

/// The end of a call: operands, then options.
template <class Operands, class... More>
struct call_end;
template <class... P, Option... O>
struct call_end<list_of<P...>, O...> {
  using operands = list_of<P...>;
  using said = list_of<O...>;
};
template <class... P, Expression X, class... More>
struct call_end<list_of<P...>, X, More...> : call_end<list_of<P..., X>, More...> {};

/// What a user's lambda is given beside its state: tensors, kept as one vector of length 1 at least.
template <shape... Shapes>
struct parameter_list {
  static constexpr int size = sizeof...(Shapes) == 0 ? 1 : (Shapes.size() + ... + 0);

  static constexpr term chain(graph& g, std::same_as<term> auto... parameters) {
    if constexpr (sizeof...(parameters) == 0) return zero(g, shape{1});
    else return chained(flatten_call{}(parameters)...);
  }
  /// Whether F takes so many operands first and all parameters after them.
  template <class F, int First>
  static constexpr bool fits = []<int... I>(std::integer_sequence<int, I...>) {
    return requires(term x) { F{}((void(I), x)...); };
  }
  (std::make_integer_sequence<int, First + int(sizeof...(Shapes))>{});
  /// F of the first operands and the parameters, each in its own shape.
  template <class F>
  static constexpr term apply(term p, std::same_as<term> auto... first) {
    [[maybe_unused]] int at = 0;
    [[maybe_unused]] auto const take = [&](shape const& s) {
      at += s.size();
      return reshape_op{}(stretch(p, at - s.size(), s.size()), s);
    };
    fixed<term, int(sizeof...(Shapes))> const given{take(Shapes)...};
    if constexpr (fits<F, int(sizeof...(first))>) return apply_to<F>(*p.owner, given, first...);
    else return p;
  }
  /// The same of parameters that are given one by one.
  template <class F>
  static constexpr term apply_to(graph& g, [[maybe_unused]] term const* given,
                                 std::same_as<term> auto... first) {
    return [&]<int... I>(std::integer_sequence<int, I...>) { return returned<F>(g, first..., given[I]...); }
    (std::make_integer_sequence<int, int(sizeof...(Shapes))>{});
  }
};

/// A graph where a user's lambda is looked at before it is used, on stand-ins.
struct trial_graph {
  graph g;
  constexpr term stand_in(int size, int number) {
    return make<placeholder_op<element::real>>(g, shape{size}, -number);
  }
  /// The variable that the lambda uses beside its operands, if any.
  constexpr phrase stranger() const {
    for (vertex const& v : g.vertices)
      if (v.op == &describe<variable_op>) return g.name(v.with);
    return {};
  }
};

/// What a pass asks of a function of flat vectors: of what it computes from stand-ins of these sizes.
template <class F>
constexpr auto asked_of(auto ask, std::same_as<int> auto... sizes) {
  trial_graph t;
  int number = 0;
  term const given[]{t.stand_in(sizes, ++number)...};
  return [&]<int... X>(std::integer_sequence<int, X...>) { return ask(body_listing(F{}(given[X]...))); }
  (std::make_integer_sequence<int, int(sizeof...(sizes))>{});
}

}  // namespace tapeless::core
