// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/math.hpp>
#include <limits>

// What the tests of tapeless/math share.
namespace math_check {

namespace m = tapeless::math;
using m::signbit;
using tapeless::core::abs;

template <class T>
constexpr T inf = m::infinity<T>;
template <class T>
constexpr T nan = m::not_a_number<T>;
template <class T>
constexpr T most = std::numeric_limits<T>::max();
template <class T>
constexpr T least = std::numeric_limits<T>::denorm_min();
template <class T>
constexpr T eps = std::numeric_limits<T>::epsilon();

template <class T>
constexpr T pi = T(3.141592653589793238462643383279502884L);

template <class T>
constexpr bool is_nan(T x) {
  return x != x;
}
/// Equal, zeros with their signs.
template <class T>
constexpr bool same(T a, T b) {
  return a == b && signbit(a) == signbit(b);
}
template <class T>
constexpr bool close(T a, T b, int ulps = 2) {
  return abs(a - b) <= T(ulps) * eps<T> * abs(b);
}
template <template <class> class Test>
constexpr bool all_scalars = Test<float>::holds() && Test<double>::holds() && Test<long double>::holds();

}  // namespace math_check
