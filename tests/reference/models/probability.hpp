// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "terms.hpp"
#include <array>

// Densities, likelihoods and filters.
namespace models {

inline constexpr double log_2pi = 1.837877066409345483;

/// The price of a European call.
constexpr term black_scholes(term S, term K, term r, term sigma, term T) {
  auto const phi = [](term z) { return (1 + erf(z / math::sqrt(2.0))) / 2; };
  term const d1 = (log(S / K) + (r + square(sigma) / 2) * T) / (sigma * sqrt(T));
  term const d2 = d1 - sigma * sqrt(T);
  return S * phi(d1) - K * exp(-r * T) * phi(d2);
}
/// The log density of N(mu, L Lᵀ + 0.1 I) at x, of which the lower triangle of L is read.
constexpr term gauss_logpdf(term x, term mu, term L) {
  term const lower = tril<0>(L), e = x - mu;
  term const covariance = matmul(lower, transpose(lower)) + diag_embed(filled_like(x, 0.1));
  return -0.5 * (x.extent(0) * log_2pi + logabsdet(covariance) + dot(e, solve(covariance, e)));
}
/// ADBench's Gaussian mixture. Of each component, icf holds the logarithms of the diagonal of its inverse
/// covariance factor, then the entries below, column by column.
template <int D>
constexpr term gmm_loglik(term alpha, term mu, term icf, term x, double gamma, double m) {
  term const q = slice(icf, axis<1>, range<0, D>), apart = unsqueeze(x, axis<1>) - mu;  // [n, K, D]
  term squares, below;
  for_each_index<D>([&](auto r) {
    term z = column<r>(apart) * exp(column<r>(q));
    for_each_index<r>([&](auto c) {
      term const l = column<D + c * D - c * (c + 1) / 2 + r - c - 1>(icf);
      z = z + l * column<c>(apart);
      below = below.owner ? below + sum(square(l)) : sum(square(l));
    });
    squares = r == 0 ? square(z) : squares + square(z);
  });
  int const n = x.extent(0);
  term prior = 0.5 * gamma * gamma * sum(exp(2 * q)) - m * sum(q);
  if (below.owner) prior = prior + 0.5 * gamma * gamma * below;
  return -0.5 * n * D * log_2pi + sum(logsumexp(alpha + sum(q, axis<1>) - 0.5 * squares, axis<1>)) -
         n * logsumexp(alpha) + prior;
}
/// Layers of planar flow, one a row of w and u, and the log density of the result.
template <int Layers>
constexpr term planar_flow(term z, term w, term u, term b) {
  int const n = z.extent(0);
  term volume;
  for_each_index<Layers>([&](auto l) {
    term const t = tanh(dot(row<l>(w), z) + row<l>(b));
    z = z + row<l>(u) * t;
    term const grown = log(abs(1 + (1 - square(t)) * dot(row<l>(u), row<l>(w))));
    volume = l == 0 ? grown : volume + grown;
  });
  return -0.5 * n * log_2pi - 0.5 * sum(square(z)) + volume;
}
/// The log-likelihood of a series of numbers under a linear Gaussian state space model.
template <std::size_t N>
constexpr term kalman_loglik(term A, term c, term lq, term lr, term m, std::array<double, N> const& y) {
  term P = diag_embed(filled_like(m, 1)), total;
  for (double observed : y) {
    m = matmul(A, m);
    P = matmul(matmul(A, P), transpose(A)) + diag_embed(exp(lq));
    term const v = observed - dot(c, m), Pc = matmul(P, c), S = dot(c, Pc) + exp(lr), k = Pc / S;
    term const density = -0.5 * (log(2 * pi * S) + square(v) / S);
    total = total.owner ? total + density : density;
    m = m + k * v;
    P = P - outer(k, Pc);
  }
  return total;
}

struct gaussian {
  term m2, P2;
};
/// One step of an extended Kalman filter: a robot (px, py, th) driven by u = (v, w) sees a landmark at
/// z = (range, bearing).
constexpr gaussian ekf_step(term m, term P, term u, term z, double dt, term landmark, term Q, term R) {
  term const th = row<2>(m), v = row<0>(u), w = row<1>(u), c = cos(th), s = sin(th);
  term const mp = m + dt * stack(v * c, v * s, w, axis<0>);
  term const F = reshape<3, 3>(stack(1, 0, -v * dt * s, 0, 1, v * dt * c, 0, 0, 1, axis<0>));
  term const Pp = matmul(matmul(F, P), transpose(F)) + Q;
  term const dx = row<0>(landmark) - row<0>(mp), dy = row<1>(landmark) - row<1>(mp);
  term const q = square(dx) + square(dy), d = sqrt(q);
  term const h = stack(d, atan2(dy, dx) - row<2>(mp), axis<0>);
  term const H = reshape<2, 3>(stack(-dx / d, -dy / d, 0, dy / q, -dx / q, -1, axis<0>));
  term const S = matmul(matmul(H, Pp), transpose(H)) + R;
  term const K = matmul(matmul(Pp, transpose(H)), inverse(S));
  return {mp + matmul(K, z - h), Pp - matmul(matmul(K, H), Pp)};
}

}  // namespace models
