// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/sequence.hpp>
#include <tapeless/ops/lu.hpp>

namespace tapeless::core {

// Iterations that end by themselves, on numbers: in constant evaluation and at run time to the same bits,
// without a heap. Each says whether it converged; what it left in x is of use only then.

/// Steps of Newton's method, halvings of one step, and steps of a plain fixed point iteration, at most.
inline constexpr int most_newton_steps = 100, most_halvings = 40, most_iterations = 1000;

/// When an iteration has ended: by the last step against x, or by lack of progress at the level of rounding.
template <class T>
struct step_tolerance {
  static constexpr T rounding = limits<T>::epsilon();
  /// 1 with half, or a quarter, of all digits behind it.
  static constexpr T last_part(int parts) {
    T x = 1;
    for (int i = 0; i < limits<T>::digits / parts; ++i) x /= 2;
    return x;
  }
  T farthest = 0, worst = 0;  ///< the greatest x and the greatest residual so far

  constexpr void look(T x, T residual) {
    if (x > farthest) farthest = x;
    if (residual > worst) worst = residual;
  }
  static constexpr bool arrived(T step, T x) { return step <= times(4 * rounding, x); }
  constexpr bool is_short(T step) const { return step <= times(last_part(4), farthest); }
  constexpr bool stagnates(T step, T residual) const {
    return step <= times(last_part(2), farthest) && residual <= times(1024 * rounding, worst);
  }
};
/// The greatest magnitude of n numbers; NaN if one is.
template <class T>
constexpr T greatest_of(T const* x, int n) {
  T y = 0;
  for (int i = 0; i < n; ++i)
    if (T const size = magnitude(x[i]); size > y || size != size) y = size;
  return y;
}
template <class T>
constexpr bool is_finite_number(T x) {
  return magnitude(x) <= limits<T>::max();
}
/// y = x + s d
template <int N, class T>
constexpr void advance_by(T* y, T const* x, T s, T const* d) {
  for (int i = 0; i < N; ++i) y[i] = plus(x[i], times(s, d[i]));
}
template <int N, class T>
constexpr void assign_numbers(T* y, T const* x) {
  for (int i = 0; i < N; ++i) y[i] = x[i];
}

/// A root of N equations by Newton's method: each step is halved until the greatest residual falls (Dennis &
/// Schnabel, Numerical Methods for Unconstrained Optimization, 6.3). residual(r, x), jacobian(j, x)
template <int N, class T>
constexpr bool solve_by_newton(T* x, auto const& residual, auto const& jacobian) {
  fixed<T, N> r{}, d{}, pivot{}, there{}, residual_there{};
  fixed<T, N * N> j{};
  step_tolerance<T> near;
  residual(r, x);
  T size = greatest_of(r, N);
  for (int step = 0; step < most_newton_steps; ++step) {
    if (size == 0) return true;
    if (!is_finite_number(size)) return false;
    near.look(greatest_of(x, N), size);
    jacobian(j, x);
    factorise(j, pivot, N);
    if (is_singular(j, N)) return false;
    for (int i = 0; i < N; ++i) d[i] = -r[i];
    substitute(j, pivot, d, N, 1, false);
    T const length = greatest_of(d, N);
    bool falls = false;
    T share = 1;
    for (int halving = 0; halving < most_halvings && !falls; ++halving, share /= 2) {
      advance_by<N>(there, x, share, d);
      residual(residual_there, there);
      T const size_there = greatest_of(residual_there, N);
      falls = size_there < size && size_there <= times(1 - share / 1024, size);
    }
    if (falls) {
      assign_numbers<N>(x, there);
      assign_numbers<N>(r, residual_there);
      size = greatest_of(r, N);
    }
    if (near.arrived(length, greatest_of(x, N))) return true;
    if (!falls) return near.stagnates(length, size);
  }
  return size == 0;
}

/// Repeats x = map(x) until it stays. map(y, x)
template <int N, class T>
constexpr bool solve_by_repetition(T* x, auto const& map) {
  fixed<T, N> y{}, d{};
  T least = limits<T>::infinity(), farthest = 0;
  for (int step = 0; step < most_iterations; ++step) {
    map(y, x);
    for (int i = 0; i < N; ++i) d[i] = minus(y[i], x[i]);
    assign_numbers<N>(x, y);
    T const length = greatest_of(d, N), size = greatest_of(x, N);
    if (!is_finite_number(length) || !is_finite_number(size)) return false;
    if (size > farthest) farthest = size;
    if (step_tolerance<T>::arrived(length, size)) return true;
    if (length >= least && length <= times(64 * step_tolerance<T>::rounding, farthest)) return true;
    if (length < least) least = length;
  }
  return false;
}

/// L Lᵀ = A + m I in place of the lower triangle of A; whether that is positive definite.
template <class T>
constexpr bool factorise_symmetric(T* l, T const* a, T m, int n) {
  for (int j = 0; j < n; ++j)
    for (int i = j; i < n; ++i) {
      T x = i == j ? plus(a[i * n + j], m) : a[i * n + j];
      for (int k = 0; k < j; ++k) x = minus(x, times(l[i * n + k], l[j * n + k]));
      if (i == j && !(x > 0 && is_finite_number(x))) return false;
      l[i * n + j] = i == j ? sqrt_op::value(x) : over(x, l[j * n + j]);
    }
  return true;
}
template <class T>
constexpr void substitute_symmetric(T const* l, T* b, int n) {
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < i; ++k) b[i] = minus(b[i], times(l[i * n + k], b[k]));
    b[i] = over(b[i], l[i * n + i]);
  }
  for (int i = n; i-- > 0;) {
    for (int k = i + 1; k < n; ++k) b[i] = minus(b[i], times(l[k * n + i], b[k]));
    b[i] = over(b[i], l[i * n + i]);
  }
}

