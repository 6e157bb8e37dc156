// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <array>
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr int d = input::d, K = input::K, n = input::n;
constexpr variable<"alpha", K> alpha;
constexpr variable<"mu", K, d> mu;
constexpr variable<"q", K, d> q;
constexpr variable<"L", K, d, d> L;
constexpr variable<"x", n, d> x;

// |Q (x - mu)|² is linear in the products of two coordinates of x, each pair taken once, and in x: all points
// under all components are one matrix product.
constexpr auto of_pairs = [](auto what) {
  tensor<double, d*(d + 1) / 2> of;
  for (int a = 0, pair = 0; a < d; ++a)
    for (int b = a; b < d; ++b) of.data()[pair++] = what(a, b);
  return of;
};
constexpr auto entry = of_pairs([](int a, int b) { return d * a + b; });
constexpr auto weight = of_pairs([](int a, int b) { return a == b ? -0.5 : -1; });
constexpr auto points = transpose(x);
constexpr auto features = []<int... A>(std::integer_sequence<int, A...>) {
  return concat(slice(points, at<A>) * slice(points, range<A>)..., points);
}(std::make_integer_sequence<int, d>{});

constexpr auto Q = tril<-1>(L) + diag_embed(exp(q));
constexpr auto P = matmul(permute(Q, axis<0, 2, 1>), Q);
constexpr auto z = matmul(Q, unsqueeze(mu, axis<2>));
constexpr auto by_x = reshape<K, d>(matmul(permute(Q, axis<0, 2, 1>), z));
constexpr auto by_pairs = index_select(reshape<K, d * d>(P), literal<entry>, axis<1>) * literal<weight>;
constexpr auto level = alpha + sum(q, axis<1>) - 0.5_c * sum(square(z), axis<1, 2>);
constexpr auto m = unsqueeze(level, axis<1>) + matmul(concat(by_pairs, by_x, axis<1>), features);
constexpr auto prior = 0.5_c * (sum(exp(2_c * q)) + sum(square(tril<-1>(L))));
constexpr auto loss = sum(logsumexp(m, axis<0>)) - 1000_c * logsumexp(alpha) + prior - 9189.38533204672742_c;

constexpr auto both = value_and_gradient(loss, alpha, mu, q, L);

static auto compute(input const& in) {
  alignas(64) static std::array<double, workspace_bytes(both) / sizeof(double)>
      memory;  // above the stack's limit
  return evaluate(both, alpha = std::span(in.alpha), mu = std::span(in.mu), q = std::span(in.q),
                  L = std::span(in.L), x = std::span(in.x), workspace(memory));
}
static contender const by_tapeless = entrant<compute>("tapeless");
