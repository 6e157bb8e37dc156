// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "points.hpp"
#include <mpfr.h>
#include <tapeless/math/math.hpp>

/// What is measured of a function beside its ulps: some are bounded otherwise near their zeros.
using measure_of = double (*)(double ulps, long double y, int digits);

struct conditions {
  std::vector<range> ranges;
  std::vector<long double> marks = {};  ///< thresholds, whose neighbours are tried too
  double bound = 1, bound_extended = 1;
  int thinned = 1;  ///< fewer points for functions that take MPFR very long
  measure_of measure = [](double ulps, long double, int) { return ulps; };
};
template <int Arity, class F>
struct row_of : conditions {
  static constexpr int arity = Arity;
  char const* name;
  F f;
  void (*exact)(mpfr_ptr y, mpfr_ptr x, mpfr_ptr x2);
};

template <class F>
row_of<1, F> unary(char const* name, F f, void (*exact)(mpfr_ptr, mpfr_ptr, mpfr_ptr), conditions c) {
  return {std::move(c), name, f, exact};
}
/// A function that MPFR has.
template <auto Exact, class F>
row_of<1, F> known(char const* name, F f, conditions c) {
  return {std::move(c), name, f, [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) { Exact(y, x, MPFR_RNDN); }};
}
template <auto Exact, class F>
row_of<2, F> known2(char const* name, F f, conditions c) {
  return {std::move(c), name, f, [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr x2) { Exact(y, x, x2, MPFR_RNDN); }};
}

inline void for_each_function(auto act) {
  namespace m = tapeless::math;
  std::vector<range> const all{{-750, 750}, {-90, 90}, {-11400, 11400}, {-1, 1}};
  act(known<mpfr_exp>("exp", [](auto x) { return m::exp(x); }, {all, {709.78L, 88.72L, 708.39L, 745.13L, 87.33L, 103.97L}}));
  act(known<mpfr_expm1>("expm1", [](auto x) { return m::expm1(x); }, {all, {0.3465L, 709.78L, 88.72L, 40, 1.0397L}, 1.1}));
  std::vector<range> const positive{{0, 4}, {0.5, 2}, {0, 1e300L}, {0, 1e-300L}, {0.999L, 1.001L}};
  act(known<mpfr_log>("log", [](auto x) { return m::log(x); }, {positive, {0.70710678L, 1.41421356L}}));
  act(known<mpfr_sqrt>("sqrt", [](auto x) { return m::sqrt(x); }, {positive, {4, 2}, 0.5, 0.5}));
  act(known<mpfr_tanh>("tanh", [](auto x) { return m::tanh(x); }, {{{-1, 1}, {-25, 25}, {-0.6L, 0.6L}}, {0.5625L, 20, 10}, 1.5}));
}
