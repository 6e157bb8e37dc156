// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"
using namespace laws;

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
