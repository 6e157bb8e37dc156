// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr variable<"W1", 128, 64> W1;
constexpr variable<"b1", 128> b1;
constexpr variable<"W2", 128, 128> W2;
constexpr variable<"b2", 128> b2;
constexpr variable<"W3", 10, 128> W3;
constexpr variable<"b3", 10> b3;
#if BATCH == 1
constexpr variable<"x", 64> x;
constexpr variable<"t", 10> t;
constexpr auto h = relu(matmul(W2, tanh(matmul(W1, x) + b1)) + b2);
constexpr auto loss = cross_entropy(matmul(W3, h) + b3, t);
#else
constexpr variable<"x", BATCH, 64> x;
constexpr variable<"t", BATCH, 10> t;
constexpr auto h = relu(matmul(tanh(matmul(x, transpose(W1)) + b1), transpose(W2)) + b2);
constexpr auto loss = cross_entropy(matmul(h, transpose(W3)) + b3, t);
#endif

static auto compute(input const& in) {
  return evaluate(value_and_gradient(loss, W1, b1, W2, b2, W3, b3), W1 = view<double const, 128, 64>(in.W1),
                  b1 = view<double const, 128>(in.b1), W2 = view<double const, 128, 128>(in.W2),
                  b2 = view<double const, 128>(in.b2), W3 = view<double const, 10, 128>(in.W3),
                  b3 = view<double const, 10>(in.b3), x = std::span(in.X), t = std::span(in.T));
}
static contender const by_tapeless = entrant<compute>("tapeless");
