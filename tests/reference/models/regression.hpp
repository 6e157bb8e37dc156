// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "terms.hpp"

// Regression and small optimisation problems. X holds one observation a row.
namespace models {

/// Mean negative log-likelihood of labels y in {0, 1}, with a ridge penalty.
constexpr term logistic_regression(term w, term b, term X, term y, double lambda) {
  term const z = matmul(X, w) + b;
  return mean(softplus(z) - y * z) + 0.5 * lambda * sum(square(w));
}
/// Mean negative log-likelihood of counts y, up to a constant.
constexpr term poisson_regression(term w, term X, term y) {
  term const z = matmul(X, w);
  return mean(exp(z) - y * z);
}
/// A line y = p0 x + p1 through points with outliers: Huber's loss with delta = 0.5.
constexpr term huber_line_fit(term p, term x, term y) {
  term const e = row<0>(p) * x + row<1>(p) - y;
  return sum(where(abs(e) <= 0.5, 0.5 * square(e), 0.5 * (abs(e) - 0.25)));
}
struct ridge {
  term w, loss;
};
/// w = (XᵀX + λI)⁻¹ Xᵀy and its loss |Xw - y|² + λ|w|²
constexpr ridge ridge_solve(term X, term y, term lam) {
  term const gram = matmul(transpose(X), X), projected = matmul(transpose(X), y);
  term const w = solve(gram + lam * diag_embed(filled_like(projected, 1)), projected);
  return {w, sum(square(matmul(X, w) - y)) + lam * sum(square(w))};
}
/// Log-likelihood of times t under Weibull's law with scale exp(X beta) and shape exp(lk); e is 0 where an
/// observation is censored.
constexpr term weibull_survival(term beta, term lk, term X, term t, term e) {
  term const log_scale = matmul(X, beta), k = exp(lk), relative = log(t) - log_scale;
  return sum(e * (lk - log_scale + (k - 1) * relative) - exp(k * relative));
}
/// Σ 100 (x[i+1] - x[i]²)² + (1 - x[i])²
constexpr term rosenbrock(term x) {
  term const here = slice(x, range<0, -1>), next = slice(x, range<1>);
  return sum(100 * square(next - square(here)) + square(1 - here));
}

}  // namespace models
