// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/slice.hpp>

namespace tapeless::core {

/// The diagonals from `lower` to `upper` of a matrix; diagonal k has j - i = k.
struct diagonal_band {
  int lower, upper;
  constexpr diagonal_band(int from, int to) : lower(from), upper(to) {}
  constexpr explicit diagonal_band(long long packed)
      : lower(int(packed >> 32)), upper(int(packed & 0xffffffff)) {}
  constexpr long long packed() const { return lower * (1ll << 32) | static_cast<long long>(unsigned(upper)); }
};

/// The entries of the last two axes whose diagonal lies in a band, zero elsewhere.   x̄ = the same of g
/// with = a diagonal_band
struct band_op {
  static constexpr phrase name = "band";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term y, term) { return band_op{}(g, diagonal_band(y->with)); }
  static constexpr long long batched(long long with) { return with; }

  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    diagonal_band const band(c.with);
    int const n = c.y[c.y.rank - 2], m = c.y[c.y.rank - 1];
    T const nothing = nothing_beside(x);
    for (int b = 0; b < c.y.size() / (n * m); ++b, x += n * m, y += n * m)
      for (int i = 0; i < n; ++i)
        for (int j = 0; j < m; ++j)
          y[i * m + j] = j - i >= band.lower && j - i <= band.upper ? x[i * m + j] : nothing;
  }
  constexpr term operator()(term x, diagonal_band band) const {
    shape const s = x.shape();
    int const first = 1 - s[s.rank - 2], last = s[s.rank - 1] - 1;
    if (is<band_op>(x)) {                                                     // a band of a band → one
      diagonal_band const inner(x->with);
      return band_op{}(x.operand(0), {band.lower < inner.lower ? inner.lower : band.lower,
                                      band.upper < inner.upper ? band.upper : inner.upper});
    }
    if (band.lower < first) band.lower = first;
    if (band.upper > last) band.upper = last;
    if (is_zero(x) || band.lower > band.upper) return zero(*x.owner, s);      // no diagonal → zero
    if (band.lower == first && band.upper == last) return x;                  // all diagonals → x
    return make<band_op>(s, band.packed(), x);
  }
};

/// Beyond every diagonal.
inline constexpr int no_diagonal = 1 << 30;

template <int K>
struct tril_call {
  constexpr term operator()(term x) const {
    if (x.rank() >= 2) return band_op{}(x, {-no_diagonal, K});
    x.owner->refuse("tril<k>(x): x must have two axes or more; x is ", x.shape());
    return x;
  }
};
/// The lower triangle of the last two axes: the entries with j - i <= k, 0 unless it is said; zero elsewhere.
///     x̄ = tril<k>(g)   An entry above it never matters, NaN and inf included.
template <int K = 0, class... X>
constexpr called<tril_call<K>, X...> tril(X... x) { return compose<tril_call<K>>(x...); }
template <int K = 0, class... X>
rejected<tril_call<K>, X...> tril(X...);

template <int K>
struct triu_call {
  constexpr term operator()(term x) const {
    if (x.rank() >= 2) return band_op{}(x, {K, no_diagonal});
    x.owner->refuse("triu<k>(x): x must have two axes or more; x is ", x.shape());
    return x;
  }
};
/// The upper triangle of the last two axes: the entries with j - i >= k, 0 unless it is said; zero elsewhere.
///     x̄ = triu<k>(g)   An entry below it never matters, NaN and inf included.
template <int K = 0, class... X>
constexpr called<triu_call<K>, X...> triu(X... x) { return compose<triu_call<K>>(x...); }
template <int K = 0, class... X>
rejected<triu_call<K>, X...> triu(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::tril, core::triu;
}  // namespace tapeless
