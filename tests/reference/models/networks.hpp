// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "terms.hpp"

// Neural networks and their losses.
namespace models {

/// Mean square error of a perceptron with one hidden layer.
constexpr term mlp_tanh_mse(term x, term W1, term b1, term W2, term b2, term t) {
  return mean(square(matmul(W2, tanh(matmul(W1, x) + b1)) + b2 - t));
}
/// Cross-entropy of a perceptron over a batch, one example a row.
constexpr term mlp_relu_softmax_ce(term X, term W1, term b1, term W2, term b2, term labels) {
  term const logits = matmul(relu(matmul(X, W1) + b1), W2) + b2;
  return -mean(gather(log_softmax(logits, axis<1>), unsqueeze(labels, axis<1>), axis<1>));
}
/// A perceptron with batch normalisation in training mode; mean square error.
constexpr term batchnorm_mlp(term X, term W1, term g, term s, term w2, term t) {
  term const z = matmul(X, W1), m = mean(z, axis<0>), v = var(z, axis<0>, correction<0>);
  return mean(square(matmul(tanh((z - m) / sqrt(v + 1e-5) * g + s), w2) - t));
}
/// Convolution, 2x2 max-pool, linear layer and cross-entropy of one image.
template <int Label>
constexpr term convnet(term img, term w, term b, term Wl, term bl) {
  term const z = conv2d(unsqueeze(img, axis<0, 1>), unsqueeze(w, axis<1>), b);
  term const pooled = max_pool2d<2, 2>(relu(z), stride<2, 2>);
  return -row<Label>(log_softmax(matmul(Wl, flatten(pooled)) + bl));
}
/// softmax(Q Kᵀ / √k) V Wo with Q = X Wq, K = X Wk, V = X Wv
constexpr term attention_head(term X, term Wq, term Wk, term Wv, term Wo) {
  term const q = matmul(X, Wq), k = matmul(X, Wk), v = matmul(X, Wv);
  term const scores = matmul(q, transpose(k)) / math::sqrt(double(Wk.extent(1)));
  return matmul(matmul(softmax(scores, axis<1>), v), Wo);
}
/// x + W2 (silu(Wg u) · (W1 u)) with u = g x / rms(x)
constexpr term rmsnorm_swiglu(term x, term g, term Wg, term W1, term W2) {
  term const u = g * x / sqrt(mean(square(x)) + 1e-6);
  return x + matmul(W2, silu(matmul(Wg, u)) * matmul(W1, u));
}

struct lstm_state {
  term h2, c2;
};
/// One step of a long short-term memory; rows of the weights in the order i, f, g, o.
constexpr lstm_state lstm_cell(term x, term h, term c, term Wi, term Wh, term bi, term bh) {
  term const z = reshape<4, -1>(matmul(Wi, x) + bi + matmul(Wh, h) + bh);
  term const c2 = sigmoid(row<1>(z)) * c + sigmoid(row<0>(z)) * tanh(row<2>(z));
  return {sigmoid(row<3>(z)) * tanh(c2), c2};
}
/// One step of a gated recurrent unit; rows of the weights in the order r, z, n.
constexpr term gru_cell(term x, term h, term Wi, term Wh, term bi, term bh) {
  term const p = reshape<3, -1>(matmul(Wi, x) + bi), q = reshape<3, -1>(matmul(Wh, h) + bh);
  term const r = sigmoid(row<0>(p) + row<0>(q)), z = sigmoid(row<1>(p) + row<1>(q));
  term const n = tanh(row<2>(p) + r * row<2>(q));
  return (1 - z) * n + z * h;
}
/// The two best experts by their gates, weighted by the softmax of these gates.
constexpr term moe_top2(term x, term Wg, term W, term b) {
  term const gates = matmul(Wg, x), best = topk_indices<2>(gates);
  term const experts = tanh(matmul(index_select(W, best, axis<0>), x) + index_select(b, best, axis<0>));
  return sum(square(matmul(softmax(topk<2>(gates)), experts)));
}
/// Symmetric InfoNCE of two sets of embeddings, one a row.
constexpr term infonce(term U, term V, term tau) {
  term const a = U / norm(U, axis<1>, keepdims), c = V / norm(V, axis<1>, keepdims);
  term const s = matmul(a, transpose(c)) / tau;
  return -0.5 * mean(diagonal(log_softmax(s, axis<1>)) + diagonal(log_softmax(s, axis<0>)));
}
/// Negative evidence lower bound with a Gaussian encoder, fixed noise and a Bernoulli decoder.
constexpr term vae_elbo(term x, term We, term be, term Wm, term bm, term Wv, term bv, term Wd, term bd,
                        term eps) {
  term const h = tanh(matmul(We, x) + be), mu = matmul(Wm, h) + bm, lv = matmul(Wv, h) + bv;
  term const o = matmul(Wd, mu + exp(lv / 2) * eps) + bd;
  return sum(softplus(o) - x * o) - 0.5 * sum(1 + lv - square(mu) - exp(lv));
}
/// PPO's clipped loss of a linear softmax policy, with an entropy bonus.
constexpr term ppo_clip(term W, term X, term act, term old, term adv, double eps) {
  term const logp = log_softmax(matmul(X, W), axis<1>);
  term const ratio = exp(squeeze(gather(logp, unsqueeze(act, axis<1>), axis<1>), axis<1>) - old);
  term const entropy = -sum(exp(logp) * logp, axis<1>);
  return -mean(minimum(ratio * adv, clamp(ratio, 1 - eps, 1 + eps) * adv)) - 0.01 * mean(entropy);
}
/// dy/dt = W2 tanh(W1 y + b) by s steps of Euler; the squared distance of the result to t.
constexpr term neural_ode_adjoint(term y, term W1, term b, term W2, int s, term t) {
  for (int i = 0; i < s; ++i) y = y + 0.1 * matmul(W2, tanh(matmul(W1, y) + b));
  return sum(square(y - t));
}

}  // namespace models
