// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/operands.hpp>

namespace tapeless::core {

/// Looks for symbols in a formula as its user wrote it, whatever identities make of it: x stands in
/// gradient(sum(x), x), though nothing of it is left there. A struct of variables is there where one of its
/// variables is. Every expression is met once, and none after the last symbol is found.
class search_of_symbols {
  struct wanted {
    std::uint64_t key;
    phrase name;
    shape const* extents;
    int symbol;
  };
  sequence<wanted> wanted_;
  sequence<recipe const*> pending_;
  found_at<bool> met_;
  int symbols_ = 0;

  constexpr void found(int symbol) {
    int kept = 0;
    for (int i = 0; i < wanted_.count; ++i)
      if (wanted_.entries[i].symbol != symbol) wanted_.entries[kept++] = wanted_.entries[i];
    wanted_.count = kept;
  }
  /// A symbol may be wanted several times.
  constexpr void look_at_leaf(std::uint64_t key) {
    for (int i = 0; i < wanted_.count;) {
      if (wanted_.entries[i].key != key) ++i;
      else found(wanted_.entries[i].symbol), i = 0;
    }
  }
  /// At the variables that a function names itself.
  constexpr void look_within(recipe const& r) {
    graph g;
    sequence<term> operands(r.arity);
    stand_in(g, r.operands, r.arity, operands.begin());
    r.build(g, operands.begin());
    for (int id = 0; id < g.size(); ++id)
      if (is<variable_op>({&g, id}))
        for (int i = 0; i < wanted_.count;) {
          bool const there =
              wanted_[i].name == g.name(g[id].with) && *wanted_[i].extents == g.shape(g[id].shape);
          if (!there) ++i;
          else found(wanted_[i].symbol), i = 0;
        }
  }
  constexpr void meet(recipe const* r) {
    if (r->arity == 0) return look_at_leaf(r->key);
    if (met_.find(r)) return;
    met_.remember(r, true);
    pending_.push(r);
  }

  template <class V>
  constexpr void want() {
    wanted const w{V::how.key, V::name, &V::shape, symbols_};  // in one line nvcc fails
    wanted_.push(w);
  }

public:
  template <class... V>
  constexpr void add(list_of<V...>) {
    (want<V>(), ...);
    ++symbols_;
  }
  /// The first symbol that is not there, or -1.
  constexpr int first_missing(recipe const* root) {
    meet(root);
    while (pending_.count > 0 && wanted_.count > 0) {
      recipe const* const r = pending_.back();
      pending_.pop();
      if (r->names) look_within(*r);
      for (int i = 0; i < r->arity; ++i) meet(r->operands[i]);
    }
    return wanted_.count > 0 ? wanted_[0].symbol : -1;
  }
};

/// The first of some symbols that a formula does not mention, or -1.
template <class F, class... Xs>
inline constexpr int unmentioned = [] {
  search_of_symbols search;
  (search.add(variables_of<Xs>{}), ...);
  return search.first_missing(&F::how);
}();
/// Whether a formula mentions all of some symbols, so that there is a derivative by each, or misses one.
template <class F, class... Xs>
concept Mentions = Expression<F> && (Symbol<Xs> && ...) && unmentioned<F, Xs...> < 0;
template <class F, class... Xs>
concept Misses = Expression<F> && (Symbol<Xs> && ...) && unmentioned<F, Xs...> >= 0;

/// The mistake of a derivative by a variable that the formula does not mention.
template <text Call, class F, class... Xs>
  requires Misses<F, Xs...>
struct no_mention {
  using symbol = nth<std::size_t(unmentioned<F, Xs...>), Xs...>;
  static constexpr sentence problem = [] {
    auto s = say(phrase(Call), ": x must be a variable of f; f contains ");
    if constexpr (Variable<symbol>) s.add(say("no ", symbol::name, " of shape ", symbol::shape));
    else s.add("none of "), symbol_of<symbol>::describe(s);
    return s;
  }();
};

/// The same of symbols that come with tangents by turns.
template <class F, class Symbols>
inline constexpr bool mentions_each = false;
template <class F, class Symbols>
inline constexpr bool misses_one = false;
template <class F, class... Xs>
inline constexpr bool mentions_each<F, list_of<Xs...>> = Mentions<F, Xs...>;
template <class F, class... Xs>
inline constexpr bool misses_one<F, list_of<Xs...>> = Misses<F, Xs...>;
template <class F, class... Pairs>
concept MentionsTurns = are_pairs<Pairs...> && mentions_each<F, typename symbols_of_turns<Pairs...>::type>;
template <class F, class... Pairs>
concept MissesTurns = are_pairs<Pairs...> && misses_one<F, typename symbols_of_turns<Pairs...>::type>;
template <text Call, class F, class Symbols>
  requires misses_one<F, Symbols>
struct no_mention_among;
template <text Call, class F, class... Xs>
struct no_mention_among<Call, F, list_of<Xs...>> : no_mention<Call, F, Xs...> {};

}  // namespace tapeless::core
