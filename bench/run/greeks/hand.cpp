// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include "../common/contender.hpp"
#include "closed_form.hpp"
#include "inputs.hpp"

static void compute(input const& in, output& out) {
  for (int i = 0; i < input::samples; ++i) {
    double const S = in.S[i], K = in.K[i], r = in.r[i], sigma = in.sigma[i], T = in.T[i];
    parts<double> p;
    p.root = std::sqrt(T);
    p.spread = sigma * p.root;
    p.discount = std::exp(-r * T);
    p.d1 = (std::log(S / K) + (r + 0.5 * sigma * sigma) * T) / p.spread;
    p.d2 = p.d1 - p.spread;
    p.n1 = 0.3989422804014326779 * std::exp(-0.5 * p.d1 * p.d1);
    p.N1 = 0.5 * std::erfc(-M_SQRT1_2 * p.d1);
    p.N2 = 0.5 * std::erfc(-M_SQRT1_2 * p.d2);
    closed_form(S, K, r, sigma, T, p, [&](int k, double x) { out.rows[k * output::n + i] = x; });
  }
}
static contender const hand = entrant<compute>("hand");
