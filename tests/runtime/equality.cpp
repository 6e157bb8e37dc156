// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include <random>
#include <tapeless/tapeless.hpp>
#include "catch.hpp"

// Formulas that compare as equal have equal values at random points, those that compare as different do not.
using namespace tapeless;
namespace {

constexpr variable<"A", 3, 3> A;
constexpr variable<"B", 3, 3> B;
constexpr variable<"C", 3, 3> C;
constexpr variable<"x", 3> x;
constexpr variable<"y", 3> y;
constexpr variable<"z", 3> z;
constexpr variable<"s"> s;

/// The greatest difference of two formulas, relative to their entries, over some points with entries between
/// low and high.
template <class F, class G>
double distance(F f, G g, double low, double high) {
  std::mt19937 bits(7);
  std::uniform_real_distribution<double> any(low, high);
  double most = 0;
  for (int point = 0; point < 5; ++point) {
    tensor<double, 3, 3> a, b, c;
    tensor<double, 3> u, v, w;
    auto const draw = [&](auto&... tensors) {
      auto const one = [&](auto& t) {
        for (double& entry : t) entry = any(bits);
      };
      (one(tensors), ...);
    };
    draw(a, b, c, u, v, w);
    double const number = any(bits);
    auto const left = evaluate(f, A = a, B = b, C = c, x = u, y = v, z = w, s = number);
    auto const right = evaluate(g, A = a, B = b, C = c, x = u, y = v, z = w, s = number);
    for (std::size_t i = 0; i < left.size(); ++i) {
      double const p = static_cast<double>(left.data()[i]), q = static_cast<double>(right.data()[i]);
      double const apart = std::abs(p - q) / (1 + std::abs(p));
      if (!(apart <= most)) most = apart == apart ? apart : HUGE_VAL;
    }
  }
  return most;
}
template <class F, class G>
void equal_values(F f, G g, double low = 0.25, double high = 2) {
  static_assert(F{} == G{});
  CHECK(distance(f, g, low, high) < 1e-12);
}
template <class F, class G>
void different_values(F f, G g, double low = -2, double high = 2) {
  static_assert(F{} != G{});
  CHECK(!(distance(f, g, low, high) < 1e-6));
}

}  // namespace

