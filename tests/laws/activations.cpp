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
