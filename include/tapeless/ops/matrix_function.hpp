// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/concat.hpp>
#include <tapeless/ops/solve.hpp>

namespace tapeless::core {

template <int N>
struct matrix_power_call {
  constexpr term operator()(term a) const {
    if (!is_square(a, "matrix_power<n>(a)")) return a;
    if (N == 0) return identity_like(a, a.extent(a.rank() - 1));
    term square = N < 0 ? inverse_op{}(lu_op{}(a)) : a, y;
    bool first = true;
    for (long long left = N < 0 ? -static_cast<long long>(N) : N; left > 0; left /= 2) {
      if (left % 2 == 1) y = first ? square : matrix_product(y, square);
      first = first && left % 2 == 0;
      if (left > 1) square = matrix_product(square, square);
    }
    return y;
  }
};
/// A square matrix, or each of a batch, to a whole power: matrix_power<3>(a), matrix_power<-1>(a). By
/// repeated squaring; power 0 is the identity.   [.., n, n] → [.., n, n]
template <int N, class... X>
constexpr called<matrix_power_call<N>, X...> matrix_power(X... x) {
  return compose<matrix_power_call<N>>(x...);
}
template <int N, class... X>
rejected<matrix_power_call<N>, X...> matrix_power(X...);
template <Expression X, class... More>
auto matrix_power(X, More...) -> error<no_brackets<"matrix_power<n>(x)", X>>;

constexpr term exponential_of_matrix(term a);

/// eᴬ by the Padé approximant of degree 13, scaled and squared (Higham 2005, algorithm 2.3).
///     Ā is the upper right block of exp [[Aᵀ, g], [0, Aᵀ]] (Najfeld & Havel 1995; Mathias 1996)
struct matrix_exp_op {
  static constexpr phrase name = "matrix_exp";
  static constexpr long long flops(call const& c) { return 32ll * c.y.size() * matrices(c.y).rows; }
  static constexpr cotangents pullback(term g, term, term a) {
    int const n = a.extent(a.rank() - 1), row = a.rank() - 2;
    term const t = matrix_transpose(a), none = zero(*a.owner, a.shape());
    term const above = concat_along(t, g, row + 1), below = concat_along(none, t, row + 1);
    term const whole = exponential_of_matrix(concat_along(above, below, row));
    return slice_along(slice_along(whole, {row, 0, 1}, n), {row + 1, n, 1}, n);
  }
  static constexpr long long batched(long long with) { return with; }

  template <call C, class T>
  static constexpr void evaluate(T* y, T const* x) {
    constexpr matrices m(C.y);
    constexpr int n = m.rows;
    for (int b = 0; b < m.count; ++b, y += n * n, x += n * n) of_one<n>(y, x);
  }

private:
  template <int N, class T>
  static constexpr void multiply(T* y, T const* a, T const* b) {
    for (int i = 0; i < N; ++i) {
      for (int j = 0; j < N; ++j) y[i * N + j] = times(a[i * N], b[j]);
      for (int k = 1; k < N; ++k)
        for (int j = 0; j < N; ++j) y[i * N + j] = plus(y[i * N + j], times(a[i * N + k], b[k * N + j]));
    }
  }
  /// The greatest sum of a column's magnitudes.
  template <int N, class T>
  static constexpr T norm(T const* a) {
    T most = T{};
    for (int j = 0; j < N; ++j) {
      T total = T{};
      for (int i = 0; i < N; ++i) total = plus(total, size_of(a[i * N + j]));
      if (total > most || total != total) most = total;
    }
    return most;
  }
  template <int N, class T>
  static constexpr void of_one(T* y, T const* x) {
    constexpr int size = N * N;
    constexpr long double b[]{64764752532480000., 32382376266240000., 7771770303897600., 1187353796428800.,
                              129060195264000.,   10559470521600.,    670442572800.,     33522128640.,
                              1323241920.,        40840800.,          960960.,           16380.,
                              182.,               1.};
    fixed<T, size> a, a2, a4, a6, u, v, w;
    fixed<T, size + N> lu;
    constexpr int digits = limits<T>::digits;
    constexpr T limit = T(digits <= 53 ? 5.371920351148152L : digits <= 64 ? 4.L : 1.L);  // table 2.3
    T length = norm<N>(x), scale = T{} + 1;
    int squarings = 0;
    bool const finite = length <= limits<T>::max();
    for (; finite && length > limit; ++squarings) {
      length /= 2;
      scale /= 2;
    }
    if (!finite) {
      for (int i = 0; i < size; ++i) y[i] = nan_for(*x);
      return;
    }
    auto const combine = [&](T* to, int from) {  // b₍from₎ A⁶ + b₍from-2₎ A⁴ + b₍from-4₎ A²
      for (int i = 0; i < size; ++i)
        to[i] = plus(plus(times(T(b[from]), a6[i]), times(T(b[from - 2]), a4[i])),
                     times(T(b[from - 4]), a2[i]));
    };
    for (int i = 0; i < size; ++i) a[i] = times(x[i], scale);
    multiply<N>(a2, a, a);
    multiply<N>(a4, a2, a2);
    multiply<N>(a6, a4, a2);
    combine(w, 13);
    multiply<N>(v, a6, w);
    combine(w, 7);
    for (int i = 0; i < size; ++i) v[i] = plus(plus(v[i], w[i]), i % (N + 1) == 0 ? T(b[1]) : T{});
    multiply<N>(u, a, v);
    combine(w, 12);
    multiply<N>(v, a6, w);
    combine(w, 6);
    for (int i = 0; i < size; ++i) v[i] = plus(plus(v[i], w[i]), i % (N + 1) == 0 ? T(b[0]) : T{});
    for (int i = 0; i < size; ++i) {  // (V - U) Y = V + U
      lu[i] = minus(v[i], u[i]);
      y[i] = plus(v[i], u[i]);
    }
    factorise(lu, lu + size, N);
    substitute(lu, lu + size, y, N, N, false);
    for (; squarings > 0; --squarings) {
      multiply<N>(w, y, y);
      for (int i = 0; i < size; ++i) y[i] = w[i];
    }
  }
};

constexpr term exponential_of_matrix(term a) {
  if (a.extent(a.rank() - 1) == 1) return exp_op{}(a);                        // one entry → exp
  if (is_zero(a)) return identity_like(a, a.extent(a.rank() - 1));            // exp zero → I
  return make<matrix_exp_op>(a.shape(), 0, a);
}
struct matrix_exp_call {
  constexpr term operator()(term a) const {
    return is_square(a, "matrix_exp(a)") ? exponential_of_matrix(a) : a;
  }
};
/// The exponential of a square matrix, or of each of a batch.   [.., n, n] → [.., n, n]
///     ā = the upper right block of exp [[aᵀ, g], [0, aᵀ]]
/// By a Padé approximant of degree 13, scaled and squared (Higham 2005). NaN throughout where an entry is no
/// number or infinite.
template <class... X>
constexpr called<matrix_exp_call, X...> matrix_exp(X... x) { return compose<matrix_exp_call>(x...); }
template <class... X>
rejected<matrix_exp_call, X...> matrix_exp(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::matrix_power, core::matrix_exp;
}  // namespace tapeless
