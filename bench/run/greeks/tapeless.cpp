// SPDX-License-Identifier: BSL-1.0
#include "inputs.hpp"
#include "../common/tapeless.hpp"
#include <span>

using namespace tapeless;
constexpr variable<"S"> S;
constexpr variable<"K"> K;
constexpr variable<"r"> r;
constexpr variable<"sigma"> sigma;
constexpr variable<"T"> T;

constexpr auto worth = formula([](auto spot, auto strike, auto rate, auto volatility, auto years) {
  auto const spread = volatility * sqrt(years);
  auto const d1 = (log(spot / strike) + (rate + square(volatility) / 2) * years) / spread;
  return spot * normal_cdf(d1) - strike * exp(-rate * years) * normal_cdf(d1 - spread);
}, S, K, r, sigma, T);

constexpr auto delta = gradient(worth, S);
constexpr auto by_K = gradient(worth, K);
constexpr auto rho = gradient(worth, r);
constexpr auto vega = gradient(worth, sigma);
constexpr auto decay = gradient(worth, T);
constexpr auto greeks =
    fast(stack(worth, delta, by_K, rho, vega, decay,                        //
          gradient(delta, S),                                          //
          gradient(by_K, S), gradient(by_K, K),                        //
          gradient(rho, S), gradient(rho, K), gradient(rho, r),        //
          gradient(vega, S), gradient(vega, K), gradient(vega, r), gradient(vega, sigma),
          gradient(decay, S), gradient(decay, K), gradient(decay, r), gradient(decay, sigma),
          gradient(decay, T), axis<0>));

#if OPTIONS == 1
static auto compute(input const& in) {
  return evaluate(greeks, S = *in.S, K = *in.K, r = *in.r, sigma = *in.sigma, T = *in.T);
}
#else
static void compute(input const& in, output& out) {
  evaluate_each(greeks, into(by_entry(out.rows)), S = each(in.S), K = each(in.K), r = each(in.r),
                sigma = each(in.sigma), T = each(in.T));
}
#endif
static contender const by_tapeless = entrant<compute>("tapeless");
