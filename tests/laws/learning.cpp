// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"
using namespace laws;

TEST_CASE("laws: activations") {
  check_all(row<"relu">([](auto x) { return relu(x); }, in<-3, 3, 2, 3>),
            row<"relu6">([](auto x) { return relu6(x); }, in<-4, 9, 7>),
            row<"leaky_relu">([](auto x) { return leaky_relu(x, 0.1); }, in<-3, 3, 4>),
            row<"prelu">([](auto x, auto a) { return prelu(x, a); }, in<-3, 3, 2, 3>, in<0, 1, 3>),
            row<"elu">([](auto x) { return elu(x, 0.5); }, in<-3, 3, 4>),
            row<"celu">([](auto x) { return celu(x, 2); }, in<-3, 3, 4>),
            row<"selu">([](auto x) { return selu(x); }, in<-3, 3, 4>),
            row<"gelu">([](auto x) { return gelu(x); }, in<-3, 3, 2, 2>),
            row<"gelu_tanh">([](auto x) { return gelu_tanh(x); }, in<-3, 3, 4>),
            row<"silu">([](auto x) { return silu(x); }, in<-3, 3, 2, 2>),
            row<"mish">([](auto x) { return mish(x); }, in<-3, 3, 4>),
            row<"hardtanh">([](auto x) { return hardtanh(x, -2, 1); }, in<-3, 3, 5>),
            row<"hardsigmoid">([](auto x) { return hardsigmoid(x); }, in<-5, 5, 5>),
            row<"hardswish">([](auto x) { return hardswish(x); }, in<-5, 5, 5>),
            row<"softsign">([](auto x) { return softsign(x); }, in<-3, 3, 4>),
            row<"softshrink">([](auto x) { return softshrink(x, 0.75); }, in<-3, 3, 5>),
            row<"hardshrink">([](auto x) { return hardshrink(x); }, in<-3, 3, 5>),
            row<"tanhshrink">([](auto x) { return tanhshrink(x); }, in<-3, 3, 4>),
            row<"threshold">([](auto x) { return threshold(x, 0.5, -1); }, in<-3, 3, 5>),
            row<"clamp">([](auto x, auto low) { return clamp(x, low, 1.5); }, in<-3, 3, 2, 3>, in<-2, -1, 3>),
            row<"clamp_min">([](auto x) { return clamp_min(x, 0.25); }, in<-3, 3, 5>),
            row<"logit">([](auto x) { return logit(x / 4); }, in<1, 3, 3>),
            row<"clamp_max">([](auto x) { return clamp_max(x, 0.25); }, in<-3, 3, 5>));
}
TEST_CASE("laws: softmax and losses") {
  static constexpr tensor<std::int64_t, 3> classes{2, 0, 1};
  static constexpr tensor<int, 2, 4> mask{{1, 0, 1, 1}, {0, 0, 1, 0}};
  [[maybe_unused]] static constexpr double never = -std::numeric_limits<double>::infinity();
  check_all(
      row<"softmax">([](auto x) { return softmax(x); }, in<-3, 3, 2, 4>),
      row<"softmax, of pairs">(
          [](auto x, auto y) { return y * softmax(x, axis<1>) + amax(x, axis<1>, keepdims); },
          in<-2, 2, 13, 2>, in<-2, 2, 2>),
      row<"softmax, masked">([](auto x) { return softmax(where(literal<mask>, x, never)); }, in<-3, 3, 2, 4>),
      row<"softmax, axis 0">([](auto x) { return softmax(x, axis<0>); }, in<-3, 3, 3, 2, 2>),
      row<"log_softmax">([](auto x) { return log_softmax(x); }, in<-3, 3, 2, 4>),
      row<"cross_entropy">([](auto x) { return cross_entropy(x, literal<classes>); }, in<-3, 3, 3, 4>),
      row<"mse_loss">([](auto x, auto t) { return mse_loss(x, t); }, in<-3, 3, 2, 3>, in<-3, 3, 2, 3>),
      row<"l1_loss">([](auto x, auto t) { return l1_loss(x, t); }, in<-3, 3, 2, 3>, in<-3, 3, 2, 3>),
      row<"huber_loss">([](auto x, auto t) { return huber_loss(x, t, 0.5); }, in<-3, 3, 5>, in<-3, 3, 5>),
      row<"smooth_l1_loss">([](auto x, auto t) { return smooth_l1_loss(x, t, 0.5); }, in<-3, 3, 5>,
                            in<-3, 3, 5>),
      row<"bce_loss">([](auto p, auto t) { return bce_loss(p / 4, t / 4); }, in<1, 3, 4>, in<0, 3, 4>),
      row<"bce_with_logits_loss">([](auto x, auto t) { return bce_with_logits_loss(x, t); }, in<-3, 3, 4>,
                                  in<0, 1, 4>),
      row<"kl_div">([](auto q, auto p) { return kl_div(q, p); }, in<-3, -1, 4>, in<1, 3, 4>),
      row<"cosine_similarity">([](auto a, auto b) { return cosine_similarity(a, b); }, in<-3, 3, 2, 4>,
                               in<1, 3, 2, 4>),
      row<"normalize">([](auto x) { return normalize(x); }, in<1, 3, 2, 3>),
      row<"gaussian_nll_loss">([](auto m, auto y, auto v) { return gaussian_nll_loss(m, y, v); },
                               in<-2, 2, 3>, in<-2, 2, 3>, in<1, 3, 3>),
      row<"poisson_nll_loss">([](auto x, auto y) { return poisson_nll_loss(x, y); }, in<-2, 2, 3>,
                              in<0, 4, 3>));
}
TEST_CASE("laws: layers") {
  check_all(
      row<"linear">([](auto x, auto w, auto b) { return linear(x, w, b); }, in<-2, 2, 2, 3>, in<-2, 2, 4, 3>,
                    in<-2, 2, 4>),
      row<"layer_norm">([](auto x, auto w, auto b) { return layer_norm<1>(x, w, b); }, in<-2, 2, 2, 4>,
                        in<1, 2, 4>, in<-2, 2, 4>),
      row<"rms_norm">([](auto x) { return rms_norm(x); }, in<-2, 2, 2, 4>),
      row<"group_norm">([](auto x, auto w, auto b) { return group_norm<2>(x, w, b); }, in<-2, 2, 1, 4, 2>,
                        in<1, 2, 4>, in<-2, 2, 4>),
      row<"batch_norm_training">([](auto x, auto w, auto b) { return batch_norm_training(x, w, b); },
                                 in<-2, 2, 4, 2>, in<1, 2, 2>, in<-2, 2, 2>),
      row<"attention">([](auto q, auto k, auto v) { return attention(q, k, v); }, in<-2, 2, 3, 2>,
                       in<-2, 2, 4, 2>, in<-2, 2, 4, 2>),
      row<"moe_gate">([](auto x) { return moe_gate<2>(x); }, in<-2, 2, 2, 5>),
      row<"cdist">([](auto a, auto b) { return cdist(a, b); }, in<-2, 2, 2, 3>, in<3, 5, 3, 3>),
      row<"conv1d">([](auto x, auto w) { return conv1d(x, w); }, in<-2, 2, 1, 2, 6>, in<-2, 2, 3, 2, 3>),
      row<"conv2d, with everything">(
          [](auto x, auto w, auto b) {
            return conv2d(x, w, b, stride<2>, padding<1>, dilation<2>, groups<2>);
          },
          in<-2, 2, 1, 2, 5, 5>, in<-2, 2, 2, 1, 2, 2>, in<-2, 2, 2>),
      row<"conv2d, windows apart">(
          [](auto x, auto w) { return conv2d(x, w, stride<2, 1>, dilation<1, 2>); }, in<-2, 2, 1, 2, 5, 6>,
          in<-2, 2, 2, 2, 2, 2>),
      row<"conv_transpose2d">([](auto x, auto w) { return conv_transpose2d(x, w, stride<2>, padding<1>); },
                              in<-2, 2, 1, 2, 3, 3>, in<-2, 2, 2, 1, 3, 3>),
      row<"max_pool2d">([](auto x) { return max_pool2d<2>(x); }, in<-2, 2, 1, 1, 4, 4>),
      row<"max_pool1d, of relu">([](auto x) { return max_pool1d<2>(relu(x)); }, in<-2, 2, 3, 14>),
      row<"max_pool2d, between gaps">([](auto x) { return max_pool2d<2>(x, stride<3, 2>); },
                                      in<-2, 2, 1, 1, 8, 9>),
      row<"max_pool2d, windows that meet">([](auto x) { return max_pool2d<3>(x, stride<1, 2>); },
                                           in<-2, 2, 1, 1, 5, 11>),
      row<"avg_pool2d">([](auto x) { return avg_pool2d<2>(x); }, in<-2, 2, 1, 1, 4, 4>),
      row<"adaptive_avg_pool2d">([](auto x) { return adaptive_avg_pool2d<2, 3>(x); }, in<-2, 2, 1, 1, 5, 4>));
}
