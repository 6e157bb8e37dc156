// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"
using namespace laws;

TEST_CASE("laws: exponentials, logarithms, roots") {
  check_all(row<"exp">([](auto x) { return exp(x); }, in<-2, 2, 2, 3>),
            row<"exp, rank 0">([](auto x) { return exp(x); }, in<-2, 2>),
            row<"exp, as a kernel">([](auto x) { return exp(x); }, in<-2, 2, 30, 20>),
            row<"exp2">([](auto x) { return exp2(x); }, in<-3, 3, 2, 3>),
            row<"expm1">([](auto x) { return expm1(x); }, in<-2, 2, 5>),
            row<"log">([](auto x) { return log(x); }, in<1, 5, 3>),
            row<"log2">([](auto x) { return log2(x); }, in<1, 9, 2, 1, 2>),
            row<"log10">([](auto x) { return log10(x); }, in<1, 9, 3>),
            row<"log1p">([](auto x) { return log1p(x); }, in<0, 3, 4>),
            row<"sqrt">([](auto x) { return sqrt(x); }, in<1, 9, 3>),
            row<"rsqrt">([](auto x) { return rsqrt(x); }, in<1, 9, 3>),
            row<"cbrt">([](auto x) { return cbrt(x); }, in<1, 9, 3>),
            row<"square">([](auto x) { return square(x); }, in<-3, 3, 2, 2>),
            row<"reciprocal">([](auto x) { return reciprocal(x); }, in<1, 3, 3>));
}
TEST_CASE("laws: trigonometric and hyperbolic functions") {
  check_all(row<"sin">([](auto x) { return sin(x); }, in<-4, 4, 4>),
            row<"cos">([](auto x) { return cos(x); }, in<-4, 4, 2, 2>),
            row<"tan">([](auto x) { return tan(x); }, in<-1, 1, 3>),
            row<"asin">([](auto x) { return asin(x / 2); }, in<-1, 1, 3>),
            row<"acos">([](auto x) { return acos(x / 2); }, in<-1, 1, 3>),
            row<"atan">([](auto x) { return atan(x); }, in<-3, 3, 3>),
            row<"sinh">([](auto x) { return sinh(x); }, in<-2, 2, 3>),
            row<"cosh">([](auto x) { return cosh(x); }, in<-2, 2, 3>),
            row<"tanh">([](auto x) { return tanh(x); }, in<-2, 2, 2, 3>),
            row<"asinh">([](auto x) { return asinh(x); }, in<-3, 3, 3>),
            row<"acosh">([](auto x) { return acosh(x); }, in<2, 5, 3>),
            row<"atanh">([](auto x) { return atanh(x / 2); }, in<-1, 1, 3>),
            row<"sinc">([](auto x) { return sinc(x); }, in<-2, 2, 4>));
}
TEST_CASE("laws: special functions") {
  check_all(row<"erf">([](auto x) { return erf(x); }, in<-2, 2, 3>),
            row<"erfc">([](auto x) { return erfc(x); }, in<-2, 2, 3>),
            row<"erfinv">([](auto x) { return erfinv(x / 2); }, in<-1, 1, 3>),
            row<"lgamma">([](auto x) { return lgamma(x); }, in<1, 6, 3>),
            row<"digamma">([](auto x) { return digamma(x); }, in<1, 6, 3>),
            row<"sigmoid">([](auto x) { return sigmoid(x); }, in<-4, 4, 2, 3>),
            row<"softplus">([](auto x) { return softplus(x); }, in<-4, 4, 3>),
            row<"softplus, beta">([](auto x) { return softplus(x, 0.5); }, in<-4, 4, 3>),
            row<"logsigmoid">([](auto x) { return logsigmoid(x); }, in<-4, 4, 3>));
}
TEST_CASE("laws: two operands, broadcast") {
  check_all(
      row<"add">([](auto a, auto b) { return a + b; }, in<-2, 2, 2, 3>, in<-2, 2, 3>),
      row<"subtract">([](auto a, auto b) { return a - b; }, in<-2, 2, 2, 1>, in<-2, 2, 3>),
      row<"multiply">([](auto a, auto b) { return a * b; }, in<-2, 2, 2, 3>, in<-2, 2>),
      row<"divide">([](auto a, auto b) { return a / b; }, in<-2, 2, 3>, in<1, 3, 2, 1>),
      row<"pow">([](auto a, auto b) { return pow(a, b); }, in<1, 3, 3>, in<-2, 2, 2, 1>),
      row<"pow, integer">([](auto a) { return pow(a, 3) + pow(a, -2); }, in<1, 3, 3>),
      row<"pow, real">([](auto a) { return pow(a, 2.5); }, in<1, 3, 3>),
      row<"pow, of a number">([](auto a) { return pow(2, a); }, in<-2, 2, 3>),
      row<"atan2">([](auto a, auto b) { return atan2(a, b); }, in<-2, 2, 2, 3>, in<1, 3, 3>),
      row<"hypot">([](auto a, auto b) { return hypot(a, b); }, in<-2, 2, 3>, in<1, 3, 3>),
      row<"xlogy">([](auto a, auto b) { return xlogy(a, b); }, in<-2, 2, 3>, in<1, 3, 2, 1>),
      row<"logaddexp">([](auto a, auto b) { return logaddexp(a, b); }, in<-2, 2, 3>, in<-2, 2, 3>),
      row<"fmod">([](auto a, auto b) { return fmod(a, b); }, in<7, 8, 3>, in<3, 4, 1>),
      row<"remainder">([](auto a, auto b) { return remainder(a, b); }, in<-5, -4, 3>, in<3, 4, 1>),
      row<"maximum">([](auto a, auto b) { return maximum(a, b); }, in<-2, 2, 5>, in<-2, 2, 2, 1>),
      row<"minimum">([](auto a, auto b) { return minimum(a, b); }, in<-2, 2, 5>, in<-2, 2, 2, 1>),
      row<"fmax">([](auto a, auto b) { return fmax(a, b); }, in<-2, 2, 5>, in<-2, 2>),
      row<"fmin">([](auto a, auto b) { return fmin(a, b); }, in<-2, 2, 5>, in<-2, 2>),
      row<"lerp">([](auto a, auto b, auto w) { return lerp(a, b, w); }, in<-2, 2, 3>, in<-2, 2, 3>, in<0, 1>),
      row<"where">([](auto a, auto b) { return where(a < b, exp(a), square(b)); }, in<-2, 2, 2, 3>,
                   in<-2, 2, 3>));
}
TEST_CASE("laws: flat functions keep their bits") {
  check_all(
      row<"floor">([](auto x) { return floor(x); }, in<-5, 5, 7>),
      row<"ceil">([](auto x) { return ceil(x); }, in<-5, 5, 7>),
      row<"round">([](auto x) { return round(x); }, in<-5, 5, 7>),
      row<"trunc">([](auto x) { return trunc(x); }, in<-5, 5, 7>),
      row<"frac">([](auto x) { return frac(x); }, in<-5, 5, 7>),
      row<"sign">([](auto x) { return sign(x); }, in<-5, 5, 7>),
      row<"abs">([](auto x) { return abs(x); }, in<-5, 5, 2, 3>),
      row<"negate">([](auto x) { return -x; }, in<-5, 5, 2, 3>),
      row<"less">([](auto a, auto b) { return a < b; }, in<-5, 5, 7>, in<-1, 1, 2, 1>),
      row<"logic">([](auto a, auto b) { return (a > b && a < 3) || !(b <= 1); }, in<-5, 5, 7>, in<-1, 1, 1>),
      row<"isfinite">([](auto a) { return isfinite(a) && !isnan(a) && !isinf(a); }, in<-5, 5, 7>));
}
