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

constexpr auto worth = formula([](auto spot, auto strike, auto rate, auto volatility, auto years) {
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
    worth, by(worth, S), by(worth, K), by(worth, r), by(worth, sigma), by(worth, T),  //
    by(by(worth, S), S),                                                             //
    by(by(worth, K), S), by(by(worth, K), K),                                        //
    by(by(worth, r), S), by(by(worth, r), K), by(by(worth, r), r),                   //
    by(by(worth, sigma), S), by(by(worth, sigma), K), by(by(worth, sigma), r), by(by(worth, sigma), sigma),
    by(by(worth, T), S), by(by(worth, T), K), by(by(worth, T), r), by(by(worth, T), sigma),
    by(by(worth, T), T));

static auto compute(input const& in) {
  return evaluate(greeks, S = std::span(in.S), K = std::span(in.K), r = std::span(in.r),
                  sigma = std::span(in.sigma), T = std::span(in.T));
}
static contender const by_tapeless = entrant<compute>("tapeless");
