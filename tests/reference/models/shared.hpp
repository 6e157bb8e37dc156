// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "terms.hpp"

// Small formulas that use their operands and intermediate values more than once.
namespace models {

/// y = tanh(w y + b), ten times
constexpr term sh_deep_tanh(term x, term w, term b) {
  for (int i = 0; i < 10; ++i) x = tanh(w * x + b);
  return x;
}
constexpr term sh_diff_of_squares(term a, term b) { return (a + b) * (a - b); }
constexpr term sh_gram(term a) { return matmul(a, transpose(a)); }
/// c0 + c1 x + ... by Horner's scheme
template <int N>
constexpr term sh_horner(term c, term x) {
  term y = row<N - 1>(c);
  for_each_index<N - 1>([&](auto i) { y = y * x + row<N - 2 - i>(c); });
  return y;
}
constexpr term sh_matmul_self(term a) { return matmul(a, a); }
constexpr term sh_outer_self(term x) { return matmul(outer(x, x), x); }
constexpr term sh_power_self(term x) { return pow(x, x); }
constexpr term sh_quadratic(term a, term x) { return dot(x, matmul(a, x)); }
constexpr term sh_reused_exp(term x) {
  term const e = exp(x);
  return log(sum(e) + sum(square(e))) / (1 + sum(e));
}
constexpr term sh_same_twice(term x) { return sum(concat(x, x, axis<0>) * concat(square(x), x, axis<0>)); }
constexpr term sh_self_div(term x) { return x / x; }
constexpr term sh_self_sub(term x) { return x - x; }
constexpr term sh_softmax_entropy(term x) {
  term const logarithm = log_softmax(x);
  return -sum(exp(logarithm) * logarithm);
}
constexpr term sh_speelpenning(term x) { return prod(x); }
constexpr term sh_square_plus(term x) { return x * x + x; }
constexpr term sh_trace_sandwich(term a, term b) { return trace(matmul(matmul(a, b), transpose(a))); }
constexpr term sh_trig_identity(term x) { return square(sin(x)) + square(cos(x)); }
constexpr term sh_two_uses(term w, term x) { return matmul(w, x) * matmul(transpose(w), x); }

}  // namespace models
