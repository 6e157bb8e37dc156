// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/entries.hpp>
#include <tapeless/transforms/jvp.hpp>

namespace tapeless::core {

struct hessian_call {
  static constexpr phrase name = "hessian";
  static constexpr int growth = 16;
  /// The upper triangle is computed and mirrored.
  constexpr term operator()(term f, term x) const {
    shape both;
    if (!fits(f, x, x, both)) return f;
    int const n = x.shape().size();
    term const slope = gradient(f, x);
    sequence<term> upper, beyond;
    for (int i = 0; i < n; ++i) {
      term const row = flatten_call{}(gradient(entry_of(slope, i), x));
      upper.push(among_zeros(row, i, n));
      beyond.push(i + 1 < n ? among_zeros(row, i + 1, n) : zero(*f.owner, shape{n}));
    }
    return reshape_op{}(add_op{}(rows_of(upper), transpose_call{}(rows_of(beyond))), both);
  }
  /// Mixed: the axes of x, then those of z.
  constexpr term operator()(term f, term x, term z) const {
    if (x == z) return (*this)(f, x);
    shape both;
    if (!fits(f, x, z, both)) return f;
    term const slope = gradient(f, x);
    sequence<term> rows;
    for (int i = 0; i < x.shape().size(); ++i) rows.push(gradient(entry_of(slope, i), z));
    return reshape_op{}(rows_of(rows), both);
  }

private:
  static constexpr bool fits(term f, term x, term z, shape& both) {
    if (f.rank() != 0) f.owner->refuse("hessian(f, x): f must be a scalar; f is ", f.shape());
    else if (!joined(x.shape(), z.shape(), both))
      f.owner->refuse("hessian(f, x, z): x and z must have 8 axes at most together; x is ", x.shape(),
                      ", z is ", z.shape());
    else return true;
    return false;
  }
  /// The entries of a row from `from` on, the others zero by structure.
  static constexpr term among_zeros(term row, int from, int n) {
    return spread_along(slice_along(row, {0, from, 1}, n - from), {0, from, 1}, n);
  }
};

/// The block below the diagonal: the one above it, transposed, so that they are equal to the bit.
struct mirrored_hessian_call {
  static constexpr phrase name = "hessian";
  static constexpr int growth = 16;
  constexpr term operator()(term f, term x, term z) const {
    term const above = hessian_call{}(f, z, x);
    if (f.owner->problem()) return f;
    order to;
    for (int axis = 0; axis < above.rank(); ++axis)
      to.set(axis, axis < x.rank() ? z.rank() + axis : axis - x.rank());
    return permute_op{}(above, to);
  }
};

/// All second derivatives of a scalar f: the axes of x twice.   H[i.., j..] = ∂²f/∂x[i..]∂x[j..]
/// Symmetric to the bit: where the formula is written out, one triangle is computed.
template <Expression F, Variable X>
  requires(Mentions<F, X> && Fits<hessian_call, F, X>)
constexpr applied<hessian_call, F, X> hessian(F, X) { return {}; }
/// The mixed second derivatives: the axes of x, then those of z.   ∂²f/∂x[i..]∂z[j..]
template <Expression F, Variable X, Variable Z>
  requires(Mentions<F, X, Z> && Fits<hessian_call, F, X, Z>)
constexpr applied<hessian_call, F, X, Z> hessian(F, X, Z) { return {}; }
template <Expression F, Variable... X>
  requires(sizeof...(X) > 0 && sizeof...(X) <= 2 && Mentions<F, X...> && Misfit<hessian_call, F, X...>)
auto hessian(F, X...) -> refused<applied<hessian_call, F, X...>>;
template <Expression F, class... X>
auto hessian(F, X...)
    -> error_if<sizeof...(X) == 0 || (sizeof...(X) > 2) || !(Symbol<X> && ...),
                no_symbol<"hessian(f, x)", X...>>;
template <Expression F, Symbol... X>
  requires(sizeof...(X) <= 2 && Misses<F, X...>)
auto hessian(F, X...) -> error<no_mention<"hessian(f, x)", F, X...>>;

/// A Hessian with a struct of variables on one side or both is made of blocks, keyed by row, then by column.
template <class F, class A, class B, bool Below = false>
using hessian_block = applied<std::conditional_t<Below, mirrored_hessian_call, hessian_call>, F, A, B>;
/// The row of a variable A; `Diagonal` is its place where rows and columns are the same variables.
template <class F, class A, class Z, int Diagonal = -1, class = variables_of<Z>, class = void>
struct hessian_row {
  using blocks = list_of<hessian_block<F, A, Z>>;
  using entry = labelled<A, hessian_block<F, A, Z>>;
};
template <class F, class A, SymbolTree Z, int Diagonal, class... B>
struct hessian_row<F, A, Z, Diagonal, list_of<B...>, void>
    : hessian_row<F, A, Z, Diagonal, list_of<B...>, std::index_sequence_for<B...>> {};
template <class F, class A, SymbolTree Z, int Diagonal, class... B, std::size_t... I>
struct hessian_row<F, A, Z, Diagonal, list_of<B...>, std::index_sequence<I...>> {
  using blocks = list_of<hessian_block<F, A, B>...>;
  using entry = nested_results<A, labelled<B, hessian_block<F, A, B, (int(I) < Diagonal)>>...>;
};
template <class F, class X, class Z, class = variables_of<X>, class = void>
struct hessian_rows : hessian_row<F, X, Z> {};
template <class F, SymbolTree X, class Z, class... A>
struct hessian_rows<F, X, Z, list_of<A...>, void>
    : hessian_rows<F, X, Z, list_of<A...>, std::index_sequence_for<A...>> {};
template <class F, SymbolTree X, class Z, class... A, std::size_t... I>
struct hessian_rows<F, X, Z, list_of<A...>, std::index_sequence<I...>> {
  template <class V, std::size_t At>
  using row = hessian_row<F, V, Z, std::is_same_v<X, Z> ? int(At) : -1>;
  using blocks = typename joined_lists<typename row<A, I>::blocks...>::type;
  using entry = nested_results<X, typename row<A, I>::entry...>;
};
template <class Blocks>
struct misfit_among;
template <class... Blocks>
struct misfit_among<list_of<Blocks...>> : first_misfit<Blocks...> {};
template <class F, class X, class Z>
using hessian_misfit = typename misfit_among<typename hessian_rows<F, X, Z>::blocks>::type;
template <class F, class X, class Z>
concept HessianFits = !requires { typename hessian_misfit<F, X, Z>; };

/// By a struct of variables: H[get<"W">(p)][get<"b">(p)] is the block of W and b, which has the axes of W,
/// then those of b. Symmetric to the bit.
template <Expression F, SymbolTree X>
  requires(Mentions<F, X> && HessianFits<F, X, X>)
constexpr sole_formula<typename hessian_rows<F, X, X>::entry> hessian(F, X) { return {}; }
/// Mixed, with a struct on one side or both: H[row][column], H[row] or H[column].
template <Expression F, Symbol X, Symbol Z>
  requires(!(Variable<X> && Variable<Z>) && Mentions<F, X, Z> && HessianFits<F, X, Z>)
constexpr sole_formula<typename hessian_rows<F, X, Z>::entry> hessian(F, X, Z) { return {}; }
template <Expression F, SymbolTree X>
  requires(Mentions<F, X> && !HessianFits<F, X, X>)
auto hessian(F, X) -> refused<hessian_misfit<F, X, X>>;
template <Expression F, Symbol X, Symbol Z>
  requires(!(Variable<X> && Variable<Z>) && Mentions<F, X, Z> && !HessianFits<F, X, Z>)
auto hessian(F, X, Z) -> refused<hessian_misfit<F, X, Z>>;

}  // namespace tapeless::core
namespace tapeless {
using core::hessian;
}  // namespace tapeless
