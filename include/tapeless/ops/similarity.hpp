// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/clamp.hpp>
#include <tapeless/ops/root.hpp>
#include <tapeless/ops/softmax.hpp>

namespace tapeless::core {

/// The 2-norm along one axis, which stays at length 1, but `least` at least.
constexpr term length_along(term x, int axis, long double least) {
  axes over;
  over.insert(axis);
  term const length = root_of_squares_op{}(sum_over(square_op{}(x), over, true));
  return clamp_op<false>{}(length, constant(*x.owner, least, length.shape()));
}

struct normalize_call {
  static constexpr phrase name = "normalize";
  constexpr term operator()(term x, Option auto... along) const {
    int const axis = one_axis(x, "normalize(x, axis<a>)", along...);
    return axis < 0 ? x : x / length_along(x, axis, 1e-12L);
  }
};
/// x over its 2-norm along an axis, the last unless it is named: normalize(x), normalize(x, axis<0>).
///     y = x/max(|x|, 1e-12)      x̄ = (g - y sum(g y))/|x|      Zeros stay zeros.
template <class... X>
constexpr called<normalize_call, X...> normalize(X... x) { return compose<normalize_call>(x...); }
template <class... X>
rejected<normalize_call, X...> normalize(X...);

struct cosine_similarity_call {
  static constexpr phrase name = "cosine_similarity", call = "cosine_similarity(x, y, axis<a>)";
  constexpr term operator()(term a, term b, Option auto... along) const {
    aligned const both(a, b, call);
    int const axis = both.fit ? one_axis(both.x, call, along...) : -1;
    if (axis < 0) return a;
    axes over;
    over.insert(axis);
    term const lengths = length_along(both.x, axis, 1e-8L) * length_along(both.y, axis, 1e-8L);
    term const y = sum_over(both.x * both.y, over, true) / lengths;
    return reshape_op{}(y, without(both.x.shape(), over));
  }
};
/// The cosine of the angle between vectors along an axis, the last unless it is named:
/// cosine_similarity(a, b), cosine_similarity(a, b, axis<0>). The other axes broadcast.
///     [.., n] [.., n] → [..]
///     y = sum(a b)/(max(|a|, 1e-8) max(|b|, 1e-8))      ā = (b/|b| - y a/|a|)/|a| g
template <class... X>
constexpr called<cosine_similarity_call, X...> cosine_similarity(X... x) {
  return compose<cosine_similarity_call>(x...);
}
template <class... X>
rejected<cosine_similarity_call, X...> cosine_similarity(X...);

struct cdist_call {
  static constexpr phrase name = "cdist", call = "cdist(a, b)";
  constexpr term operator()(term a, term b) const {
    int const ra = a.rank(), rb = b.rank();
    if (ra < 2 || rb < 2 || a.extent(ra - 1) != b.extent(rb - 1)) {
      a.owner->refuse(call, ": a must be [.., m, d] and b [.., n, d]; a is ", a.shape(), ", b is ",
                      b.shape());
      return a;
    }
    shape rows = a.shape(), columns = b.shape();
    rows.extent[ra - 1] = columns.extent[rb - 2] = 1;
    rows.append(a.extent(ra - 1));
    columns.extent[rb - 1] = b.extent(rb - 2);
    columns.append(b.extent(rb - 1));
    aligned const pairs(reshape_op{}(a, rows), reshape_op{}(b, columns), call);
    if (!pairs.fit) return a;
    int const last = pairs.x.rank() - 1;
    axes over;
    over.insert(last);
    return root_of_squares_op{}(sum_over(square_op{}(pairs.x - pairs.y), over, false));
  }
};
/// The distances between all rows of a and of b.   [.., m, d] [.., n, d] → [.., m, n]
///     y = |a - b|      ā = sum of (a - b)/y g, 0 where rows are equal
template <class... X>
constexpr called<cdist_call, X...> cdist(X... x) { return compose<cdist_call>(x...); }
template <class... X>
rejected<cdist_call, X...> cdist(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::normalize, core::cosine_similarity, core::cdist;
}  // namespace tapeless
