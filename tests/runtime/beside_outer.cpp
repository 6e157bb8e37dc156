// SPDX-License-Identifier: BSL-1.0
// What a layer passes back and the gradient by its weights, an outer product, run in one loop over the
// weights: constant evaluation and run time agree to the bit, and both with plain loops.
#include <tapeless/tapeless.hpp>
#include "../static/check.hpp"
#include "catch.hpp"
using namespace tapeless::core;
using check::mixed, check::same, check::close;

namespace {

/// Σ (V relu(W x + b))² by all of them, V [M, K], W [K, 5].
template <class T, std::size_t M, std::size_t K>
struct two_layers {
  static constexpr variable<"V", M, K> V{};
  static constexpr variable<"W", K, 5> W{};
  static constexpr variable<"b", K> b{};
  static constexpr variable<"x", 5> x{};
  static constexpr auto loss = sum(square(matmul(V, relu(matmul(W, x) + b))));
  static constexpr auto all = value_and_gradient(loss, V, W, b);
  static constexpr auto at_V = mixed<tensor<T, M, K>>(1);
  static constexpr auto at_W = mixed<tensor<T, K, 5>>(2);
  static constexpr auto at_b = mixed<tensor<T, K>>(3);
  static constexpr auto at_x = mixed<tensor<T, 5>>(4);
  static constexpr auto run() { return evaluate(all, V = at_V, W = at_W, b = at_b, x = at_x); }

  static bool by_loops(auto const& results) {
    tensor<T, K> h{}, by_b{};
    tensor<T, M> g{};
    tensor<T, M, K> by_V{};
    tensor<T, K, 5> by_W{};
    for (std::size_t k = 0; k < K; ++k) {
      h(k) = at_b(k);
      for (std::size_t j = 0; j < 5; ++j) h(k) += at_W(k, j) * at_x(j);
      if (!(h(k) > 0)) h(k) = 0;
    }
    for (std::size_t m = 0; m < M; ++m)
      for (std::size_t k = 0; k < K; ++k) g(m) += 2 * at_V(m, k) * h(k);
    for (std::size_t m = 0; m < M; ++m)
      for (std::size_t k = 0; k < K; ++k) {
        by_V(m, k) = g(m) * h(k);
        if (h(k) > 0) by_b(k) += g(m) * at_V(m, k);
      }
    for (std::size_t k = 0; k < K; ++k)
      for (std::size_t j = 0; j < 5; ++j) by_W(k, j) = by_b(k) * at_x(j);
    T const about = T(4096) * std::numeric_limits<T>::epsilon();
    return close(results[V], by_V, about) && close(results[W], by_W, about) && close(results[b], by_b, about);
  }
  static bool agrees() {
    static constexpr auto folded = run();
    auto const computed = run();
    return same(folded[V], computed[V]) && same(folded[W], computed[W]) && same(folded[b], computed[b]) &&
           by_loops(computed);
  }
  /// Products of its plan: those of the value alone, where the loop makes what is passed back.
  static constexpr int products() {
    constexpr auto const& plan = entries_of<type_of<all>>::program::plan;
    int count = 0;
    for (int s = 0; s < plan.length; ++s) count += plan.steps[s].what == tensor_step::product;
    return count;
  }
};

}  // namespace

TEST_CASE("Short columns, and those of a matrix beyond the first cache") {
  CHECK(two_layers<double, 24, 40>::agrees());
  CHECK(two_layers<double, 20, 33>::agrees());
  CHECK(two_layers<float, 24, 50>::agrees());
  CHECK(two_layers<double, 90, 75>::by_loops(two_layers<double, 90, 75>::run()));  // too long to fold
  CHECK(two_layers<float, 60, 136>::by_loops(two_layers<float, 60, 136>::run()));
}
TEST_CASE("One loop makes both") {
  static_assert(two_layers<double, 24, 40>::products() == 2);
  static_assert(two_layers<double, 90, 75>::products() == 2);
  static_assert(two_layers<double, 24, 16>::products() == 3);  // whose rows have partial sums
  SUCCEED();
}
TEST_CASE("Of selected rows only these are read") {
  constexpr variable<"W", 40, 20> W;
  constexpr variable<"x", 20> x;
  constexpr auto all = gradient(sum(square(topk<3>(matmul(W, x)))), W, x);
  auto at_W = mixed<tensor<double, 40, 20>>(1);
  tensor<double, 20> at_x;
  for (double& entry : at_x.entries) entry = 1;
  at_W(7, 5) = -std::numeric_limits<double>::infinity();  // never among the first
  auto const by = evaluate(all, W = at_W, x = at_x);
  bool finite = true, zero = true;
  for (double const& entry : by[x].entries) finite = finite && entry - entry == 0;
  for (std::size_t j = 0; j < 20; ++j) zero = zero && by[W](7, j) == 0;
  CHECK(finite);
  CHECK(zero);
}
