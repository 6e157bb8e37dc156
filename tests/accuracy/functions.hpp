// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "points.hpp"
#include <mpfr.h>
#include <tapeless/math/math.hpp>
#include <tapeless/math/normal.hpp>
#include <limits>

/// What is measured of a function beside its ulps: some are bounded otherwise near their zeros.
using measure_of = double (*)(double ulps, long double y, long double x);

struct conditions {
  std::vector<range> ranges;
  std::vector<long double> marks = {};  ///< thresholds, whose neighbours are tried too
  double bound = 1, bound_extended = 1;
  long double limit_extended =
      std::numeric_limits<long double>::infinity();  ///< long double keeps its bound below it
  int thinned = 1;  ///< fewer points for functions that take MPFR very long
  measure_of measure = [](double ulps, long double, long double) { return ulps; };
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

/// In units of the larger of the value and of what it is the difference of.
inline double against(double ulps, long double y, long double scale) {
  return std::fabs(y) < scale ? double(ulps * (std::fabs(y) / scale)) : ulps;
}

/// ψ⁽ⁿ⁾ for n ≥ 1 and x > 0, or n = 1: Euler's and Maclaurin's summation from 40 on.
template <int N>
void exact_polygamma(mpfr_ptr y, mpfr_ptr x, mpfr_ptr) {
  mpfr_prec_t const precision = mpfr_get_prec(y) + 80;
  static mpfr_t coefficient[20];  // B₂ₖ/(2k)! = (-1)^(k+1)·2·ζ(2k)/(2π)^2k
  static bool const ready = [] {
    mpfr_t pi;
    mpfr_init2(pi, 400), mpfr_const_pi(pi, MPFR_RNDN), mpfr_mul_2ui(pi, pi, 1, MPFR_RNDN),
        mpfr_sqr(pi, pi, MPFR_RNDN);
    for (unsigned k = 1; k <= 20; ++k) {
      mpfr_t power;
      mpfr_init2(power, 400), mpfr_init2(coefficient[k - 1], 300);
      mpfr_pow_ui(power, pi, k, MPFR_RNDN);
      mpfr_zeta_ui(coefficient[k - 1], 2 * k, MPFR_RNDN);
      mpfr_div(coefficient[k - 1], coefficient[k - 1], power, MPFR_RNDN);
      mpfr_mul_si(coefficient[k - 1], coefficient[k - 1], k % 2 ? 2 : -2, MPFR_RNDN);
      mpfr_clear(power);
    }
    mpfr_clear(pi);
    return true;
  }();
  if (!ready || mpfr_nan_p(x) || (mpfr_inf_p(x) && mpfr_sgn(x) < 0)) return mpfr_set_nan(y);
  if (mpfr_inf_p(x)) return void(mpfr_set_zero(y, N % 2 ? 1 : -1));
  if (mpfr_zero_p(x)) return mpfr_set_inf(y, N % 2 ? 1 : -1);
  bool const negative = mpfr_sgn(x) < 0;
  if (negative && N > 1) return mpfr_set_nan(y);
  if (negative && mpfr_integer_p(x)) return mpfr_set_inf(y, 1);
  mpfr_t z, t, sum, power;
  for (auto* m : {&z, &t, &sum, &power}) mpfr_init2(*m, precision);
  if (negative)
    mpfr_set_prec(z, precision + 20000), mpfr_ui_sub(z, 1, x, MPFR_RNDN),
        mpfr_prec_round(z, precision, MPFR_RNDN);
  else mpfr_set(z, x, MPFR_RNDN);
  mpfr_set_zero(sum, 1);
  for (; mpfr_cmp_ui(z, 40) < 0; mpfr_add_ui(z, z, 1, MPFR_RNDN))
    mpfr_pow_si(t, z, -N - 1, MPFR_RNDN), mpfr_add(sum, sum, t, MPFR_RNDN);
  mpfr_pow_si(power, z, -N, MPFR_RNDN);
  mpfr_div_ui(t, power, N, MPFR_RNDN), mpfr_add(sum, sum, t, MPFR_RNDN);
  mpfr_div(t, power, z, MPFR_RNDN), mpfr_div_2ui(t, t, 1, MPFR_RNDN), mpfr_add(sum, sum, t, MPFR_RNDN);
  for (int k = 1; k <= 20; ++k) {  // power becomes (N + 1)…(N + 2k - 1)·z^(-N - 2k)
    if (k == 1) mpfr_mul_ui(power, power, N + 1, MPFR_RNDN);
    else mpfr_mul_ui(power, power, unsigned((N + 2 * k - 2) * (N + 2 * k - 1)), MPFR_RNDN);
    mpfr_div(power, power, z, MPFR_RNDN), mpfr_div(power, power, z, MPFR_RNDN);
    mpfr_mul(t, power, coefficient[k - 1], MPFR_RNDN), mpfr_add(sum, sum, t, MPFR_RNDN);
  }
  mpfr_fac_ui(t, N, MPFR_RNDN), mpfr_mul(sum, sum, t, MPFR_RNDN);
  if (negative) {  // π²/sin²πx - ψ′(1 - x)
    mpfr_t r;
    mpfr_init2(r, precision + 200), mpfr_rint_round(r, x, MPFR_RNDN), mpfr_sub(r, x, r, MPFR_RNDN);
    mpfr_set_prec(t, precision + 200), mpfr_const_pi(t, MPFR_RNDN), mpfr_mul(r, r, t, MPFR_RNDN),
        mpfr_sin(r, r, MPFR_RNDN);
    mpfr_div(t, t, r, MPFR_RNDN), mpfr_sqr(t, t, MPFR_RNDN), mpfr_sub(sum, t, sum, MPFR_RNDN), mpfr_clear(r);
  }
  N % 2 ? mpfr_set(y, sum, MPFR_RNDN) : mpfr_neg(y, sum, MPFR_RNDN);
  for (auto* m : {&z, &t, &sum, &power}) mpfr_clear(*m);
}

inline constexpr long double most_of_all = std::numeric_limits<long double>::infinity();

/// Newton's iteration on erf, or on erfc where that is small.
inline void exact_erfinv(mpfr_ptr y, mpfr_ptr x, mpfr_ptr) {
  if (mpfr_nan_p(x) || mpfr_zero_p(x) || mpfr_cmpabs_ui(x, 1) >= 0) {
    if (mpfr_zero_p(x)) mpfr_set(y, x, MPFR_RNDN);
    else if (!mpfr_nan_p(x) && mpfr_cmpabs_ui(x, 1) == 0) mpfr_set_inf(y, mpfr_sgn(x));
    else mpfr_set_nan(y);
    return;
  }
  mpfr_t a, rest, slope, p;
  for (auto* m : {&a, &rest, &slope, &p}) mpfr_init2(*m, mpfr_get_prec(y) + 20);
  mpfr_abs(a, x, MPFR_RNDN);
  mpfr_ui_sub(rest, 1, a, MPFR_RNDN);
  double const small = mpfr_get_d(rest, MPFR_RNDN);
  mpfr_t guess;
  mpfr_init2(guess, mpfr_get_prec(y) + 20);
  if (small > 0.3) mpfr_mul_d(guess, a, 0.8862269254527580, MPFR_RNDN);
  else
    mpfr_set_d(guess,
               std::sqrt(-std::log(small * 1.7724538509055160 * std::sqrt(-std::log(small) + 0.5)) + 0.1),
               MPFR_RNDN);
  mpfr_t root_pi;
  mpfr_init2(root_pi, mpfr_get_prec(y) + 20);
  mpfr_const_pi(root_pi, MPFR_RNDN), mpfr_sqrt(root_pi, root_pi, MPFR_RNDN);
  for (int i = 0; i < 8; ++i) {
    if (small > 0.3) mpfr_erf(p, guess, MPFR_RNDN), mpfr_sub(p, p, a, MPFR_RNDN);
    else mpfr_erfc(p, guess, MPFR_RNDN), mpfr_sub(p, rest, p, MPFR_RNDN);
    mpfr_sqr(slope, guess, MPFR_RNDN), mpfr_exp(slope, slope, MPFR_RNDN),
        mpfr_mul(slope, slope, root_pi, MPFR_RNDN);
    mpfr_mul(p, p, slope, MPFR_RNDN),
        mpfr_div_2ui(p, p, 1, MPFR_RNDN);  // Newton's step u, and Halley's u/(1 + u·y)
    mpfr_mul(slope, p, guess, MPFR_RNDN), mpfr_add_ui(slope, slope, 1, MPFR_RNDN),
        mpfr_div(p, p, slope, MPFR_RNDN);
    mpfr_sub(guess, guess, p, MPFR_RNDN);
    if (mpfr_zero_p(p) || mpfr_get_exp(p) < mpfr_get_exp(guess) - long(mpfr_get_prec(y)) / 2) break;
  }
  mpfr_copysign(y, guess, x, MPFR_RNDN);
  for (auto* m : {&a, &rest, &slope, &p, &guess, &root_pi}) mpfr_clear(*m);
}

/// exp(-x²/2)/√(2π).
inline void exact_normal_density(mpfr_ptr y, mpfr_ptr x, mpfr_ptr) {
  mpfr_t z;
  mpfr_init2(z, mpfr_get_prec(y) + 40), mpfr_sqr(z, x, MPFR_RNDN), mpfr_div_si(z, z, -2, MPFR_RNDN);
  mpfr_exp(y, z, MPFR_RNDN), mpfr_const_pi(z, MPFR_RNDN), mpfr_mul_2ui(z, z, 1, MPFR_RNDN);
  mpfr_rec_sqrt(z, z, MPFR_RNDN), mpfr_mul(y, y, z, MPFR_RNDN), mpfr_clear(z);
}
/// erfc(-x/√2)/2.
inline void exact_normal_distribution(mpfr_ptr y, mpfr_ptr x, mpfr_ptr) {
  mpfr_t z;
  mpfr_init2(z, mpfr_get_prec(y) + 40), mpfr_sqrt_ui(z, 2, MPFR_RNDN), mpfr_div(z, x, z, MPFR_RNDN);
  mpfr_neg(z, z, MPFR_RNDN), mpfr_erfc(y, z, MPFR_RNDN), mpfr_div_2ui(y, y, 1, MPFR_RNDN), mpfr_clear(z);
}

inline void for_each_function(auto act) {
  namespace m = tapeless::math;
  std::vector<range> const all{{-750, 750}, {-90, 90}, {-11400, 11400}, {-1, 1}};
  act(known<mpfr_exp>("exp", [](auto x) { return m::exp(x); },
                      {all, {709.78L, 88.72L, 708.39L, 745.13L, 87.33L, 103.97L}}));
  act(known<mpfr_expm1>("expm1", [](auto x) { return m::expm1(x); },
                        {all, {0.3465L, 709.78L, 88.72L, 40, 1.0397L}, 1.1}));
  std::vector<range> const positive{{0, 4}, {0.5, 2}, {0, 1e300L}, {0, 1e-300L}, {0.999L, 1.001L}};
  act(known<mpfr_log>("log", [](auto x) { return m::log(x); }, {positive, {0.70710678L, 1.41421356L}}));
  act(known<mpfr_sqrt>("sqrt", [](auto x) { return m::sqrt(x); }, {positive, {4, 2}, 0.5, 0.5}));
  act(known<mpfr_tanh>("tanh", [](auto x) { return m::tanh(x); },
                       {{{-1, 1}, {-25, 25}, {-0.6L, 0.6L}}, {0.2555L, 0.5493L, 0.602L, 20, 10}, 2}));
  act(unary(
      "sech2", [](auto x) { return m::sech2(x); },
      [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) { mpfr_sech(y, x, MPFR_RNDN), mpfr_sqr(y, y, MPFR_RNDN); },
      {{{-1, 1}, {-25, 25}, {-380, 380}, {-54, 54}}, {0.2555L, 0.5493L, 0.602L, 354.5L, 372.9L}, 3.5, 4}));
  std::vector<range> const angles{{-7, 7}, {-1e6L, 1e6L}, {-0.8L, 0.8L}, {1e6L, 1e15L}};
  std::vector<long double> const quarters{0.78539816339744831L,
                                          1.5707963267948966L,
                                          3.1415926535897931L,
                                          100.53096491487338L,
                                          999999.93L,
                                          1048576,
                                          0.67434L,
                                          411557.98713L,
                                          6381956970095103e22L};
  long double const most = 0x1p62L;
  act(known<mpfr_sin>("sin", [](auto x) { return m::sin(x); }, {angles, quarters, 1, 1, most}));
  act(known<mpfr_cos>("cos", [](auto x) { return m::cos(x); }, {angles, quarters, 1, 1, most}));
  act(known<mpfr_tan>("tan", [](auto x) { return m::tan(x); }, {angles, quarters, 1, 1, most}));
  act(known<mpfr_exp2>("exp2", [](auto x) { return m::exp2(x); },
                       {all, {1024, 1075, 128, 150, 0.5L, 1022}, 1.2}));
  act(known<mpfr_log1p>(
      "log1p", [](auto x) { return m::log1p(x); },
      {{{-1, 1}, {0, 1e300L}, {-1e-10L, 1e-10L}, {-0.5L, 2}}, {1, 0.29289L, 0.4142L, 0.25L}}));
  act(known<mpfr_log2>("log2", [](auto x) { return m::log2(x); }, {positive, {0.70710678L, 1.41421356L}}));
  act(known<mpfr_log10>("log10", [](auto x) { return m::log10(x); }, {positive, {0.70710678L, 1.41421356L}}));
  std::vector<range> const both{{-1, 1}, {-20, 20}, {-710, 710}, {-90, 90}};
  act(known<mpfr_sinh>("sinh", [](auto x) { return m::sinh(x); },
                       {both, {710.4758600739439L, 89.415985L, 1, 100}}));
  act(known<mpfr_cosh>("cosh", [](auto x) { return m::cosh(x); },
                       {both, {710.4758600739439L, 89.415985L, 1, 100}}));
  act(known<mpfr_asinh>(
      "asinh", [](auto x) { return m::asinh(x); },
      {{{-1, 1}, {-1e10L, 1e10L}, {-1e300L, 1e300L}, {-4, 4}}, {0x1p28L, 0x1p14L, 0x1p-28L, 0.2L}}));
  act(known<mpfr_acosh>("acosh", [](auto x) { return m::acosh(x); },
                        {{{1, 2}, {1, 1e10L}, {1, 1e300L}, {1, 1.001L}}, {0x1p28L, 0x1p14L, 1}}));
  act(known<mpfr_atanh>("atanh", [](auto x) { return m::atanh(x); },
                        {{{-1, 1}, {-0.5L, 0.5L}, {-1e-3L, 1e-3L}}, {0x1p-28L, 0.1666L, 1}}));
  act(known<mpfr_cbrt>("cbrt", [](auto x) { return m::cbrt(x); },
                       {{{-8, 8}, {-1e300L, 1e300L}, {0.5L, 4}}, {1, 8, 27}}));
  act(unary(
      "rsqrt", [](auto x) { return m::rsqrt(x); },
      [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) { mpfr_sqrt(y, x, MPFR_RNDN), mpfr_ui_div(y, 1, y, MPFR_RNDN); },
      {positive, {1, 4}, 1.5, 1.5}));
  act(known2<mpfr_hypot>("hypot", [](auto x, auto y) { return m::hypot(x, y); },
                         {{{-8, 8}, {-1e300L, 1e300L}, {-1e-200L, 1e-200L}}, {3, 4}}));
  act(known<mpfr_atan>(
      "atan", [](auto x) { return m::atan(x); },
      {{{-1, 1}, {-5, 5}, {-1e20L, 1e20L}}, {0.4375L, 0.6875L, 1.1875L, 2.4375L, 0x1p60L, 0x1p-28L}}));
  std::vector<range> const unit{{-1, 1}, {-0.6L, 0.6L}, {0.99L, 1}, {-1, -0.99L}};
  act(known<mpfr_asin>("asin", [](auto x) { return m::asin(x); }, {unit, {0.5L, 1, 0x1p-28L, 0.975L}}));
  act(known<mpfr_acos>("acos", [](auto x) { return m::acos(x); }, {unit, {0.5L, 1, 0x1p-28L}}));
  act(known2<mpfr_atan2>("atan2", [](auto y, auto x) { return m::atan2(y, x); },
                         {{{-8, 8}, {-1e300L, 1e300L}, {-1e-200L, 1e-200L}}, {3, 4}}));
  act(known<mpfr_erf>("erf", [](auto x) { return m::erf(x); },
                      {{{-1, 1}, {-6, 6}}, {0.75L, 1.5L, 5.9L}, 1.2}));
  act(known<mpfr_erfc>("erfc", [](auto x) { return m::erfc(x); },
                       {{{-1, 1}, {-6, 27.3L}, {0, 10.2L}, {0, 107}}, {0.75L, 1.5L, 26.5L, 27.2L}, 1.8}));
  act(unary("normal_pdf", [](auto x) { return m::normal_density(x); }, exact_normal_density,
            {{{-1, 1}, {-6, 6}, {-39, 39}, {-155, 155}}, {38.5L, 40, 154}, 2.1, 2}));
  act(unary("normal_cdf", [](auto x) { return m::normal_distribution(x); }, exact_normal_distribution,
            {{{-1, 1}, {-6, 6}, {-39, 9}, {-155, 12}}, {38.5L, 40, 154}, 4, 4, most_of_all, 5}));
  act(unary("erfinv", [](auto x) { return m::erfinv(x); }, exact_erfinv,
            {unit, {0.5L, 0.7111556L, 0.9966L, 1}, 1.8, 1.8, most_of_all, 5}));
  act(known2<mpfr_pow>("pow", [](auto x, auto y) { return m::pow(x, y); },
                       {{{0, 3}, {-8, 8}, {0.9L, 1.1L}, {0, 1e30L}}, {3, 4}}));
  std::vector<range> const around{{-10, 10}, {-1e7L, 1e7L}, {-1e17L, 1e17L}, {-1e20L, 1e20L}};
  std::vector<long double> const halves{0.5L,    1.5L,    2.5L,    0x1p23L, 0x1p52L,
                                        0x1p63L, 0x1p22L, 0x1p51L, 0x1p62L};
  act(unary(
      "floor", [](auto x) { return m::floor(x); }, [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) { mpfr_floor(y, x); },
      {around, halves, 0, 0}));
  act(unary(
      "ceil", [](auto x) { return m::ceil(x); }, [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) { mpfr_ceil(y, x); },
      {around, halves, 0, 0}));
  act(unary(
      "trunc", [](auto x) { return m::trunc(x); }, [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) { mpfr_trunc(y, x); },
      {around, halves, 0, 0}));
  act(unary(
      "round", [](auto x) { return m::round(x); },
      [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) { mpfr_roundeven(y, x); }, {around, halves, 0, 0}));
  act(known2<mpfr_fmod>("fmod", [](auto x, auto y) { return m::fmod(x, y); },
                        {{{-8, 8}, {-1e30L, 1e30L}, {0, 1e-30L}}, {3, 4}, 0, 0}));
  act(unary("sinc", [](auto x) { return m::sinc(x); }, [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) {
        if (mpfr_zero_p(x)) return void(mpfr_set_ui(y, 1, MPFR_RNDN));
        if (mpfr_inf_p(x)) return void(mpfr_set_ui(y, 0, MPFR_RNDN));
        mpfr_t z, pi;
        mpfr_init2(z, mpfr_get_prec(x) + 120), mpfr_init2(pi, mpfr_get_prec(x) + 120);
        mpfr_const_pi(pi, MPFR_RNDN);
        mpfr_rint_roundeven(z, x, MPFR_RNDN), mpfr_sub(z, x, z, MPFR_RNDN);  // the remainder is exact
        bool const whole = mpfr_zero_p(z);
        mpfr_mul(z, z, pi, MPFR_RNDN), mpfr_sin(z, z, MPFR_RNDN);
        mpfr_t n;
        mpfr_init2(n, mpfr_get_prec(x));
        mpfr_rint_roundeven(n, x, MPFR_RNDN), mpfr_fmod_ui(n, n, 2, MPFR_RNDN);
        if (!mpfr_zero_p(n)) mpfr_neg(z, z, MPFR_RNDN);
        mpfr_mul(pi, pi, x, MPFR_RNDN), mpfr_div(y, z, pi, MPFR_RNDN);
        if (whole) mpfr_set_ui(y, 0, MPFR_RNDN);
        mpfr_clear(z), mpfr_clear(pi), mpfr_clear(n);
      }, {{{-4, 4}, {-1000, 1000}, {-1e6L, 1e6L}}, {1, 2, 0.5L, 0.25L}, 2, 2}));
  std::vector<range> const right{{0, 3}, {0.7L, 9}, {1, 1000}, {-20, 0}, {0.999L, 1.001L}, {1.999L, 2.001L}};
  std::vector<long double> const seams{0.75L, 1, 2, 8, 1.4616321449683623L, 17};
  act(unary("lgamma", [](auto x) { return m::lgamma(x); },
            [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) { int sign; mpfr_lgamma(y, &sign, x, MPFR_RNDN); },
            {right, seams, 2.5, 1, most_of_all, 5, [](double ulps, long double y, long double x) {
               return x < 0 ? against(ulps, y, 1 - x * std::log(1 - x)) : ulps;
             }}));
  act(unary("digamma", [](auto x) { return m::digamma(x); }, [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) {
              if (mpfr_zero_p(x)) mpfr_set_inf(y, mpfr_signbit(x) ? 1 : -1);
              else mpfr_digamma(y, x, MPFR_RNDN);
            },
            {right, seams, 3.5, 2, most_of_all, 5, [](double ulps, long double y, long double x) {
               return x < 0 ? against(ulps, y, 4 + std::log(1 - x)) : ulps;
             }}));
  act(unary("trigamma", [](auto x) { return m::trigamma(x); }, exact_polygamma<1>,
            {right, seams, 5, 4.5, most_of_all, 5}));
  act(unary("polygamma(2, x)", [](auto x) { return m::polygamma(2, x); }, exact_polygamma<2>,
            {right, seams, 8, 8, most_of_all, 5}));
  act(unary("polygamma(5, x)", [](auto x) { return m::polygamma(5, x); }, exact_polygamma<5>,
            {right, seams, 25, 16, most_of_all, 5}));
  act(unary("sigmoid", [](auto x) { return m::sigmoid(x); },
            [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) {
              mpfr_neg(y, x, MPFR_RNDN), mpfr_exp(y, y, MPFR_RNDN), mpfr_add_ui(y, y, 1, MPFR_RNDN);
              mpfr_ui_div(y, 1, y, MPFR_RNDN);
            },
            {both, {}, 2, 2}));
  act(unary("softplus", [](auto x) { return m::softplus(x); },
            [](mpfr_ptr y, mpfr_ptr x, mpfr_ptr) {
              if (mpfr_inf_p(x)) return mpfr_sgn(x) < 0 ? mpfr_set_zero(y, 1) : mpfr_set_inf(y, 1);
              if (mpfr_cmp_ui(x, 20000) > 0) return void(mpfr_set(y, x, MPFR_RNDN));
              mpfr_exp(y, x, MPFR_RNDN), mpfr_log1p(y, y, MPFR_RNDN);
            },
            {both, {}, 2, 2}));
}
