// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/entries.hpp>
#include <tapeless/transforms/jvp.hpp>

namespace tapeless::core {

/// jacobian: entry by entry of f, each pulled back.
struct reverse_mode_option : option {};
inline constexpr reverse_mode_option reverse_mode{};
/// jacobian: entry by entry of x, each pushed forward.
struct forward_mode_option : option {};
inline constexpr forward_mode_option forward_mode{};

template <class O>
concept Mode = std::same_as<O, reverse_mode_option> || std::same_as<O, forward_mode_option>;

/// Whether some operands are one symbol and a mode.
template <class... Xs>
inline constexpr bool has_mode = false;
template <Symbol X, Mode O>
inline constexpr bool has_mode<X, O> = true;

struct jacobian_call {
  static constexpr phrase name = "jacobian";
  static constexpr int growth = 16;
  constexpr term operator()(term f, term x) const { return (*this)(f, x, forward_is_cheaper(f, x)); }
  constexpr term operator()(term f, term x, reverse_mode_option) const { return (*this)(f, x, false); }
  constexpr term operator()(term f, term x, forward_mode_option) const { return (*this)(f, x, true); }

private:
  static constexpr bool forward_is_cheaper(term f, term x) {
    graph& g = *f.owner;
    int const m = f.shape().size(), n = x.shape().size();
    if (m == 1 || n == 1) return n < m;
    term const u = make<placeholder_op<element::real>>(g, f.shape(), -1 - g.size());
    term const t = make<placeholder_op<element::real>>(g, x.shape(), -1 - g.size());
    return n * work(pushforward(f, &x, &t, 1)) < m * work(pullback(f, u, x));
  }
  constexpr term operator()(term f, term x, bool forward) const {
    shape both;
    if (!joined(f.shape(), x.shape(), both)) {
      f.owner->refuse("jacobian(f, x): f and x must have 8 axes at most together; f is ", f.shape(),
                      ", x is ", x.shape());
      return f;
    }
    sequence<term> rows;
    if (forward) {
      for (int j = 0; j < x.shape().size(); ++j) {
        term const t = unit_tensor(*f.owner, x.shape(), j);
        rows.push(pushforward(f, &x, &t, 1));
      }
      return reshape_op{}(transpose_call{}(rows_of(rows)), both);
    }
    for (int i = 0; i < f.shape().size(); ++i) rows.push(gradient(entry_of(f, i), x));
    return reshape_op{}(rows_of(rows), both);
  }
};

/// All first derivatives of f by x: the axes of f, then those of x.   J[i.., j..] = ∂f[i..]/∂x[j..]
///     jacobian(f, x)      jacobian(f, x, forward_mode)      jacobian(f, x, reverse_mode)
/// Unless a mode is named, the one that counts fewer scalar operations is taken: pulling back each entry of
/// f, or pushing forward each entry of x. f and x have 8 axes at most together.
template <Expression F, Variable X, Mode... O>
  requires(sizeof...(O) < 2 && Mentions<F, X> && Fits<jacobian_call, F, X, O...>)
constexpr applied<jacobian_call, F, X, O...> jacobian(F, X, O...) { return {}; }
/// The Jacobians by one symbol: of a struct of variables, keyed by variable.
template <class F, class X, class Variables, class... O>
struct jacobian_by;
template <class F, Variable X, class... O>
struct jacobian_by<F, X, list_of<X>, O...> {
  using entry = labelled<X, applied<jacobian_call, F, X, O...>>;
  using misfit = first_misfit<applied<jacobian_call, F, X, O...>>;
};
template <class F, SymbolTree X, class... V, class... O>
struct jacobian_by<F, X, list_of<V...>, O...> {
  using entry = nested_results<X, labelled<V, applied<jacobian_call, F, V, O...>>...>;
  using misfit = first_misfit<applied<jacobian_call, F, V, O...>...>;
};
template <class F, class X, class... O>
using jacobian_entry = typename jacobian_by<F, X, variables_of<X>, O...>::entry;
template <class F, class X, class... O>
using jacobian_misfit = typename jacobian_by<F, X, variables_of<X>, O...>::misfit::type;
template <class F, class X, class... O>
concept JacobianFits = Symbol<X> && (Mode<O> && ...) && !requires { typename jacobian_misfit<F, X, O...>; };

/// By a struct of variables: one Jacobian for each of its variables, by which they are asked for, as in the
/// trees of JAX. (A struct of its type cannot hold them: each has the axes of f more than its member.)
///     evaluate(jacobian(f, p), p = values, x = v)[get<"W">(p)]
template <Expression F, SymbolTree X, Mode... O>
  requires(sizeof...(O) < 2 && Mentions<F, X> && JacobianFits<F, X, O...>)
constexpr sole_formula<jacobian_entry<F, X, O...>> jacobian(F, X, O...) { return {}; }
/// By several variables, as formulas that share all work and are keyed by variable.
template <Expression F, Symbol... Xs>
  requires(sizeof...(Xs) > 1 && Mentions<F, Xs...> && (JacobianFits<F, Xs> && ...))
constexpr formulas_of<jacobian_entry<F, Xs>...> jacobian(F, Xs...) { return {}; }

// The mistakes: too many axes, x that is no variable, or none of f, a mode that cannot be.
template <Expression F, Symbol X, Mode... O>
  requires(sizeof...(O) < 2 && Mentions<F, X> && !JacobianFits<F, X, O...>)
auto jacobian(F, X, O...) -> refused<jacobian_misfit<F, X, O...>>;
template <Expression F, Symbol... Xs>
  requires(sizeof...(Xs) > 1 && Mentions<F, Xs...> && !(JacobianFits<F, Xs> && ...))
auto jacobian(F, Xs...)
    -> refused<jacobian_misfit<F, nth<first_of_none({JacobianFits<F, Xs>...}), Xs...>>>;
template <Expression F, class... Xs>
auto jacobian(F, Xs...) -> error_if<sizeof...(Xs) == 0 || !((Symbol<Xs> || Option<Xs>) && ...),
                                    no_symbol<"jacobian(f, x)", Xs...>>;
template <Expression F, Symbol X, Mode... O>
  requires(sizeof...(O) < 2 && Misses<F, X>)
auto jacobian(F, X, O...) -> error<no_mention<"jacobian(f, x)", F, X>>;
template <Expression F>
struct one_mode {
  static constexpr sentence problem =
      say("jacobian(f, x, mode): after one variable there is one option, forward_mode or reverse_mode");
};
template <Expression F, class... Xs>
auto jacobian(F, Xs...)
    -> error_if<(Option<Xs> || ...) && ((Symbol<Xs> || Option<Xs>) && ...) && !has_mode<Xs...>, one_mode<F>>;
template <Expression F, Symbol... Xs>
  requires(sizeof...(Xs) > 1 && Misses<F, Xs...>)
auto jacobian(F, Xs...) -> error<no_mention<"jacobian(f, x)", F, Xs...>>;

}  // namespace tapeless::core
namespace tapeless {
using core::reverse_mode, core::forward_mode, core::jacobian;
}  // namespace tapeless
