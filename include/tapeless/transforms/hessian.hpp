// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/entries.hpp>
#include <tapeless/transforms/jvp.hpp>

namespace tapeless {

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

/// All second derivatives of a scalar f: the axes of x twice.   H[i.., j..] = ∂²f/∂x[i..]∂x[j..]
/// Symmetric to the bit: where the formula is written out, one triangle is computed.
template <Expression F, Variable X>
  requires Fits<hessian_call, F, X>
constexpr applied<hessian_call, F, X> hessian(F, X) { return {}; }
/// The mixed second derivatives: the axes of x, then those of z.   ∂²f/∂x[i..]∂z[j..]
template <Expression F, Variable X, Variable Z>
  requires Fits<hessian_call, F, X, Z>
constexpr applied<hessian_call, F, X, Z> hessian(F, X, Z) { return {}; }
template <Expression F, Variable... X>
  requires Misfit<hessian_call, F, X...>
auto hessian(F, X...) -> error<mistake<applied<hessian_call, F, X...>>>;
template <Expression F, class... X>
  requires(!Variable<X> || ...)
auto hessian(F, X...) -> error<no_variable<typename first_no_symbol<X...>::type>>;

}  // namespace tapeless
