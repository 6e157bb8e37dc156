// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"
using namespace laws;

TEST_CASE("laws: selection") {
  static constexpr tensor<std::int64_t, 13> often{1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0};
  static constexpr tensor<std::int64_t, 4> index{2, 0, 2, 1};
  static constexpr tensor<std::int64_t, 2, 2> places{{0, 2}, {1, 1}};
  [[maybe_unused]] static constexpr int picks[]{5, 0, 5, 3};
  check_all(row<"topk">([](auto x) { return topk<2>(x, axis<0>); }, in<-2, 2, 4, 2>),
            row<"topk, of many rows">([](auto x) { return topk<2>(x, axis<1>); }, in<-2, 2, 9, 8>),
            row<"topk, of a product">([](auto w, auto x) { return topk<3>(matmul(w, x)); },
                                      in<-2, 2, 20, 6>, in<-2, 2, 6>),
            row<"topk, as a kernel">([](auto x) { return topk<5>(x); }, in<-2, 2, 6, 40>),
            row<"sort">([](auto x) { return sort(x); }, in<-2, 2, 2, 4>),
            row<"sort, descending">([](auto x) { return sort(x, axis<0>, descending); }, in<-2, 2, 4, 2>),
            row<"kthvalue">([](auto x) { return kthvalue<2>(x); }, in<-2, 2, 5>),
            row<"soft_topk">([](auto x) { return soft_topk<2>(x, 0.5); }, in<-2, 2, 4>),
            row<"pick">([](auto x) { return picked(x, picks, 4); }, in<-2, 2, 3, 2>),
            row<"pick, as a kernel">([](auto x) { return picked(square(square(x)), picks, 4); },
                                     in<-2, 2, 300>),
            row<"index_select">([](auto x) { return index_select(x, literal<index>); }, in<-2, 2, 3, 2>),
            row<"gather">([](auto x) { return gather(x, literal<places>, axis<0>); }, in<-2, 2, 3, 2>),
            row<"scatter_add">([](auto x, auto s) { return scatter_add(x, literal<places>, s, axis<0>); },
                               in<-2, 2, 3, 2>, in<-2, 2, 2, 2>),
            row<"index_select of matrices, times vectors">(
                [](auto w, auto x) {
                  return matmul(index_select(w, literal<index>), unsqueeze(x, axis<2>));
                },
                in<-2, 2, 3, 9, 5>, in<-2, 2, 4, 5>),
            row<"index_select of few matrices, times vectors">(
                [](auto w, auto x) {
                  return matmul(index_select(w, literal<often>), unsqueeze(x, axis<2>));
                },
                in<-2, 2, 2, 9, 5>, in<-2, 2, 13, 5>),
            row<"index_select of matrices, times matrices">(
                [](auto w, auto x) { return matmul(index_select(w, literal<index>), x); }, in<-2, 2, 3, 5, 4>,
                in<-2, 2, 4, 4, 3>));
}
