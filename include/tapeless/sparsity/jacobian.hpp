// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/sparsity/colouring.hpp>
#include <tapeless/sparsity/compressed.hpp>
#include <tapeless/transforms/jacobian.hpp>

namespace tapeless::core {

/// The entries of a Jacobian that may differ from 0, row by row. One tangent marks all columns of a colour,
/// and the derivative along it holds them side by side; one cotangent likewise marks rows.
template <class P, class... Mode>
struct sparse_jacobian_call {
  static constexpr phrase name = "sparse_jacobian";
  static constexpr int growth = 16;
  constexpr term operator()(term f, std::same_as<term> auto... xs) const {
    constexpr int count = int(sizeof...(xs));
    term const x[]{xs...};
    return forward(f, x, count) ? by_columns(f, x, count) : by_rows(f, x, count);
  }

private:
  static constexpr bool forward(term f, term const* x, int count) {
    if constexpr (sizeof...(Mode) > 0) return (std::same_as<Mode, forward_mode_option> && ...);
    graph& g = *f.owner;
    sequence<term> tangents;
    for (int k = 0; k < count; ++k)
      tangents.push(make<placeholder_op<element::real>>(g, x[k].shape(), -1 - g.size()));
    term const u = make<placeholder_op<element::real>>(g, f.shape(), -1 - g.size());
    long long const along = work(pushforward(f, x, tangents.begin(), count));
    return column_colouring<P>.count * along <
           row_colouring<P>.count * work(pulled_back_by_all(f, u, x, count));
  }
  /// The cotangents of all variables, one after another.
  static constexpr term pulled_back_by_all(term f, term u, term const* x, int count) {
    sequence<term> parts;
    for (int k = 0; k < count; ++k) parts.push(flatten_call{}(pullback(f, u, x[k])));
    return concat_along(parts.begin(), count, 0);
  }
  static constexpr term by_columns(term f, term const* x, int count) {
    constexpr auto const& colouring = column_colouring<P>;
    sequence<term> rows, t(count);
    for (int colour = 0; colour < colouring.count; ++colour) {
      int first = 0;
      for (int k = 0; k < count; ++k) {
        t[k] = marked(*f.owner, x[k].shape(), colouring.of, first, colour);
        first += x[k].shape().size();
      }
      rows.push(pushforward(f, x, t.begin(), count));
    }
    sequence<int> at(P::nnz);
    for (int i = 0; i < P::rows; ++i)
      for (int e = P::row_starts[i]; e < P::row_starts[i + 1]; ++e)
        at[e] = colouring.of[P::column_indices[e]] * P::rows + i;
    return picked(rows_of(rows), at.begin(), P::nnz);
  }
  static constexpr term by_rows(term f, term const* x, int count) {
    constexpr auto const& colouring = row_colouring<P>;
    sequence<term> rows;
    for (int colour = 0; colour < colouring.count; ++colour)
      rows.push(pulled_back_by_all(f, marked(*f.owner, f.shape(), colouring.of, 0, colour), x, count));
    sequence<int> at(P::nnz);
    for (int i = 0; i < P::rows; ++i)
      for (int e = P::row_starts[i]; e < P::row_starts[i + 1]; ++e)
        at[e] = colouring.of[i] * P::columns + P::column_indices[e];
    return picked(rows_of(rows), at.begin(), P::nnz);
  }
};

/// The mistake of a derivative that is zero throughout.
template <class F>
struct nothing_to_list {
  static constexpr sentence problem = say(
      "sparse_jacobian(f, x), sparse_hessian(f, x): no entry can differ from 0, and a tensor holds one at "
      "least; f is ",
      F::shape);
};

/// The entries of the Jacobian of f that may differ from 0, row by row: a vector of
/// jacobian_pattern(f, x).nnz, whose rows begin at its row_starts and whose columns are its column_indices.
///     sparse_jacobian(f, x)      sparse_jacobian(f, x, y)      sparse_jacobian(f, x, reverse_mode)
/// Evaluated with as many directional derivatives as its columns have colours, or pullbacks as its rows
/// have, whichever counts fewer scalar operations unless a mode is named (Curtis, Powell & Reid 1974). A
/// formula like any other: it has derivatives.
template <Expression F, Variable... Xs>
  requires(sizeof...(Xs) > 0 && Mentions<F, Xs...> && jacobian_sparsity<F, Xs...>::nnz > 0)
constexpr applied<sparse_jacobian_call<jacobian_sparsity<F, Xs...>>, F, Xs...> sparse_jacobian(F, Xs...) {
  return {};
}
template <Expression F, Variable X, Option Mode>
  requires(Mentions<F, X> && jacobian_sparsity<F, X>::nnz > 0)
constexpr applied<sparse_jacobian_call<jacobian_sparsity<F, X>, Mode>, F, X> sparse_jacobian(F, X, Mode) {
  return {};
}
template <Expression F, Variable... Xs>
  requires(sizeof...(Xs) > 0 && Mentions<F, Xs...> && jacobian_sparsity<F, Xs...>::nnz == 0)
auto sparse_jacobian(F, Xs...) -> error<nothing_to_list<F>>;
template <Expression F, class... Xs>
  requires(sizeof...(Xs) == 0 || !((Variable<Xs> || Option<Xs>) && ...))
auto sparse_jacobian(F, Xs...) -> error<no_variable<"sparse_jacobian(f, x)", Xs...>>;
template <Expression F, Variable... Xs>
  requires Misses<F, Xs...>
auto sparse_jacobian(F, Xs...) -> error<no_mention<"sparse_jacobian(f, x)", F, Xs...>>;
template <Expression F, Variable X, Option Mode>
  requires Misses<F, X>
auto sparse_jacobian(F, X, Mode) -> error<no_mention<"sparse_jacobian(f, x)", F, X>>;

}  // namespace tapeless::core
namespace tapeless {
using core::sparse_jacobian;
}  // namespace tapeless
