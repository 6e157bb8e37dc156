// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/pool.hpp>

namespace tapeless::core {

/// `m` windows that cover an axis of n entries, along one axis: window i is [i n / m, (i + 1) n / m), its
/// bounds rounded outwards. Where m divides n they lie side by side.
constexpr term cover_axis(term x, int along, int m, auto const& reduce) {
  int const n = x.extent(along);
  if (n % m == 0) return reduce(x, windowing(along, along, n / m, n / m), m);
  sequence<term> part(m);
  for (int i = 0; i < m; ++i) {
    int const from = i * n / m, to = ((i + 1) * n + m - 1) / m;
    part[i] = reduce(slice_along(x, {along, from, 1}, to - from), windowing(along, along, to - from), 1);
  }
  return concat_along(part.begin(), m, along);
}

template <bool Max, int Dims, int... Counts>
struct adaptive_pool_call {
  static constexpr phrase call =
      Max ? "adaptive_max_pool<counts...>(x)" : "adaptive_avg_pool<counts...>(x)";
  constexpr term operator()(term x) const {
    int const counts[]{Counts..., 0}, given = sizeof...(Counts);
    bool fits = (given == 1 || given == Dims) && x.rank() >= Dims;
    for (int i = 0; i < given; ++i) fits = fits && counts[i] > 0;
    for (int i = 0; i < Dims && fits; ++i)
      fits = counts[given == 1 ? 0 : i] <= x.extent(x.rank() - Dims + i) &&
             x.extent(x.rank() - Dims + i) < windowing::limit;
    if (!fits) {
      x.owner->refuse(call, ": one count or ", Dims, ", each from 1 to the length of its axis; x is ",
                      x.shape(), ", the counts are ", shape{Counts...});
      return x;
    }
    term y = x;
    for (int i = Dims; i-- > 0;) y = cover_axis(y, x.rank() - Dims + i, counts[given == 1 ? 0 : i], reduce);
    return y;
  }

private:
  static constexpr term reduce(term x, windowing w, int count) {
    if (Max) return window_max(x, w, count);
    term const y = window_sum(x, w, count);
    return divide_op{}(y, constant(*x.owner, w.length, y.shape()));
  }
};
/// Means over as many windows as are asked for along the last one or two axes: adaptive_avg_pool2d<1>(x) is
/// the mean of all, adaptive_avg_pool2d<7, 7>(x). Window i of m over n entries is [i n / m, (i + 1) n / m),
/// bounds rounded outwards.   x̄ = the sum of g / (entries of the window) over the windows it lies in
template <int... Counts, class... X>
constexpr called<adaptive_pool_call<false, 1, Counts...>, X...> adaptive_avg_pool1d(X... x) {
  return compose<adaptive_pool_call<false, 1, Counts...>>(x...);
}
template <int... Counts, class... X>
rejected<adaptive_pool_call<false, 1, Counts...>, X...> adaptive_avg_pool1d(X...);
template <int... Counts, class... X>
constexpr called<adaptive_pool_call<false, 2, Counts...>, X...> adaptive_avg_pool2d(X... x) {
  return compose<adaptive_pool_call<false, 2, Counts...>>(x...);
}
template <int... Counts, class... X>
rejected<adaptive_pool_call<false, 2, Counts...>, X...> adaptive_avg_pool2d(X...);
/// The greatest entries of the same windows.   A tie goes to the first in row-major order, NaN wins.
template <int... Counts, class... X>
constexpr called<adaptive_pool_call<true, 1, Counts...>, X...> adaptive_max_pool1d(X... x) {
  return compose<adaptive_pool_call<true, 1, Counts...>>(x...);
}
template <int... Counts, class... X>
rejected<adaptive_pool_call<true, 1, Counts...>, X...> adaptive_max_pool1d(X...);
template <int... Counts, class... X>
constexpr called<adaptive_pool_call<true, 2, Counts...>, X...> adaptive_max_pool2d(X... x) {
  return compose<adaptive_pool_call<true, 2, Counts...>>(x...);
}
template <int... Counts, class... X>
rejected<adaptive_pool_call<true, 2, Counts...>, X...> adaptive_max_pool2d(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::adaptive_avg_pool1d, core::adaptive_avg_pool2d, core::adaptive_max_pool1d,
    core::adaptive_max_pool2d;
}  // namespace tapeless
