// SPDX-License-Identifier: BSL-1.0
// Error and gamma functions in constant evaluation, for every scalar.
#include "math_check.hpp"

namespace {

using namespace math_check;

template <class T>
struct error_functions {
  static constexpr bool holds() {
    static_assert(same(m::erf(T(0)), T(0)) && same(m::erf(-T(0)), -T(0)) && m::erf(inf<T>) == 1 &&
                  m::erf(-inf<T>) == -1);
    static_assert(is_nan(m::erf(nan<T>)) && is_nan(m::erfc(nan<T>)) && m::erf(T(30)) == 1);
    static_assert(close(m::erf(T(0.5)), T(0.5204998778130465376827466538919645287L)));
    static_assert(close(m::erf(T(1)), T(0.8427007929497148693412206350826092593L)));
    static_assert(m::erfc(T(0)) == 1 && same(m::erfc(inf<T>), T(0)) && m::erfc(-inf<T>) == 2 &&
                  m::erfc(T(-30)) == 2);
    static_assert(close(m::erfc(T(2)), T(0.004677734981047265837930743632747071389L)));
    static_assert(close(m::erf(T(0.6)) + m::erfc(T(0.6)), T(1)) &&
                  close(m::erf(T(1.3)) + m::erfc(T(1.3)), T(1)));
    static_assert(close(m::erfc(T(-0.3)), 1 + m::erf(T(0.3))) && m::erf(T(-0.3)) == -m::erf(T(0.3)));
    static_assert(same(m::erfinv(T(0)), T(0)) && same(m::erfinv(-T(0)), -T(0)) && m::erfinv(T(1)) == inf<T>);
    static_assert(m::erfinv(T(-1)) == -inf<T> && is_nan(m::erfinv(T(1.25))) && is_nan(m::erfinv(nan<T>)));
    static_assert(close(m::erfinv(T(0.5)), T(0.4769362762044698733814183536431305598L)));
    static_assert(close(m::erf(m::erfinv(T(0.125))), T(0.125)) &&
                  close(m::erf(m::erfinv(T(-0.875))), T(-0.875)));
    return true;
  }
};
static_assert(all_scalars<error_functions>);
static_assert(m::erfc(26.5) > 0 && m::erfc(27.3) == 0 && m::erfc(10.0f) > 0 && m::erfc(10.1f) == 0);

template <class T>
struct gamma_functions {
  static constexpr bool holds() {
    static_assert(m::lgamma(T(1)) == 0 && m::lgamma(T(2)) == 0 && close(m::lgamma(T(4)), m::log(T(6))));
    static_assert(close(m::lgamma(T(0.5)), T(0.5723649429247000870717136756765293558L)));
    static_assert(close(m::lgamma(T(-0.5)), T(1.265512123484645396488945797134705923L), 4));
    static_assert(close(m::lgamma(T(100)), T(359.1342053695753987760440104602869096L)));
    static_assert(m::lgamma(T(0)) == inf<T> && m::lgamma(-T(0)) == inf<T> && m::lgamma(T(-3)) == inf<T>);
    static_assert(m::lgamma(inf<T>) == inf<T> && m::lgamma(-inf<T>) == inf<T> && is_nan(m::lgamma(nan<T>)));
    static_assert(close(m::lgamma(T(5.5)) - m::lgamma(T(4.5)), m::log(T(4.5)), 6));
    static_assert(close(m::digamma(T(1)), T(-0.5772156649015328606065120900824024310L)));
    static_assert(close(m::digamma(T(0.5)), T(-1.963510026021423479440976354769982665L)));
    static_assert(m::digamma(T(0)) == -inf<T> && m::digamma(-T(0)) == inf<T> && is_nan(m::digamma(T(-2))));
    static_assert(m::digamma(inf<T>) == inf<T> && is_nan(m::digamma(-inf<T>)) && is_nan(m::digamma(nan<T>)));
    static_assert(close(m::digamma(T(10)) - m::digamma(T(9)), 1 / T(9), 60) &&
                  close(m::digamma(T(-0.5)), m::digamma(T(1.5)), 16));
    static_assert(close(m::trigamma(T(1)), T(1.644934066848226436472415166646025189L)));
    static_assert(m::trigamma(T(0)) == inf<T> && m::trigamma(T(-1)) == inf<T> && m::trigamma(inf<T>) == 0);
    static_assert(close(m::trigamma(T(-0.5)), T(8.934802200544679309417245499938075568L), 5) &&
                  is_nan(m::trigamma(nan<T>)));
    static_assert(same(m::polygamma(0, T(3)), m::digamma(T(3))) &&
                  same(m::polygamma(1, T(3)), m::trigamma(T(3))));
    static_assert(close(m::polygamma(2, T(1)), T(-2.404113806319188570799476323022899982L), 8));
    static_assert(close(m::polygamma(3, T(1)), T(6.493939402266829149096022179247007417L), 10));
    static_assert(m::polygamma(2, T(0)) == -inf<T> && is_nan(m::polygamma(3, T(-1.5))));
    return true;
  }
};
static_assert(all_scalars<gamma_functions>);

}  // namespace