/// A minimum over N numbers by Newton's method: the Hessian is damped until it is positive definite
/// (Levenberg), each step is halved until the objective falls as far as its slope promises (Nocedal & Wright,
/// Numerical Optimization, 3.4). Near the end, where rounding may hide the fall, the gradient tells.
///     objective(x), slope(g, x), curvature(h, x)
template <int N, class T>
constexpr bool minimise_by_newton(T* x, auto const& objective, auto const& slope, auto const& curvature) {
  fixed<T, N> g{}, d{}, there{}, slope_there{};
  fixed<T, N * N> h{}, l{};
  step_tolerance<T> near;
  T value = objective(x);
  slope(g, x);
  for (int step = 0; step < most_newton_steps; ++step) {
    T const size = greatest_of(g, N);
    curvature(h, x);
    T const scale = greatest_of(h, N * N);
    if (!is_finite_number(value) || !is_finite_number(size) || !is_finite_number(scale)) return false;
    near.look(greatest_of(x, N), size);
    T damping = 0;
    for (int more = 0; !factorise_symmetric(l, h, damping, N); ++more) {
      if (more == most_halvings) return false;
      damping = damping > 0 ? times(T(4), damping) : scale > 0 ? scale / 1024 : T(1);
    }
    if (size == 0) return damping == 0;
    for (int i = 0; i < N; ++i) d[i] = -g[i];
    substitute_symmetric(l, d, N);
    T const length = greatest_of(d, N);
    T promised = 0;
    for (int i = 0; i < N; ++i) promised = plus(promised, times(g[i], d[i]));
    bool falls = false;
    T share = 1, value_there = value;
    for (int halving = 0; halving < most_halvings && !falls; ++halving, share /= 2) {
      advance_by<N>(there, x, share, d);
      value_there = objective(there);
      falls =
          promised < 0 && value_there <= plus(value, times(share / 1024, promised)) && value_there < value;
      if (halving > 0 || falls || damping > 0 || !near.is_short(length)) continue;
      slope(slope_there, there);
      falls = greatest_of(slope_there, N) < size;
    }
    if (falls) {
      assign_numbers<N>(x, there);
      value = value_there;
      slope(g, x);
    }
    if (damping == 0 && near.arrived(length, greatest_of(x, N))) return true;
    if (!falls) return damping == 0 && near.stagnates(length, size);
  }
  return false;
}

}  // namespace tapeless::core
