// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include <tapeless/tapeless.hpp>
#include <cstring>

// Constant evaluation and run time agree to the bit, for the value and the gradient of every elementwise
// function: at ordinary points, at kinks and ties, and at the ends of the line.
using namespace tapeless;

namespace {

constexpr variable<"s"> s;
constexpr variable<"t"> t;

template <class T>
struct points {
  using facts = std::numeric_limits<T>;
  static constexpr int count = 12;
  static constexpr T first[count]{T(0.3),       T(-0.7),      T(2.5), T(-1.5),           1,
                                  0,            -T(0),        40,     facts::max(),      facts::min(),
                                  -facts::infinity(), facts::quiet_NaN()};
  static constexpr T second[count]{T(1.1), T(0.2), -3, T(-1.5), 0, 0, 2, T(0.1), T(1.5), facts::min(),
                                   facts::infinity(), 1};
};
/// NaN is NaN: which of them is left to the machine. A long double of x86 has six bytes without meaning.
template <class T>
bool same_bits(T a, T b) {
  if (a != a || b != b) return a != a && b != b;
  return std::memcmp(&a, &b, std::numeric_limits<T>::digits == 64 ? 10 : sizeof(T)) == 0;
}
template <class T>
struct value_and_slopes {
  T of[3]{};
};
template <class T, class F>
constexpr value_and_slopes<T> at_point(F f, T x, T y) {
  value_and_slopes<T> r;
  if constexpr (requires { evaluate(value_and_gradient(F{}, s), s = x); }) {
    auto const y1 = evaluate(value_and_gradient(f, s), s = x);
    r.of[0] = y1[f].entries[0], r.of[1] = y1[s].entries[0];
  } else {
    auto const y2 = evaluate(value_and_gradient(f, s, t), s = x, t = y);
    r.of[0] = y2[f].entries[0], r.of[1] = y2[s].entries[0], r.of[2] = y2[t].entries[0];
  }
  return r;
}
template <class T, class F>
struct folded {
  value_and_slopes<T> at[points<T>::count];
  constexpr folded() {
    for (int i = 0; i < points<T>::count; ++i)
      at[i] = at_point(F{}, points<T>::first[i], points<T>::second[i]);
  }
};
template <class T, class F>
void agrees(char const* name, F f) {
  static constexpr folded<T, F> expected;
  for (int i = 0; i < points<T>::count; ++i) {
    T const volatile x = points<T>::first[i], y = points<T>::second[i];
    auto const found = at_point<T>(f, x, y);
    for (int k = 0; k < 3; ++k) {
      INFO(name << " at " << x << ", " << y << ": result " << k << " is " << found.of[k] << ", folded "
                << expected.at[i].of[k]);
      CHECK(same_bits(found.of[k], expected.at[i].of[k]));
    }
  }
}

}  // namespace

TEMPLATE_TEST_CASE("roots, powers and exponentials", "", float, double, long double) {
  using T = TestType;
  agrees<T>("sqrt", sqrt(s)), agrees<T>("rsqrt", rsqrt(s)), agrees<T>("cbrt", cbrt(s));
  agrees<T>("square", square(s)), agrees<T>("reciprocal", reciprocal(s)), agrees<T>("pow 3", pow(s, 3_c));
  agrees<T>("pow -2", pow(s, -2_c)), agrees<T>("pow 1/2", pow(s, 0.5_c)), agrees<T>("2^s", pow(2_c, s));
  agrees<T>("exp", exp(s)), agrees<T>("exp2", exp2(s)), agrees<T>("expm1", expm1(s));
  agrees<T>("log", log(s)), agrees<T>("log2", log2(s)), agrees<T>("log10", log10(s));
  agrees<T>("log1p", log1p(s)), agrees<T>("pow", pow(s, t)), agrees<T>("hypot", hypot(s, t));
  agrees<T>("xlogy", xlogy(s, t)), agrees<T>("logaddexp", logaddexp(s, t));
}
TEMPLATE_TEST_CASE("circular and hyperbolic functions", "", float, double, long double) {
  using T = TestType;
  agrees<T>("sin", sin(s)), agrees<T>("cos", cos(s)), agrees<T>("tan", tan(s)), agrees<T>("sinc", sinc(s));
  agrees<T>("asin", asin(s)), agrees<T>("acos", acos(s)), agrees<T>("atan", atan(s));
  agrees<T>("sinh", sinh(s)), agrees<T>("cosh", cosh(s)), agrees<T>("tanh", tanh(s));
  agrees<T>("asinh", asinh(s)), agrees<T>("acosh", acosh(s)), agrees<T>("atanh", atanh(s));
  agrees<T>("atan2", atan2(s, t));
}
TEMPLATE_TEST_CASE("special functions", "", float, double, long double) {
  using T = TestType;
  agrees<T>("erf", erf(s)), agrees<T>("erfc", erfc(s)), agrees<T>("erfinv", erfinv(s));
  agrees<T>("lgamma", lgamma(s)), agrees<T>("digamma", digamma(s)), agrees<T>("sigmoid", sigmoid(s));
  agrees<T>("softplus", softplus(s)), agrees<T>("logsigmoid", logsigmoid(s));
}
TEMPLATE_TEST_CASE("signs, rounding, comparisons and choices", "", float, double, long double) {
  using T = TestType;
  agrees<T>("abs", abs(s)), agrees<T>("sign", s * sign(s)), agrees<T>("relu", relu(s));
  agrees<T>("floor", s * floor(s)), agrees<T>("ceil", s * ceil(s)), agrees<T>("round", s * round(s));
  agrees<T>("trunc", s * trunc(s)), agrees<T>("frac", frac(s));
  agrees<T>("fmod", fmod(s, t)), agrees<T>("remainder", remainder(s, t)), agrees<T>("lerp", lerp(s, t, s));
  agrees<T>("maximum", maximum(s, t)), agrees<T>("minimum", minimum(s, t)), agrees<T>("fmax", fmax(s, t));
  agrees<T>("fmin", fmin(s, t)), agrees<T>("where", where(s < t, s, t * t));
  agrees<T>("logic", where(s <= t && !(s > 1_c) || isnan(t), s, t) + logical_xor(s, t) * s);
  agrees<T>("one-sided", maximum(s, t, one_sided)), agrees<T>("reject", minimum(s, t, reject));
}
