// SPDX-License-Identifier: BSL-1.0
// Exponentials, logarithms, roots, powers and rounding in constant evaluation, for every scalar: exact
// values, special cases (C, Annex F), identities.
#include "math_check.hpp"
#include <limits>

namespace {

using namespace math_check;

template <class T>
struct exponentials {
  static constexpr bool holds() {
    static_assert(m::exp(T(0)) == 1 && m::exp(-T(0)) == 1);
    static_assert(m::exp(inf<T>) == inf<T> && same(m::exp(-inf<T>), T(0)) && is_nan(m::exp(nan<T>)));
    static_assert(m::exp(most<T>) == inf<T> && m::exp(-most<T>) == 0 && m::exp(least<T>) == 1);
    static_assert(close(m::exp(T(1)), T(2.718281828459045235360287471352662498L)));
    static_assert(m::exp(T(-87.5)) > 0 && close(m::exp(T(20)) * m::exp(T(-20)), T(1), 4));
    static_assert(m::exp2(T(0)) == 1 && m::exp2(T(10)) == 1024 && m::exp2(T(-3)) == T(0.125));
    static_assert(m::exp2(inf<T>) == inf<T> && m::exp2(-inf<T>) == 0 && is_nan(m::exp2(nan<T>)));
    static_assert(m::exp2(T(std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits)) ==
                  least<T>);
    static_assert(m::exp2(T(std::numeric_limits<T>::max_exponent)) == inf<T>);
    static_assert(same(m::expm1(T(0)), T(0)) && same(m::expm1(-T(0)), -T(0)));
    static_assert(m::expm1(inf<T>) == inf<T> && m::expm1(-inf<T>) == -1 && is_nan(m::expm1(nan<T>)));
    static_assert(m::expm1(least<T>) == least<T> && m::expm1(-most<T>) == -1 && m::expm1(most<T>) == inf<T>);
    static_assert(close(m::expm1(T(1)), T(1.718281828459045235360287471352662498L)));
    return true;
  }
};
static_assert(all_scalars<exponentials>);
static_assert(m::exp(709.78271289338397) == 0x1.fffffffffff2ap+1023 &&
              m::exp(709.78271289338403) == inf<double>);
static_assert(m::exp(-745.13321910194110) == least<double> && m::exp(-745.13321910194122) == 0);

template <class T>
struct logarithms {
  static constexpr bool holds() {
    static_assert(same(m::log(T(1)), T(0)) && m::log(T(0)) == -inf<T> && m::log(-T(0)) == -inf<T>);
    static_assert(is_nan(m::log(T(-1))) && is_nan(m::log(-inf<T>)) && m::log(inf<T>) == inf<T> &&
                  is_nan(m::log(nan<T>)));
    static_assert(close(m::log(T(10)), T(2.302585092994045684017991454684364208L)));
    static_assert(close(m::exp(m::log(T(3))), T(3)) && m::log(least<T>) < -100 && m::log(most<T>) > 88);
    static_assert(m::log2(T(8)) == 3 && m::log2(T(0.125)) == -3 && m::log2(T(0)) == -inf<T> &&
                  is_nan(m::log2(T(-1))));
    static_assert(m::log2(least<T>) ==
                  T(std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits));
    static_assert(m::log10(T(1000)) == 3 && m::log10(T(1)) == 0 && m::log10(T(0)) == -inf<T> &&
                  m::log10(inf<T>) == inf<T>);
    static_assert(same(m::log1p(-T(0)), -T(0)) && m::log1p(T(-1)) == -inf<T> && is_nan(m::log1p(T(-2))));
    static_assert(m::log1p(inf<T>) == inf<T> && is_nan(m::log1p(nan<T>)) && m::log1p(least<T>) == least<T>);
    static_assert(close(m::log1p(m::expm1(T(0.25))), T(0.25)));
    return true;
  }
};
static_assert(all_scalars<logarithms>);

template <class T>
struct roots {
  static constexpr bool holds() {
    static_assert(same(m::sqrt(T(0)), T(0)) && same(m::sqrt(-T(0)), -T(0)) && m::sqrt(inf<T>) == inf<T>);
    static_assert(is_nan(m::sqrt(T(-1))) && is_nan(m::sqrt(-inf<T>)) && is_nan(m::sqrt(nan<T>)));
    static_assert(m::sqrt(T(144)) == 12 && m::sqrt(T(2.25)) == T(1.5) && m::sqrt(T(0x1p-126)) == T(0x1p-63));
    static_assert(m::sqrt(1 + 2 * eps<T>) == 1 + eps<T> && m::sqrt(1 - eps<T> / 2) == 1 - eps<T> / 2);
    static_assert(m::rsqrt(T(4)) == T(0.5) && same(m::rsqrt(inf<T>), T(0)) && m::rsqrt(T(0)) == inf<T>);
    static_assert(m::rsqrt(-T(0)) == -inf<T> && is_nan(m::rsqrt(T(-1))));
    static_assert(m::cbrt(T(27)) == 3 && m::cbrt(T(-8)) == -2 && same(m::cbrt(-T(0)), -T(0)) &&
                  m::cbrt(-inf<T>) == -inf<T>);
    static_assert(m::hypot(T(3), T(-4)) == 5 && m::hypot(-inf<T>, nan<T>) == inf<T> &&
                  is_nan(m::hypot(nan<T>, T(1))));
    static_assert(m::hypot(most<T> / 2, most<T> / 2) < most<T> && m::hypot(most<T>, most<T>) == inf<T>);
    static_assert(m::hypot(least<T>, T(0)) == least<T> && same(m::hypot(-T(0), -T(0)), T(0)));
    return true;
  }
};
static_assert(all_scalars<roots>);
static_assert(m::sqrt(2.0) == 0x1.6a09e667f3bcdp+0 && m::sqrt(2.0f) == 0x1.6a09e6p+0f);

template <class T>
struct powers {
  static constexpr bool holds() {
    static_assert(m::pow(T(2), T(10)) == 1024 && m::pow(T(-2), T(3)) == -8 && m::pow(T(-2), T(2)) == 4);
    static_assert(m::pow(T(0), T(0)) == 1 && m::pow(nan<T>, T(0)) == 1 && m::pow(T(1), nan<T>) == 1 &&
                  m::pow(T(1), inf<T>) == 1);
    static_assert(is_nan(m::pow(nan<T>, T(1))) && is_nan(m::pow(T(2), nan<T>)) &&
                  is_nan(m::pow(T(-8), T(0.5))));
    static_assert(same(m::pow(-T(0), T(3)), -T(0)) && same(m::pow(-T(0), T(2)), T(0)) &&
                  m::pow(-T(0), T(-3)) == -inf<T>);
    static_assert(m::pow(T(0), T(-2)) == inf<T> && m::pow(-T(0), T(0.5)) == 0 &&
                  m::pow(-T(0), T(-0.5)) == inf<T>);
    static_assert(m::pow(T(-1), inf<T>) == 1 && m::pow(T(-1), -inf<T>) == 1 &&
                  m::pow(T(0.5), -inf<T>) == inf<T>);
    static_assert(m::pow(T(-2), inf<T>) == inf<T> && m::pow(T(2), -inf<T>) == 0 &&
                  m::pow(T(0.5), inf<T>) == 0);
    static_assert(m::pow(-inf<T>, T(3)) == -inf<T> && m::pow(-inf<T>, T(2)) == inf<T> &&
                  m::pow(-inf<T>, T(0.5)) == inf<T>);
    static_assert(same(m::pow(-inf<T>, T(-3)), -T(0)) && same(m::pow(-inf<T>, T(-2)), T(0)) &&
                  m::pow(inf<T>, T(-1)) == 0);
    static_assert(m::pow(T(10), T(10000)) == inf<T> && m::pow(T(10), T(-10000)) == 0 &&
                  m::pow(T(9), T(0.5)) == 3);
    static_assert(m::integer_power(T(3), 5) == 243 && m::integer_power(T(2), -2) == T(0.25) &&
                  m::integer_power(T(0), 0) == 1);
    static_assert(m::integer_power(most<T>, 2) == inf<T> && m::integer_power(T(0), -3) == inf<T>);
    static_assert(m::integer_power(-most<T>, 3) == -inf<T> && is_nan(m::integer_power(nan<T>, 2)));
    return true;
  }
};
static_assert(all_scalars<powers>);

template <class T>
struct integers {
  static constexpr bool holds() {
    static_assert(m::round(T(0.5)) == 0 && m::round(T(1.5)) == 2 && m::round(T(2.5)) == 2 &&
                  m::round(T(-3.5)) == -4);
    static_assert(same(m::round(T(-0.25)), -T(0)) && m::round(inf<T>) == inf<T> && is_nan(m::round(nan<T>)));
    static_assert(m::floor(T(-0.5)) == -1 && m::floor(T(2.75)) == 2 && same(m::floor(-T(0)), -T(0)));
    static_assert(same(m::ceil(T(-0.5)), -T(0)) && m::ceil(T(2.25)) == 3 && m::ceil(-inf<T>) == -inf<T>);
    static_assert(same(m::trunc(T(-0.5)), -T(0)) && m::trunc(T(-2.75)) == -2 && m::trunc(most<T>) == most<T>);
    static_assert(m::fmod(T(7.5), T(2)) == T(1.5) && m::fmod(T(-7.5), T(2)) == T(-1.5) &&
                  m::fmod(T(3), inf<T>) == 3);
    static_assert(same(m::fmod(-T(6), T(3)), -T(0)) && is_nan(m::fmod(T(1), T(0))) &&
                  is_nan(m::fmod(inf<T>, T(1))));
    static_assert(m::fmod(most<T>, T(3)) < 3 && is_nan(m::fmod(nan<T>, T(1))) &&
                  is_nan(m::fmod(T(1), nan<T>)));
    return true;
  }
};
static_assert(all_scalars<integers>);

}  // namespace
