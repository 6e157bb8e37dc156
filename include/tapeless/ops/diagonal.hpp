// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/slice.hpp>

namespace tapeless::core {

// A diagonal of an n × m matrix is every (m + 1)-th of its n m entries: a slice, and its transpose a spread.

/// Where diagonal K of an n × m matrix begins, and how many entries it has; j - i = K.
struct diagonal_place {
  int start, length;
  constexpr diagonal_place(int k, int n, int m)
      : start(k < 0 ? -k * m : k), length(k < 0 ? (n + k < m ? n + k : m) : (m - k < n ? m - k : n)) {}
};
/// Diagonal k of the last two axes, or nothing where they have none.   [.., n, m] → [.., length]
constexpr term diagonal_of(term x, int k) {
  shape flat = x.shape();
  int const last = flat.rank - 2, n = flat[last], m = flat[last + 1];
  diagonal_place const d(k, n, m);
  if (d.length < 1) return {};
  flat.extent[last] = n * m;
  --flat.rank;
  return slice_along(reshape_op{}(x, flat), {last, d.start, m + 1}, d.length);
}
/// The entries of the last axis on diagonal k of n × m matrices, zero elsewhere.   [.., length] → [.., n, m]
constexpr term on_diagonal(term x, int k, int n, int m) {
  diagonal_place const d(k, n, m);
  shape y = x.shape();
  term const flat = spread_along(x, {y.rank - 1, d.start, m + 1}, n * m);
  y.extent[y.rank - 1] = n;
  y.append(m);
  return reshape_op{}(flat, y);
}
/// Ones on the main diagonal, zero elsewhere.
constexpr term identity_matrix(graph& g, int n, int m) {
  return on_diagonal(constant(g, 1, shape{n < m ? n : m}), 0, n, m);
}

template <int K>
struct diagonal_call {
  static constexpr phrase call = "diagonal<k>(x)";
  constexpr term operator()(term x) const {
    if (x.rank() < 2) {
      x.owner->refuse(call, ": x must have two axes or more; x is ", x.shape());
      return x;
    }
    if (term const y = diagonal_of(x, K); y.owner) return y;
    x.owner->refuse(call, ": the last two axes have no diagonal ", K, "; x is ", x.shape());
    return x;
  }
  template <int... A>
  constexpr term operator()(term x, axis_option<A...> named) const {
    resolve(x, named, "diagonal<k>(x, axis<a, b>)");
    if constexpr (sizeof...(A) == 2) {
      int const rank = x.rank(), first = named.axis[0], second = named.axis[1];
      int const a = first < 0 ? first + rank : first, b = second < 0 ? second + rank : second;
      if (x.owner->problem()) return x;
      return (*this)(move_axis(move_axis(x, a, rank - 1), b - (a < b), rank - 1));
    } else {
      x.owner->refuse("diagonal<k>(x, axis<a, b>): a diagonal lies in two axes; the axes are ", shape{A...});
      return x;
    }
  }
};
/// The entries i, i + k of the last two axes, or of the two that are named: diagonal(x), diagonal<1>(x) above
/// the main diagonal, diagonal<-1>(x, axis<0, 1>) below it. The diagonal is the last axis of the result.
///     [.., n, m] → [.., length]   x̄ = g on the diagonal, 0 elsewhere
template <int K = 0, class... X>
constexpr called<diagonal_call<K>, X...> diagonal(X... x) { return compose<diagonal_call<K>>(x...); }
template <int K = 0, class... X>
rejected<diagonal_call<K>, X...> diagonal(X...);

template <int K>
struct diag_embed_call {
  constexpr term operator()(term x) const {
    if (x.rank() >= 1 && x.rank() < max_rank) {
      int const n = x.extent(x.rank() - 1) + (K < 0 ? -K : K);
      return on_diagonal(x, K, n, n);
    }
    x.owner->refuse("diag_embed<k>(x): x must have one axis at least, and at most ", max_rank - 1, "; x is ",
                    x.shape());
    return x;
  }
};
/// Matrices with the entries of the last axis on diagonal k, 0 unless it is said: the inverse of diagonal.
///     [.., n] → [.., n + |k|, n + |k|]   x̄ = diagonal<k>(g)
template <int K = 0, class... X>
constexpr called<diag_embed_call<K>, X...> diag_embed(X... x) { return compose<diag_embed_call<K>>(x...); }
template <int K = 0, class... X>
rejected<diag_embed_call<K>, X...> diag_embed(X...);

template <int K>
struct diag_call {
  constexpr term operator()(term x) const {
    if (x.rank() == 1) return diag_embed_call<K>{}(x);
    if (x.rank() == 2) return diagonal_call<K>{}(x);
    x.owner->refuse("diag<k>(x): x must be a vector or a matrix; x is ", x.shape());
    return x;
  }
};
/// A vector as the diagonal k of a matrix, or that diagonal of a matrix: diag_embed or diagonal by rank.
template <int K = 0, class... X>
constexpr called<diag_call<K>, X...> diag(X... x) { return compose<diag_call<K>>(x...); }
template <int K = 0, class... X>
rejected<diag_call<K>, X...> diag(X...);

struct trace_call {
  constexpr term operator()(term x) const {
    if (x.rank() < 2) {
      x.owner->refuse("trace(x): x must have two axes or more; x is ", x.shape());
      return x;
    }
    term const d = diagonal_of(x, 0);
    axes last;
    last.insert(d.rank() - 1);
    return sum_over(d, last, false);
  }
};
/// The sum of the main diagonal of the last two axes.   [.., n, m] → [..]
///     x̄ = g on the diagonal, 0 elsewhere
template <class... X>
constexpr called<trace_call, X...> trace(X... x) { return compose<trace_call>(x...); }
template <class... X>
rejected<trace_call, X...> trace(X...);

/// The identity matrix as a formula, N × M: ones on the main diagonal, and zeros that vanish in products.
template <int N, int M>
struct eye_matrix : expression {
  static_assert(N > 0 && M > 0, "eye<n, m>: both extents are positive");
  static constexpr tapeless::core::shape shape{N, M};
  static constexpr element kind = element::real;
  static constexpr recipe how{mix(mix(hash("eye"), std::uint64_t(N)), std::uint64_t(M)), 0, nullptr,
                              [](graph& g, term const*) { return identity_matrix(g, N, M); }, shape};
};
/// eye<3>, eye<2, 4>.
template <int N, int M = N>
inline constexpr eye_matrix<N, M> eye{};

}  // namespace tapeless::core
namespace tapeless {
using core::diagonal, core::diag_embed, core::diag, core::trace, core::eye;
}  // namespace tapeless
