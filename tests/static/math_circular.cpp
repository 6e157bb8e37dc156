// SPDX-License-Identifier: BSL-1.0
// Trigonometric and hyperbolic functions and their inverses in constant evaluation, for every scalar.
#include "math_check.hpp"

namespace {

using namespace math_check;

template <class T>
struct circular {
  static constexpr bool pythagoras(T x) {
    auto const y = m::sincos(x);
    return same(y.sin, m::sin(x)) && same(y.cos, m::cos(x)) &&
                  close(y.sin * y.sin + y.cos * y.cos, T(1), 3) &&
           close(m::tan(x), y.sin / y.cos, 3);
  }
  static constexpr bool holds() {
    static_assert(same(m::sin(T(0)), T(0)) && same(m::sin(-T(0)), -T(0)) && m::cos(T(0)) == 1 &&
                  same(m::tan(-T(0)), -T(0)));
    static_assert(is_nan(m::sin(inf<T>)) && is_nan(m::cos(-inf<T>)) && is_nan(m::tan(inf<T>)) &&
                  is_nan(m::sin(nan<T>)));
    static_assert(m::sin(least<T>) == least<T> && m::tan(-least<T>) == -least<T> && m::cos(least<T>) == 1);
    static_assert(close(m::sin(pi<T> / 6), T(0.5)) && close(m::cos(pi<T> / 3), T(0.5)) &&
                  close(m::tan(pi<T> / 4), T(1)));
    static_assert(pythagoras(T(0.1)) && pythagoras(T(-2)) && pythagoras(T(4)) && pythagoras(T(1e6)) &&
                  pythagoras(T(1e15)));
    static_assert(m::sin(T(3)) == -m::sin(T(-3)) && m::cos(T(3)) == m::cos(T(-3)));
    static_assert(m::sincospi(T(0.5)).sin == 1 && same(m::sincospi(T(0.5)).cos, T(0)) &&
                  m::sincospi(T(7)).cos == -1);
    static_assert(same(m::sincospi(T(-3)).sin, -T(0)) && close(m::sincospi(T(100.25)).sin, m::sqrt(T(0.5))));
    static_assert(m::sinc(T(0)) == 1 && same(m::sinc(T(5)), T(0)) && m::sinc(inf<T>) == 0 &&
                  is_nan(m::sinc(nan<T>)));
    static_assert(close(m::sinc(T(0.5)), 2 / pi<T>));
    return true;
  }
};
static_assert(all_scalars<circular>);
// Arguments close to multiples of π/2, and beyond the reach of a reduction by parts: values from MPFR.
static_assert(close(m::cos(0x1.6ac5b262ca1ffp+849), -0x1.14ae72e6ba22fp-61, 1));
static_assert(close(m::sin(1e22), -0x1.b453ab76bf397p-1, 1) &&
              close(m::sin(1e300), -0.8178819121159085970459, 1));
static_assert(close(m::tan(1e30f), 1.29358608f, 1));

template <class T>
struct inverse_circular {
  static constexpr bool holds() {
    static_assert(same(m::asin(-T(0)), -T(0)) && is_nan(m::asin(T(1.5))) && is_nan(m::acos(T(-1.5))) &&
                  same(m::acos(T(1)), T(0)));
    static_assert(m::asin(T(1)) == pi<T> / 2 && m::asin(T(-1)) == -pi<T> / 2 &&
                  m::acos(T(-1)) == pi<T> && is_nan(m::acos(nan<T>)));
    static_assert(close(m::asin(T(0.5)), pi<T> / 6) && close(m::acos(T(0.5)), pi<T> / 3) &&
                  close(m::acos(T(0)), pi<T> / 2));
    static_assert(m::asin(least<T>) == least<T> && close(m::sin(m::asin(T(0.75))), T(0.75)));
    static_assert(same(m::atan(-T(0)), -T(0)) && m::atan(inf<T>) == pi<T> / 2 &&
                  m::atan(-inf<T>) == -pi<T> / 2);
    static_assert(close(m::atan(T(1)), pi<T> / 4) && is_nan(m::atan(nan<T>)) &&
                  close(m::tan(m::atan(T(3))), T(3), 4));
    static_assert(same(m::atan2(T(0), T(1)), T(0)) && same(m::atan2(-T(0), T(1)), -T(0)) &&
                  m::atan2(T(0), T(-1)) == pi<T>);
    static_assert(m::atan2(-T(0), -T(0)) == -pi<T> && same(m::atan2(T(0), T(0)), T(0)) &&
                  m::atan2(T(2), -T(0)) == pi<T> / 2);
    static_assert(close(m::atan2(inf<T>, inf<T>), pi<T> / 4) &&
                  close(m::atan2(-inf<T>, -inf<T>), -3 * pi<T> / 4));
    static_assert(same(m::atan2(T(-1), inf<T>), -T(0)) && m::atan2(T(1), -inf<T>) == pi<T> &&
                  m::atan2(inf<T>, T(1)) == pi<T> / 2);
    static_assert(is_nan(m::atan2(nan<T>, T(1))) && is_nan(m::atan2(T(1), nan<T>)));
    static_assert(close(m::atan2(T(1), T(-1)), 3 * pi<T> / 4) &&
                  close(m::atan2(T(-3), T(4)), -m::atan(T(0.75))));
    static_assert(m::atan2(least<T>, T(1)) == least<T>);
    return true;
  }
};
static_assert(all_scalars<inverse_circular>);

template <class T>
struct hyperbolic {
  static constexpr bool holds() {
    static_assert(same(m::sinh(-T(0)), -T(0)) && m::cosh(T(0)) == 1 && same(m::tanh(-T(0)), -T(0)) &&
                  m::sinh(least<T>) == least<T>);
    static_assert(m::sinh(-inf<T>) == -inf<T> && m::cosh(-inf<T>) == inf<T> && m::tanh(inf<T>) == 1 &&
                  m::tanh(-inf<T>) == -1);
    static_assert(is_nan(m::sinh(nan<T>)) && is_nan(m::cosh(nan<T>)) && is_nan(m::tanh(nan<T>)) &&
                  m::tanh(T(100)) == 1);
    static_assert(m::sinh(T(20000)) == inf<T> && m::cosh(T(-20000)) == inf<T> && m::cosh(T(89)) < inf<T>);
    static_assert(close(m::sinh(T(1)), T(1.175201193643801456882381850595600815L)));
    static_assert(close(m::cosh(T(1)), T(1.543080634815243778477905620757061682L)));
    static_assert(close(m::tanh(T(0.5)), m::sinh(T(0.5)) / m::cosh(T(0.5))) &&
                  close(m::tanh(T(2)), m::sinh(T(2)) / m::cosh(T(2))));
    static_assert(same(m::asinh(-T(0)), -T(0)) && m::asinh(-inf<T>) == -inf<T> &&
                  m::asinh(least<T>) == least<T>);
    static_assert(same(m::acosh(T(1)), T(0)) && is_nan(m::acosh(T(0.5))) && m::acosh(inf<T>) == inf<T> &&
                  is_nan(m::acosh(nan<T>)));
    static_assert(same(m::atanh(-T(0)), -T(0)) && m::atanh(T(1)) == inf<T> &&
                  m::atanh(T(-1)) == -inf<T> && is_nan(m::atanh(T(2))));
    static_assert(close(m::asinh(m::sinh(T(3))), T(3)) && close(m::acosh(m::cosh(T(3))), T(3)) &&
                  close(m::atanh(m::tanh(T(0.5))), T(0.5)));
    static_assert(close(m::asinh(T(1e20)), m::log(T(2e20)), 3) &&
                  close(m::acosh(T(1e20)), m::log(T(2e20)), 3));
    static_assert(m::sigmoid(T(0)) == T(0.5) && m::sigmoid(inf<T>) == 1 && m::sigmoid(-inf<T>) == 0 &&
                  is_nan(m::sigmoid(nan<T>)));
    static_assert(m::softplus(inf<T>) == inf<T> && m::softplus(-inf<T>) == 0 &&
                  close(m::softplus(T(0)), m::log(T(2))));
    static_assert(close(m::log_sigmoid(T(-50)), T(-50)) && m::log_sigmoid(T(50)) < 0 &&
                  is_nan(m::log_sigmoid(nan<T>)));
    return true;
  }
};
static_assert(all_scalars<hyperbolic>);

}  // namespace
