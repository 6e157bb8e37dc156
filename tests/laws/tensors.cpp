// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"
using namespace laws;

TEST_CASE("laws: reductions") {
  check_all(row<"sum">([](auto x) { return sum(x, axis<0, 2>); }, in<-2, 2, 2, 3, 2>),
            row<"mean">([](auto x) { return mean(x, axis<-1>, keepdims); }, in<-2, 2, 2, 3>),
            row<"prod">([](auto x) { return prod(x, axis<1>); }, in<-2, 2, 2, 4>),
            row<"var">([](auto x) { return var(x, axis<1>); }, in<-2, 2, 2, 4>),
            row<"stddev">([](auto x) { return stddev(x); }, in<-2, 2, 2, 3>),
            row<"amax">([](auto x) { return amax(x, axis<0>); }, in<-2, 2, 4, 2>),
            row<"amin">([](auto x) { return amin(x); }, in<-2, 2, 2, 3>),
            row<"max">([](auto x) { return max(x, axis<1>); }, in<-2, 2, 2, 4>),
            row<"median">([](auto x) { return median(x, axis<0>); }, in<-2, 2, 5, 2>),
            row<"logsumexp">([](auto x) { return logsumexp(x, axis<0, 1>); }, in<-2, 2, 2, 3>),
            row<"norm">([](auto x) { return norm(x, axis<1>); }, in<-2, 2, 2, 3>),
            row<"norm, p = 1">([](auto x) { return norm(x, 1); }, in<-2, 2, 5>),
            row<"norm, p = 3">([](auto x) { return norm(x, 3); }, in<-2, 2, 5>),
            row<"norm, inf">([](auto x) { return norm(x, tapeless::inf); }, in<-2, 2, 5>),
            row<"count">([](auto x) { return count(x > 0) + any(x > 1) + all(x > -3); }, in<-2, 2, 5>),
            row<"argmax">([](auto x) { return argmax(x, axis<0>); }, in<-2, 2, 5, 2>));
}
TEST_CASE("laws: scans") {
  check_all(row<"cumsum">([](auto x) { return cumsum(x, axis<0>); }, in<-2, 2, 4, 2>),
            row<"cumprod">([](auto x) { return cumprod(x); }, in<-2, 2, 2, 4>),
            row<"cummax">([](auto x) { return cummax(x); }, in<-2, 2, 6>),
            row<"cummin">([](auto x) { return cummin(x); }, in<-2, 2, 6>),
            row<"logcumsumexp">([](auto x) { return logcumsumexp(x, axis<0>); }, in<-2, 2, 4, 2>));
}
TEST_CASE("laws: layout") {
  check_all(
      row<"reshape">([](auto x) { return reshape<2, -1>(x); }, in<-2, 2, 3, 4>),
      row<"permute">([](auto x) { return permute(x, axis<2, 0, 1>); }, in<-2, 2, 2, 3, 2>),
      row<"transpose, rank 6">([](auto x) { return transpose(x, axis<0, 4>); }, in<-2, 2, 2, 1, 2, 1, 3, 1>),
      row<"flip">([](auto x) { return flip(x, axis<1>); }, in<-2, 2, 2, 3>),
      row<"roll">([](auto x) { return roll<2>(x, axis<0>); }, in<-2, 2, 5, 2>),
      row<"tile">([](auto x) { return tile<2, 3>(x); }, in<-2, 2, 2, 2>),
      row<"broadcast_to">([](auto x) { return broadcast_to<2, 3, 4>(x); }, in<-2, 2, 3, 1>),
      row<"slice">([](auto x) { return slice(x, range<3, 0, -1>, range<0, 5, 2>); }, in<-2, 2, 4, 5>),
      row<"concat">([](auto a, auto b) { return concat(a, b, a, axis<1>); }, in<-2, 2, 2, 2>,
                    in<-2, 2, 2, 3>),
      row<"stack">([](auto a, auto b) { return stack(a, b, axis<1>); }, in<-2, 2, 2, 2>, in<-2, 2, 2, 2>),
      row<"pad">([](auto x) { return pad<1, 2, 0, 1>(x); }, in<-2, 2, 2, 2>),
      row<"pad, reflect">([](auto x) { return pad<2, 1>(x, reflect_mode); }, in<-2, 2, 5>),
      row<"diag_embed">([](auto x) { return diag_embed(x); }, in<-2, 2, 3>),
      row<"tril">([](auto x) { return tril(x) + triu<1>(2 * x); }, in<-2, 2, 2, 3, 3>),
      row<"symmetric">([](auto x) { return symmetric(x); }, in<-2, 2, 2, 3, 3>));
}
TEST_CASE("laws: contraction") {
  check_all(row<"matmul">([](auto a, auto b) { return matmul(a, b); }, in<-2, 2, 2, 3>, in<-2, 2, 3, 4>),
            row<"matmul, batched">([](auto a, auto b) { return matmul(a, b); }, in<-2, 2, 2, 2, 3>,
                                   in<-2, 2, 3, 2>),
            row<"matmul, as a kernel">([](auto a, auto b) { return matmul(a, b); }, in<-2, 2, 12, 9>,
                                       in<-2, 2, 9, 10>),
            row<"matmul, by a transpose of squares">([](auto a, auto b) { return matmul(a, transpose(b)); },
                                                     in<-2, 2, 3, 8>, in<-2, 2, 4, 8>),
            row<"matmul, of a row">([](auto a, auto b) { return matmul(a, b); }, in<-2, 2, 17>,
                                    in<-2, 2, 17, 9>),
            row<"matmul, of short rows">([](auto a, auto x) { return matmul(a, x); }, in<-2, 2, 15, 6>,
                                         in<-2, 2, 6>),
            row<"matmul, of few terms a row">([](auto a, auto x) { return matmul(x, a); }, in<-2, 2, 5, 11>,
                                              in<-2, 2, 5>),
            row<"outer">([](auto a, auto b) { return outer(a, b); }, in<-2, 2, 3>, in<-2, 2, 2>),
            row<"dot">([](auto a, auto b) { return dot(a, b); }, in<-2, 2, 3>, in<-2, 2, 3>),
            row<"kron">([](auto a, auto b) { return kron(a, b); }, in<-2, 2, 2, 2>, in<-2, 2, 2, 3>),
            row<"cross">([](auto a, auto b) { return cross(a, b); }, in<-2, 2, 2, 3>, in<-2, 2, 2, 3>),
            row<"einsum">([](auto a, auto b) { return einsum<"bij,bjk->ik">(a, b); }, in<-2, 2, 2, 2, 3>,
                          in<-2, 2, 2, 3, 2>),
            row<"trace">([](auto a) { return trace(a); }, in<-2, 2, 3, 3>));
}