TEST_CASE("equal: arithmetic") {
  equal_values(square(x + y), square(x) + 2_c * x * y + y * y, -2, 2);
  equal_values((x * x - y * y) / (x - y), x + y, -2, 2);
  equal_values(x / y + z / y, (x + z) / y);
  equal_values(x / y + y / x, (x * x + y * y) / (x * y));
  equal_values(pow(x + 1_c, 3_c), x * x * x + 3_c * x * x + 3_c * x + 1_c, -2, 2);
  equal_values(0.1_c * x + 0.2_c * x, 0.3_c * x, -2, 2);
  equal_values(pow(x, y) * pow(x, z), pow(x, y + z));
  equal_values(pow(x, 1.5_c), x * sqrt(x));
  equal_values(sum(square(x / norm(x))), 1_c + 0_c * s, -2, 2);
  equal_values(abs(x) * abs(x), x * x, -2, 2);
  equal_values(abs(x), x * sign(x), -2, 2);
}
TEST_CASE("equal: sums, products of matrices, entries that move") {
  equal_values(sum(s * x + y), s * sum(x) + sum(y), -2, 2);
  equal_values(sum(broadcast_to<4, 3>(x), axis<0>), 4_c * x, -2, 2);
  equal_values(var(x), (sum(square(x)) - square(sum(x)) / 3_c) / 2_c, -2, 2);
  equal_values(matmul(matmul(A, B), C), matmul(A, matmul(B, C)), -2, 2);
  equal_values(transpose(matmul(A, B)), matmul(transpose(B), transpose(A)), -2, 2);
  equal_values(matmul(outer(x, y), z), x * dot(y, z), -2, 2);
  equal_values(dot(x, matmul(A, y)), dot(matmul(transpose(A), x), y), -2, 2);
  equal_values(det(matmul(A, B)), det(A) * det(B), -2, 2);
  equal_values(trace(matmul(A, B)), sum(A * transpose(B)), -2, 2);
  equal_values(matmul(A + 9_c * eye<3>, solve(A + 9_c * eye<3>, x)), x, -2, 2);
  equal_values(det(inverse(A + 9_c * eye<3>)), 1_c / det(A + 9_c * eye<3>), -2, 2);
  equal_values(matmul(diag(x), y), x * y, -2, 2);
  equal_values(sum(concat(x, y)), sum(x) + sum(y), -2, 2);
  equal_values(tril(A) + triu<1>(A), A, -2, 2);
}
TEST_CASE("equal: functions") {
  equal_values(exp(x) * exp(y), exp(x + y), -2, 2);
  equal_values(exp(log(x)), x);
  equal_values(log(exp(x) / sum(exp(y))), x - logsumexp(y), -2, 2);
  equal_values(logsumexp(x + s), logsumexp(x) + s, -2, 2);
  equal_values(softmax(x - max(x)), softmax(x), -2, 2);
  equal_values(logsigmoid(x), x + logsigmoid(-x), -2, 2);
  equal_values(tanh(x), 2_c * sigmoid(2_c * x) - 1_c, -2, 2);
  equal_values(sech2(x), 1_c - square(tanh(x)), -2, 2);
  equal_values(sin(x + y), sin(x) * cos(y) + cos(x) * sin(y), -2, 2);
  equal_values(cos(2_c * x), 1_c - 2_c * square(sin(x)), -2, 2);
  equal_values(relu(x), maximum(x, 0_c), -2, 2);
  equal_values(maximum(x, y) + minimum(x, y), x + y, -2, 2);
}
TEST_CASE("equal: gradients") {
  constexpr auto logits = matmul(B, tanh(matmul(A, x))) + y;
  constexpr auto slope = sum(z) * softmax(logits) - z;
  equal_values(gradient(cross_entropy(logits, z), B), outer(slope, tanh(matmul(A, x))));
  equal_values(gradient(cross_entropy(logits, z), A),
               outer((1_c - square(tanh(matmul(A, x)))) * matmul(slope, B), x));
  equal_values(gradient(norm(x), x), x / norm(x), -2, 2);
  equal_values(hessian(logsumexp(x), x), diag(softmax(x)) - outer(softmax(x), softmax(x)), -2, 2);
  equal_values(gradient(sum(square(matmul(A, matmul(B, x)))), x),
               2_c * matmul(matmul(transpose(B), transpose(A)), matmul(matmul(A, B), x)), -2, 2);
  equal_values(gradient(sum(sigmoid(x)), x), sigmoid(x) * (1_c - sigmoid(x)), -2, 2);
}
TEST_CASE("different: structure") {
  different_values(x * y, x * z);
  different_values(matmul(A, B), matmul(B, A));
  different_values(A, transpose(A));
  different_values(matmul(A, x), matmul(x, A));
  different_values(sum(A, axis<0>), sum(A, axis<1>));
  different_values(outer(x, y), outer(y, x));
  different_values(matmul(matmul(A, B), C), matmul(matmul(A, C), B));
  different_values(slice(x, range<0, 2>), slice(x, range<1, 3>));
  different_values(concat(x, y), concat(y, x));
  different_values(flip(x), x);
  different_values(trace(matmul(matmul(A, B), C)), trace(matmul(matmul(B, A), C)));
  different_values(det(A + B), det(A) + det(B));
  different_values(dot(x, y) * z, x * dot(y, z));
  different_values(diag(x), outer(x, x));
  different_values(cross(x, y), cross(y, x));
  different_values(inverse(A), transpose(A));
  different_values(solve(A, x), solve(transpose(A), x));
}
TEST_CASE("different: arithmetic and functions") {
  different_values(x - y, y - x);
  different_values(x / y, y / x);
  different_values(square(x + y), square(x) + square(y));
  different_values(sqrt(x * x), x);
  different_values(abs(x + y), abs(x) + abs(y));
  different_values(log(x * x), 2_c * log(x));
  different_values(exp(x * y), exp(x) * exp(y));
  different_values(exp(x), exp2(x));
  different_values(exp(x - x + 1_c), x - x + 81_c);
  different_values(sin(x), cos(x));
  different_values(tanh(x), tanh(2_c * x));
  different_values(softmax(x), softmax(2_c * x));
  different_values(softmax(A, axis<0>), softmax(A, axis<1>));
  different_values(logsumexp(x), log(sum(exp(2_c * x))));
  different_values(where(x < y, x, z), where(y < x, x, z));
  different_values(where(x < y, x, y), x);
  different_values(where(x, y, z), z + x * (y - z));
  different_values(where(x, 1_c, 0_c), x);
  different_values(sqrt(pow(x, 2_c)), x);
  different_values(relu(x), x);
  different_values(maximum(x, y), minimum(x, y));
  different_values(pow(x, 3_c), pow(x, 2_c));
  different_values(mean(x), sum(x));
  different_values(gradient(cross_entropy(x, y), x), softmax(x) - y);
}
