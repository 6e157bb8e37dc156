// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/extremum.hpp>
#include <tapeless/ops/power.hpp>
#include <tapeless/ops/root.hpp>
#include <tapeless/ops/sign.hpp>

namespace tapeless::core {

/// norm: the greatest magnitude, the limit of the p-norms for great p.
struct inf_option : option {};
inline constexpr inf_option inf{};

struct norm_call {
  static constexpr phrase name = "norm", call = "norm(x, p, axis<...>)";
  struct own_options {
    template <class O>
    constexpr auto operator()(O o) const {
      return std::bool_constant<std::same_as<O, inf_option> || decltype(own_tie_options{}(o))::value>{};
    }
  };
  template <Option... O>
  constexpr term operator()(term x, O... options) const {
    if constexpr (!has<inf_option, O...>) return (*this)(x, constant(*x.owner, 2), options...);
    reduction const r(x, call, own_options{}, options...);
    if (x.owner->problem()) return x;
    constexpr bool first = has<one_sided_option, O...>, reject_ties = has<reject_option, O...>;
    return r.shaped(x, extremum_over<false>(abs_op{}(x), r.over, first, reject_ties));
  }
  constexpr term operator()(term x, term p, Option auto... options) const {
    reduction const r(x, call, options...);
    if (!is_constant(p) || !(number_of(p) >= 0))
      x.owner->refuse(call, ": p must be a literal of at least 0, or inf; x is ", x.shape());
    if (x.owner->problem()) return x;
    single_run const s(x, r.over);
    return r.shaped(x, of(s.x, number_of(p), axes_of(s.run)));
  }

private:
  static constexpr term of(term x, long double p, axes over) {
    if (p == 0) return sum_over(not_equal_op{}(x, constant(*x.owner, 0, x.shape())), over, true);
    if (p == 1) return sum_over(abs_op{}(x), over, true);
    if (p == 2) return root_of_squares_op{}(sum_over(square_op{}(x), over, true));
    term const magnitude = abs_op{}(x);
    term const powers = p == 3 ? magnitude * square_op{}(x) : pow_op{}(magnitude, constant(*x.owner, p,
        x.shape()));
    return root(sum_over(powers, over, true), p);
  }
  /// The p-th root of a sum of p-th powers, 0 with zero gradients where the sum is 0.
  static constexpr term root(term total, long double p) {
    graph& g = *total.owner;
    shape const s = total.shape();
    term const at_zero = equal_op{}(total, constant(g, 0, s)), none = zero(g, s);
    term const safe = where_op{}(at_zero, constant(g, 1, s), total);
    return where_op{}(at_zero, none, p == 3 ? cbrt_op{}(safe) : pow_op{}(safe, constant(g, 1 / p, s)));
  }
};
/// The p-norm of all entries, or over the axes named: norm(x), norm(x, 1_c, axis<0>), norm(x, inf, keepdims).
///     y = (Σ |x|^p)^(1/p)   x̄ = g sign(x) (|x| / y)^(p - 1)   p = 2 unless it is given
/// p = 0 counts the entries that are not 0; inf is the greatest magnitude, with the ties of amax.
/// At x = 0 the gradient is 0, and for p > 1 those of higher order are.
template <class... X>
constexpr called<norm_call, X...> norm(X... x) { return compose<norm_call>(x...); }
template <class... X>
rejected<norm_call, X...> norm(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::inf, core::norm;
}  // namespace tapeless
