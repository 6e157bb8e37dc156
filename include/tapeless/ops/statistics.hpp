// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/mean.hpp>
#include <tapeless/ops/root.hpp>

namespace tapeless::core {

/// x less its mean along a run of axes, exactly 0 where all entries are equal: the mean is taken relative
/// to the first.   x̄ = g less its mean, for the matrix 1 - 1/n is symmetric
struct centred_op {
  static constexpr phrase name = "centred";
  static constexpr long long flops(call const& c) { return 4ll * c.y.size(); }
  static constexpr cotangents pullback(term g, term y, term) { return centred_op{}(g, run_of_axes(y->with)); }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    run_of_axes const run(c.with);
    int const n = run.length(c.y);
    for_each_line(c.y, run, [&](int, int at, int step) {
      for (int i = 0; i < n; ++i) y[at + i * step] = minus(x[at + i * step], x[at]);
      T total = y[at];
      for (int i = 1; i < n; ++i) total = plus(total, y[at + i * step]);
      T mean;
      if constexpr (std::same_as<T, term>) mean = total / n;
      else mean = over(total, static_cast<T>(n));
      for (int i = 0; i < n; ++i) y[at + i * step] = minus(y[at + i * step], mean);
    });
  }
  constexpr term operator()(term x, run_of_axes run) const {
    if (is_zero(x) || is_constant(x) || run.length(x.shape()) == 1)
      return zero(*x.owner, x.shape());                                       // equal entries → zero
    if (is<centred_op>(x) && x->with == run.packed()) return x;               // centred twice → once
    return make<centred_op>(x.shape(), run.packed(), x);
  }
};

/// var and stddev: the sum of squares is divided by n - N; 1 unless said.
template <int N>
struct correction_option : option {
  static constexpr int correction = N;
};
template <int N>
inline constexpr correction_option<N> correction{};

struct own_correction {
  template <class O>
  constexpr auto operator()(O) const {
    return std::bool_constant<requires { O::correction; }>{};
  }
};
template <bool Root>
struct var_call {
  static constexpr phrase name = Root ? "stddev" : "var";
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, Root ? "stddev(x, axis<...>)" : "var(x, axis<...>)", own_correction{}, options...);
    if (x.owner->problem()) return x;
    int correct = 1;
    [[maybe_unused]] auto const read = [&](auto o) {
      if constexpr (requires { o.correction; }) correct = o.correction;
    };
    (read(options), ...);
    single_run const s(x, r.over);
    term const difference = centred_op{}(s.x, s.run);
    term const squares = sum_over(difference * difference, axes_of(s.run), true);
    int const left = length_of(x, r.over) - correct;
    if (left <= 0)
      return constant(*x.owner, limits<long double>::quiet_NaN(), r.shaped(x, squares).shape());
    return r.shaped(x, Root ? root_of_squares_op{}(squares / left) : squares / left);
  }
};
/// The variance of all entries, or over the axes named: var(x), var(x, axis<0>, correction<0>, keepdims).
///     y = Σ (x - mean)² / (n - 1)   x̄ = 2 g (x - mean) / (n - 1)
/// correction<N> divides by n - N instead; NaN where that is not positive.
template <class... X>
constexpr called<var_call<false>, X...> var(X... x) { return compose<var_call<false>>(x...); }
template <class... X>
rejected<var_call<false>, X...> var(X...);
/// The standard deviation, the root of var.   x̄ = g (x - mean) / ((n - 1) y)   Where all entries are equal
/// y = 0, and the gradient is 0 too.
template <class... X>
constexpr called<var_call<true>, X...> stddev(X... x) { return compose<var_call<true>>(x...); }
template <class... X>
rejected<var_call<true>, X...> stddev(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::correction, core::var, core::stddev;
}  // namespace tapeless
