// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What a price and its derivatives are made of: the two quantiles, their normal densities and probabilities.
template <class V>
struct parts {
  V root, spread, discount, d1, d2, n1, N1, N2;  // √T, σ√T, e^-rT, ..., φ(d1), Φ(d1), Φ(d2)
};
/// set(k, x): result k is x: the price, five first and fifteen second derivatives.
template <class V, class Set>
[[gnu::always_inline]] inline void closed_form(V S, V K, V r, V sigma, V T, parts<V> const& p, Set set) {
  V const present = K * p.discount, n2 = p.n1 * S / present;  // S φ(d1) = K e^-rT φ(d2)
  V const over = 1.0 / p.spread, over_S = over / S, over_K = over / K, by_r = p.root / sigma;
  V const half = 0.5 / T, drift = sigma * p.root * half;  // σ / (2 √T)
  V const d1_T = (r + 0.5 * sigma * sigma) * over - p.d1 * half, d2_T = d1_T - drift;
  V const d1_sigma = -p.d2 / sigma, d2_sigma = -p.d1 / sigma;
  V const money = present * p.N2, vega = S * p.n1 * p.root, decay = S * p.n1 * drift;
  V const D_n2 = p.discount * n2, rho = T * money, rho_n2 = T * present * n2;
  set(0, S * p.N1 - money);
  set(1, p.N1);                            // S
  set(2, -p.discount * p.N2);              // K
  set(3, rho);                             // r
  set(4, vega);                            // σ
  set(5, decay + r * money);               // T
  set(6, p.n1 * over_S);                   // SS
  set(7, -p.n1 * over_K);                  // KS
  set(8, D_n2 * over_K);                   // KK
  set(9, p.n1 * by_r);                     // rS
  set(10, T * p.discount * p.N2 - D_n2 * by_r);
  set(11, rho_n2 * by_r - T * rho);        // rr
  set(12, p.n1 * d1_sigma);                // σS
  set(13, -D_n2 * d2_sigma);
  set(14, rho_n2 * d2_sigma);
  set(15, -vega * p.d1 * d1_sigma);        // σσ
  set(16, p.n1 * d1_T);                    // TS
  set(17, r * p.discount * p.N2 - D_n2 * d2_T);
  set(18, money * (1.0 - r * T) + rho_n2 * d2_T);
  set(19, vega * (half - p.d1 * d1_T));
  set(20, -decay * (p.d1 * d1_T + half) + r * (present * n2 * d2_T - r * money));
}
