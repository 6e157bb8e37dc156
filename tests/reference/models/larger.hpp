// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "terms.hpp"

// Formulas of more entries or more steps.
namespace models {

constexpr term big_attention(term q, term k, term v) {
  return matmul(softmax(matmul(q, transpose(k)) / 2, axis<1>), v);
}
constexpr term big_logdet(term a) { return logabsdet((a + transpose(a)) / 2); }
constexpr term big_matmul(term a, term b) { return matmul(a, b); }
constexpr term big_matvec_chain(term a, term x) {
  for (int i = 0; i < 3; ++i) x = tanh(matmul(a, x));
  return x;
}
/// Cross-entropy of a perceptron with two hidden layers.
template <int Label>
constexpr term big_mlp(term x, term W1, term b1, term W2, term b2, term W3, term b3) {
  term const hidden = tanh(matmul(W2, relu(matmul(W1, x) + b1)) + b2);
  return -row<Label>(log_softmax(matmul(W3, hidden) + b3));
}
constexpr term big_softmax(term x) { return softmax(x); }
constexpr term big_solve(term a, term b) { return solve(a, b); }
constexpr term big_sum_sq(term x) { return sum(square(x)); }
template <int K>
constexpr term big_topk(term x) {
  return sum(square(topk<K>(x)));
}
/// y = y + 0.1 sin(w y + b), `depth` times
constexpr term deep_chain(term y, term w, term b, int depth) {
  for (int i = 0; i < depth; ++i) y = y + 0.1 * sin(w * y + b);
  return y;
}
/// (u, v) = (v, sin(u)/2 + v/2), `depth` times: every value is used twice.
constexpr term fibonacci_dag(term u, term v, int depth) {
  for (int i = 0; i < depth; ++i) {
    term const next = sin(u) / 2 + v / 2;
    u = v;
    v = next;
  }
  return v;
}

}  // namespace models
