// SPDX-License-Identifier: BSL-1.0
#include "inputs.hpp"
#include "../common/tapeless.hpp"
#include <span>

using namespace tapeless;
constexpr int n = input::samples;
constexpr variable<"S", n> S;
constexpr variable<"K", n> K;
constexpr variable<"r", n> r;
constexpr variable<"sigma", n> sigma;
constexpr variable<"T", n> T;

constexpr auto price = formula([](auto spot, auto strike, auto rate, auto volatility, auto years) {
  auto const probability = [](auto z) { return 0.5 * erfc(-z / 1.4142135623730951); };
  auto const spread = volatility * sqrt(years);
  auto const d1 = (log(spot / strike) + (rate + square(volatility) / 2) * years) / spread;
  return spot * probability(d1) - strike * exp(-rate * years) * probability(d1 - spread);
}, S, K, r, sigma, T);

/// An option's derivatives depend on its own numbers only: the gradient of a sum holds them for all options.
template <class F, class X>
constexpr auto by(F f, X x) {
  return gradient(sum(f), x);
}
constexpr auto greeks = formulas(
    price, by(price, S), by(price, K), by(price, r), by(price, sigma), by(price, T),
    by(by(price, S), S),
    by(by(price, K), S), by(by(price, K), K),
    by(by(price, r), S), by(by(price, r), K), by(by(price, r), r),
    by(by(price, sigma), S), by(by(price, sigma), K), by(by(price, sigma), r), by(by(price, sigma), sigma),
    by(by(price, T), S), by(by(price, T), K), by(by(price, T), r), by(by(price, T), sigma), by(by(price, T), T));

static auto compute(input const& in) {
  return evaluate(greeks, S = std::span(in.S), K = std::span(in.K), r = std::span(in.r),
                  sigma = std::span(in.sigma), T = std::span(in.T));
}
static contender const by_tapeless = entrant<compute>("tapeless");
