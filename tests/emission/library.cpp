// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>

using namespace tapeless;
constexpr variable<"W", 3, 3> W;
constexpr variable<"x", 3> x;
constexpr auto loss = sum(square(topk<2>(matmul(W, x))));
auto by_library(tensor<double, 3, 3> const& w, tensor<double, 3> const& v) {
  return evaluate(gradient(loss, W, x), W = w, x = v);
}
