// SPDX-License-Identifier: BSL-1.0
// One European option a CUDA thread: its price, the four first derivatives and gamma, derived by the compiler from
// the formula of Black and Scholes.
#include <tapeless/tapeless.hpp>
#include "compare.hpp"

using namespace tapeless;

constexpr variable<"S"> spot;
constexpr variable<"K"> strike;
constexpr variable<"r"> rate;
constexpr variable<"v"> volatility;
constexpr variable<"t"> years;

constexpr auto price = formula(
    [](auto S, auto K, auto r, auto v, auto t) {
      auto const spread = v * sqrt(t), d = (log(S / K) + (r + 0.5 * square(v)) * t) / spread;
      return S * normal_cdf(d) - K * exp(-r * t) * normal_cdf(d - spread);
    },
    spot, strike, rate, volatility, years);
constexpr auto delta = gradient(price, spot);
constexpr auto greeks = formulas(price, delta, gradient(price, volatility), gradient(price, rate),
                                 gradient(price, years), gradient(delta, spot));

/// What the compiler derived. A constexpr function runs on both sides.
struct derived {
  static constexpr int in = 5, out = 6;
  static constexpr void run(double const* x, double* y) {
    auto const [value, by_spot, by_volatility, by_rate, by_years, gamma] =
        evaluate(greeks, spot = x[0], strike = x[1], rate = x[2], volatility = x[3], years = x[4]);
    y[0] = value, y[1] = by_spot, y[2] = by_volatility, y[3] = by_rate, y[4] = by_years, y[5] = gamma;
  }
};

/// The Greeks of the textbook.
struct by_hand {
  static constexpr int in = 5, out = 6;
  static __device__ void run(double const* x, double* y) {
    double const S = x[0], K = x[1], r = x[2], v = x[3], t = x[4];
    double const root = sqrt(t), spread = v * root, d1 = (log(S / K) + (r + 0.5 * v * v) * t) / spread,
                 d2 = d1 - spread;
    double const N1 = normcdf(d1), N2 = normcdf(d2), discounted = K * exp(-r * t),
                 density = 0.39894228040143267794 * exp(-0.5 * d1 * d1);
    y[0] = S * N1 - discounted * N2;
    y[1] = N1;
    y[2] = S * density * root;
    y[3] = t * discounted * N2;
    y[4] = S * density * v / (2 * root) + r * discounted * N2;
    y[5] = density / (S * spread);
  }
};

int main() {
  double const low[]{80, 80, 0.01, 0.1, 0.25}, high[]{120, 120, 0.05, 0.5, 2};
  return compare_kernels<derived, by_hand>("prices and five Greeks of options", low, high);
}
