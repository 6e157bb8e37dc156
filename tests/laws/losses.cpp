// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"
#include <limits>
using namespace laws;

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
