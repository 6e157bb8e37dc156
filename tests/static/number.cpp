// SPDX-License-Identifier: BSL-1.0
#include <boost/hana/integral_constant.hpp>
#include <type_traits>
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"x"> x;
constexpr variable<"v", 2> v;

// One number is one type, however it is written.
template <class A, class B>
constexpr bool one_type(A, B) {
  return std::is_same_v<A, B>;
}
static_assert(one_type(2_c, 2.0_c) && one_type(0.5_c, 5e-1_c) && one_type(100_c, 1e2_c) &&
              one_type(-0_c, 0_c));
static_assert(one_type(1'000_c, 1000_c) && one_type(-2_c, number<-2, 0>{}));
static_assert(!one_type(2_c, 3_c) && !one_type(0.5_c, 0.05_c) && !one_type(2_c, -2_c));
static_assert(2_c == 2.0_c && 2_c != 3_c);
static_assert(std::is_empty_v<decltype(0.5_c)>);

// Its value in every scalar type is that of the compiler's literal.
static_assert(evaluate(0.1_c * x, x = 1.0) == 0.1 && evaluate(0.1_c * x, x = 1.0f) == 0.1f);
static_assert(evaluate(1e-3_c + x, x = 0.0) == 1e-3 &&
              evaluate(2.718281828459045_c * x, x = 1.0) == 2.718281828459045);
static_assert(evaluate(1e23_c * x, x = 1.0) == 1e23 && evaluate(-0.7_c * x, x = 1.0) == -0.7);
static_assert(evaluate(0.5_c * x, x = 1.0L) == 0.5L && evaluate(3_c * x, x = 1.0L) == 3.0L);
static_assert(evaluate(5e-324_c * x, x = 1.0) == 5e-324 && evaluate(1e308_c * x, x = 1.0) == 1e308);
// A number alone is a formula; without bindings it is a double.
#if 0  // not yet: g++ warns of a variable that is set but not used
static_assert(evaluate(0.1_c) == 0.1 && std::is_same_v<decltype(evaluate(0.1_c)), tensor<double>>);
#endif

// Integral constants of other libraries are numbers of a formula, on either side.
using three = std::integral_constant<int, 3>;
static_assert(three{} * x == 3_c * x && x * three{} == 3_c * x);
static_assert(x / std::integral_constant<long long, -2>{} == x / -2_c);
static_assert(pow(x, three{}) == pow(x, 3_c) && pow(x, boost::hana::int_c<-2>) == pow(x, -2_c));
static_assert(add(x, three{}) == x + 3_c && multiply(boost::hana::long_c<100>, v) == 100_c * v);
#if 0  // not yet: ambiguous with Hana's own operators
static_assert(boost::hana::int_c<3> * x == 3_c * x && x - boost::hana::int_c<-3> == x - -3_c);
static_assert(evaluate(boost::hana::int_c<20> * v, v = tensor<double, 2>{1, 2}) == tensor<double, 2>{20, 40});
static_assert(std::is_same_v<decltype(boost::hana::int_c<2> * x), decltype(2_c * x)>);
#endif

// Numbers fold with each other.
static_assert(2_c + 3_c == 5_c && 2_c * 3_c == 6_c && 1_c - 3_c == -2_c && 1_c / 4_c == 0.25_c &&
              -(2_c) == -2_c);
static_assert(evaluate(1_c / 3_c * x, x = 1.0) == 1.0 / 3);

// Numbers whose digits and exponent are alike are different operands.
static_assert(0_c * x == 0_c && 10_c * x != 200_c * x && 10_c * x + 200_c * x + 3000_c * x == 3210_c * x);
static_assert(!std::is_same_v<decltype(10_c * x), decltype(200_c * x)>);
