// SPDX-License-Identifier: BSL-1.0
// linear, attention, dropout, mixtures of experts.
#include "check.hpp"
using namespace tapeless;

constexpr double infinity = check::inf<double>, nan = check::nan<double>;
constexpr variable<"x", 2, 3> x;
constexpr variable<"w", 4, 3> w;
constexpr variable<"b", 4> b;
constexpr auto a = check::mixed<tensor<double, 2, 3>>(2);
constexpr auto a_w = check::mixed<tensor<double, 4, 3>>(3);
constexpr tensor<double, 4> a_b{1, 2, 3, 4};
static_assert(evaluate(linear(x, w, b), x = a, w = a_w, b = a_b) ==
              evaluate(matmul(x, transpose(w)) + b, x = a, w = a_w, b = a_b));
static_assert(check::differences_agree(sum(square(linear(x, w, b))), w, a_w, x = a, b = a_b));
constexpr variable<"u", 3> u;
constexpr variable<"high", 1, 2, 1, 2, 1, 3> high;
static_assert(linear(u, w).shape == shape{4} && linear(high, w, b).shape == shape{1, 2, 1, 2, 1, 4});

// Attention: rows of the shares, with batch axes and masks of both kinds.
constexpr variable<"q", 2, 2, 4> q;
constexpr variable<"k", 2, 3, 4> k;
constexpr variable<"v", 2, 3, 2> v;
constexpr auto a_q = check::mixed<tensor<double, 2, 2, 4>>(1);
constexpr auto a_k = check::mixed<tensor<double, 2, 3, 4>>(4);
constexpr auto a_v = check::mixed<tensor<double, 2, 3, 2>>(6);
constexpr auto scores = matmul(q, transpose(k)) / 2_c;
static_assert(check::close(evaluate(attention(q, k, v), q = a_q, k = a_k, v = a_v),
                           evaluate(matmul(softmax(scores), v), q = a_q, k = a_k, v = a_v)));
static constexpr tensor<int, 2, 3> causal{{1, 0, 0}, {1, 1, 0}};
constexpr variable<"mask", 2, 3> mask;
constexpr auto masked = evaluate(attention(q, k, v, literal<causal>), q = a_q, k = a_k, v = a_v);
static_assert(masked(0, 0, 0) == a_v(0, 0, 0) && masked(1, 0, 1) == a_v(1, 0, 1));
static_assert(masked == evaluate(attention(q, k, v, mask), q = a_q, k = a_k, v = a_v,
                                 mask = tensor<double, 2, 3>{{0, -infinity, -infinity}, {0, 0, -infinity}}));
static_assert(masked == evaluate(attention(q, k, v, mask > 0_c), q = a_q, k = a_k, v = a_v,
                                 mask = tensor<double, 2, 3>{{1, 0, 0}, {1, 1, 0}}));
static_assert(check::same_number<double>(evaluate(attention(q, k, v, mask > 0_c), q = a_q, k = a_k, v = a_v,
                                                  mask = tensor<double, 2, 3>{})(0, 0, 0),
                                         nan));
static_assert(check::differences_agree(sum(square(attention(q, k, v, literal<causal>))), k, a_k, q = a_q,
                                       v = a_v));
static_assert(evaluate(gradient(sum(attention(q, k, v, literal<causal>)), v), q = a_q, k = a_k,
                       v = a_v)(0, 2, 0) == 0.0);
constexpr variable<"h", 1, 2, 1, 2, 3, 2> h;
static_assert(attention(h, h, h).shape == h.shape);

// Dropout: the mask is the caller's.
constexpr variable<"keep", 3> keep;
constexpr tensor<double, 3> kept{1, 0, 1};
static_assert(evaluate(dropout(u, keep, 0.5_c), u = tensor<double, 3>{1, nan, 3}, keep = kept) ==
              tensor<double, 3>{2, 0, 6});
static_assert(evaluate(gradient(sum(dropout(u, keep, 0.5_c)), u), u = tensor<double, 3>{1, infinity, 3},
                       keep = kept) == tensor<double, 3>{2, 0, 2});
static_assert(evaluate(dropout(u, keep, 1_c), u = kept, keep = kept) == tensor<double, 3>{});
static_assert(evaluate(dropout(u, keep, 0_c), u = kept, keep = tensor<double, 3>{1, 1, 1}) == kept);

// A gate of two experts among four, then the mixture of what they say: dense, and of the chosen ones alone.
constexpr variable<"g", 4> g;
constexpr tensor<double, 4> a_g{0.5, -1, 2, 1};
constexpr auto gate = evaluate(moe_gate<2>(g), g = a_g);
constexpr double share = math::sigmoid(1.0);
static_assert(check::close(gate, tensor<double, 4>{0, 0, share, 1 - share}));
static_assert(evaluate(moe_gate<4>(g), g = a_g) == evaluate(softmax(g), g = a_g));
static_assert(check::differences_agree(sum(moe_gate<3>(g) * square(g)), g, a_g) &&
              check::differences_agree(sum(square(gradient(sum(moe_gate<3>(g) * square(g)), g))), g, a_g));
static_assert(evaluate(gradient(sum(moe_gate<2>(g) * literal<a_g>), g), g = a_g)(0) == 0.0);
constexpr variable<"gates", 3, 2> gates;
static_assert(evaluate(moe_gate<1>(gates), gates = tensor<double, 3, 2>{{1, 2}, {4, 3}, {5, 5}}) ==
              tensor<double, 3, 2>{{0, 1}, {1, 0}, {1, 0}});
static_assert(evaluate(moe_gate<1>(gates, axis<0>), gates = tensor<double, 3, 2>{{1, 2}, {4, 3}, {5, 5}}) ==
              tensor<double, 3, 2>{{0, 0}, {0, 0}, {1, 1}});

constexpr variable<"W", 4, 3, 3> W;
constexpr auto experts = tanh(matmul(W, u));
constexpr auto dense = matmul(moe_gate<2>(g), experts);
constexpr auto chosen_alone = matmul(softmax(topk<2>(g)), matmul(selection<2>(g), experts));
constexpr auto a_W = check::mixed<tensor<double, 4, 3, 3>>(2);
constexpr tensor<double, 3> a_u{0.5, -0.25, 0.125};
static_assert(check::close(evaluate(dense, g = a_g, W = a_W, u = a_u),
                           evaluate(chosen_alone, g = a_g, W = a_W, u = a_u)));
static_assert(check::close(evaluate(gradient(sum(square(dense)), g), g = a_g, W = a_W, u = a_u),
                           evaluate(gradient(sum(square(chosen_alone)), g), g = a_g, W = a_W, u = a_u)));
static_assert(check::differences_agree(sum(square(dense)), u, a_u, g = a_g, W = a_W));
