// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
#include <limits>
using namespace tapeless;
using check::close, check::Inf, check::nan, check::same;

constexpr variable<"x", 3> x;
constexpr variable<"s"> s;

// Rounded from 40 digits.
template <class T>
constexpr bool values_in_every_scalar_type() {
  tensor<T, 3> const at{0.5, 1, 2};
  T const few = 4 * std::numeric_limits<T>::epsilon();
  return close(evaluate(exp(x), x = at),
               {T(1.64872127070012814684865L), T(2.71828182845904523536029L), T(7.38905609893065022723043L)},
               few) &&
         close(evaluate(log(x), x = at), {T(-0.693147180559945309417232L), 0, T(0.693147180559945309417232L)},
               few) &&
         close(
             evaluate(tanh(x), x = at),
             {T(0.462117157260009758502318L), T(0.761594155955764888119459L), T(0.964027580075816883946414L)},
             few) &&
         close(evaluate(sech2(x), x = at),
               {T(0.786447732965927410149699L), T(0.419974341614026069394488L),
                T(0.0706508248531644656214131L)},
               few) &&
         close(evaluate(sqrt(x), x = at), {T(0.707106781186547524400844L), 1, T(1.41421356237309504880169L)},
               few) &&
         close(evaluate(tanh(-x), x = at), evaluate(-tanh(x), x = at), T(0)) &&
         evaluate(sqrt(s), s = T(6.25)) == T(2.5);
}
static_assert(values_in_every_scalar_type<float>());
static_assert(values_in_every_scalar_type<double>());
static_assert(values_in_every_scalar_type<long double>());

// Gradients: as formulas where that is all there is to it, against differences, and of gradients.
constexpr tensor<double, 3> a{0.3, 1.1, 2.5};
static_assert(gradient(sum(exp(x)), x) == exp(x) && gradient(sum(log(x)), x) == 1_c / x);
static_assert(gradient(sum(sqrt(x)), x) == 1_c / (2_c * sqrt(x)) && gradient(sum(tanh(x)), x) == sech2(x));
static_assert(check::differences_agree(sum(exp(x) * log(x)), x, a) &&
              check::differences_agree(sum(tanh(x) / sqrt(x)), x, a));
static_assert(check::differences_agree(sum(sech2(x)), x, a));
constexpr auto curved = sum(exp(-square(x)) + sqrt(x) * tanh(x) + log(x + 1_c));
static_assert(check::differences_agree(curved, x, a));
static_assert(check::differences_agree(sum(square(gradient(curved, x))), x, a));
static_assert(check::differences_agree(sum(exp(gradient(sum(square(gradient(sum(tanh(x)), x))), x))), x, a));

// The ends of the line, and beyond.
constexpr tensor<double, 3> edge{Inf<double>, -Inf<double>, nan<double>};
static_assert(same(evaluate(exp(x), x = edge), tensor<double, 3>{Inf<double>, 0, nan<double>}));
static_assert(same(evaluate(log(x), x = edge), tensor<double, 3>{Inf<double>, nan<double>, nan<double>}));
static_assert(same(evaluate(tanh(x), x = edge), tensor<double, 3>{1, -1, nan<double>}));
static_assert(same(evaluate(sech2(x), x = edge), tensor<double, 3>{0, 0, nan<double>}));
static_assert(same(evaluate(sqrt(x), x = edge), tensor<double, 3>{Inf<double>, nan<double>, nan<double>}));
static_assert(evaluate(exp(s), s = 1000.0) == Inf<double> && evaluate(exp(s), s = -1000.0) == 0.0 &&
              evaluate(exp(s), s = 0.0) == 1.0);
static_assert(evaluate(log(s), s = 0.0) == -Inf<double> &&
              check::nan<double> != evaluate(log(s), s = -1.0).entries[0]);
static_assert(same(evaluate(sqrt(s), s = -0.0), tensor<double>(-0.0)) &&
              same(evaluate(sqrt(s), s = -1.0), tensor<double>(nan<double>)));
static_assert(same(evaluate(tanh(s), s = -0.0f), tensor<float>(-0.0f)) &&
              evaluate(tanh(s), s = 1e-300) == 1e-300);
static_assert(evaluate(gradient(sqrt(s), s), s = 0.0) == Inf<double>);
static_assert(same(evaluate(gradient(sqrt(s), s), s = -1.0), tensor<double>(nan<double>)));
static_assert(same(evaluate(gradient(sqrt(s), s), s = -0.0), tensor<double>(-Inf<double>)));
static_assert(evaluate(gradient(log(s), s), s = 0.0) == Inf<double>);

// The derivative of tanh keeps its relative accuracy in the tails.
static_assert(check::close_number(evaluate(gradient(tanh(s), s), s = 12.0).entries[0] /
                                      1.5100538175976259740452E-10,
                                  1.0, 1e-14));
static_assert(evaluate(sech2(s), s = -300.0) > 0.0 && evaluate(sech2(s), s = 400.0) == 0.0);
