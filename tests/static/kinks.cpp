// SPDX-License-Identifier: BSL-1.0
#include <string_view>
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"x", 4> x;
constexpr variable<"y", 4> y;
constexpr variable<"s"> s;
constexpr variable<"A", 3, 3> A;

/// One kink, of this op, order and number of entries.
template <int N>
constexpr bool only(kink_list<N> const& k, std::string_view op, int order, int entries) {
  return N == 1 && k[0].op == op && k[0].order == order && k[0].entries == entries && k.order == order;
}

// Smooth within their domains.
static_assert(smooth<x> && smooth<2_c> && smooth<exp(sin(x)) / y> && smooth<log(x) + rsqrt(x)>);
static_assert(smooth<softmax(x)> && smooth<logsumexp(x)>);
static_assert(smooth<sigmoid(x) * tanh(x) + erf(x) - lgamma(x)>);
static_assert(smooth<inverse(A)> && smooth<logabsdet(A)> && smooth<det(A)>);
static_assert(smooth<gelu(x)> && smooth<sum(square(x))> && smooth<stop_gradient(x)> && smooth<sinc(x)>);
static_assert(kinks(exp(x)).count == 0 && kinks(exp(x)).order == smooth_everywhere);

// Continuous, with a corner.
static_assert(only(kinks(relu(x)), "relu", 0, 4) && smooth<relu(x), 0> && !smooth<relu(x), 1>);
static_assert(only(kinks(abs(x)), "abs", 0, 4) && only(kinks(norm(x)), "sqrt", 0, 1));
static_assert(only(kinks(sqrt(s)), "sqrt", 0, 1) && only(kinks(maximum(x, y)), "maximum", 0, 4));
static_assert(only(kinks(amax(x)), "amax", 0, 1) && only(kinks(cbrt(x)), "cbrt", 0, 4));
static_assert(only(kinks(hypot(x, y)), "hypot", 0, 4) && only(kinks(asin(s)), "asin", 0, 1));
static_assert(kinks(clamp(x, 0_c, 1_c)).count == 2 && smooth<clamp(x, 0_c, 1_c), 0>);
static_assert(smooth<softsign(x), 1> && !smooth<softsign(x), 2>);

// Jumps: what is flat makes steps, and steps make no kinks of their own.
static_assert(only(kinks(floor(x)), "floor", -1, 4) && !smooth<floor(x), 0>);
static_assert(only(kinks(where(x < 0_c, 0_c, x)), "less", -1, 4));
static_assert(only(kinks(where(x, y, 2_c * y)), "where", -1, 4));
static_assert(kinks(where((x < 0_c) && (x < 1_c), y, 2_c)).count == 2);
static_assert(only(kinks(topk<2>(x)), "selection", -1, 8) && only(kinks(sign(x)), "sign", -1, 4));
static_assert(only(kinks(atan2(x, y)), "atan2", -1, 4) && only(kinks(fmod(x, y)), "fmod", -1, 4));
static_assert(only(kinks(floor(floor(x))), "floor", -1, 4) && only(kinks(abs(floor(x))), "floor", -1, 4));

// Powers by what is known of them.
static_assert(smooth<pow(x, 3_c)> && smooth<pow(x, -2_c)> && smooth<pow(2_c, x)> && smooth<pow(x, -0.5_c)>);
static_assert(smooth<pow(x, 2.5_c), 2> && !smooth<pow(x, 2.5_c), 3> && smooth<pow(x, 0.5_c), 0>);
static_assert(!smooth<pow(x, y), 0> && !smooth<pow(x, 0.5_c), 1>);
static_assert(smooth<xlogy(x, 2_c)> && smooth<xlogy(2_c, y)> && !smooth<xlogy(x, y), 0>);

// After all identities, and only in what varies.
static_assert(smooth<relu(2_c) * x> && only(kinks(relu(relu(x))), "relu", 0, 4));
static_assert(smooth<where(1_c, x, abs(x))> && smooth<square(-x)> && smooth<0_c * 1_c + x>);
static constexpr tensor<double, 4> mask{1, 0, 0, 1};
static_assert(smooth<where(literal<mask>, x, y)> && smooth<where(literal<mask> < 1_c, x, y)>);

// Derivatives lose an order.
constexpr auto squared_hinge = sum(square(relu(x)));
static_assert(smooth<squared_hinge, 0> && !smooth<gradient(squared_hinge, x), 0>);
static_assert(gradient(squared_hinge, x).shape.size() == 4);

// A constraint of a user's, and a loop, which is as smooth as its step.
template <auto F>
  requires smooth<F, 1>
constexpr bool accepted(int) {
  return true;
}
template <auto F>
constexpr bool accepted(long) {
  return false;
}
static_assert(accepted<tanh(x)>(0) && !accepted<relu(x)>(0));
constexpr auto bent = repeat<5>([](auto h, auto w) { return relu(w * h); }, x, y);
constexpr auto curved = repeat<5>([](auto h, auto w) { return tanh(w * h); }, x, y);
static_assert(smooth<curved> && smooth<bent, 0> && !smooth<bent, 1>);
static_assert(transcendentals(curved) == 20 && transcendentals(bent) == 0 && flops(curved) == 40);
