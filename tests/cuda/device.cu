// SPDX-License-Identifier: BSL-1.0
// What tests/cuda/ptx.py looks at. Without the toolkit's headers, so that clang alone can compile it.
#include <cstdlib>
#include <tapeless/tapeless.hpp>
#if !defined __global__
#define __global__ __attribute__((global))
#endif

using namespace tapeless;

constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
constexpr auto loss = sum(square(topk<2>(matmul(W, x))));

constexpr void notebook(double const* in, double* out) {
  auto const slope =
      evaluate(gradient(loss, x), W = view<double const, 3, 3>(in), x = view<double const, 3>(in + 9));
  for (int i = 0; i < 3; ++i) out[i] = slope.data()[i];
}
constexpr void elementary(double const* in, double* out) {
  constexpr auto f = sum(0.1_c * exp(x) * tanh(x) + log(x) * sqrt(x));
  auto const slope = evaluate(gradient(f, x), x = view<double const, 3>(in));
  for (int i = 0; i < 3; ++i) out[i] = slope.data()[i];
}
// These lie in registers and call nothing.
__global__ void small_notebook(double const* in, double* out) { notebook(in, out); }
__global__ void small_smooth(double const* in, double* out) { elementary(in, out); }

constexpr auto entries() {
  tensor<double, 20, 20> t;
  for (int i = 0; i < 400; ++i) t.data()[i] = i % 7;
  return t;
}
constexpr auto numbers = entries();
constexpr variable<"A", 20, 20> A;

constexpr void tables(double const* in, double* out) {
  constexpr auto f = sum(sin(matmul(literal<numbers>, A))) + sum(polygamma<2>(x)) + sum(lgamma(x));
  auto const [by_A, by_x] =
      evaluate(gradient(f, A, x), A = view<double const, 20, 20>(in), x = view<double const, 3>(in + 400));
  for (int i = 0; i < 400; ++i) out[i] = by_A.data()[i];
  for (int i = 0; i < 3; ++i) out[400 + i] = by_x.data()[i];
}
// This one reads every kind of table when it runs.
__global__ void large_tables(double const* in, double* out) { tables(in, out); }

constexpr variable<"B", 8, 30> B;
constexpr variable<"C", 30, 9> C;
constexpr variable<"D", 6, 6> D;
constexpr variable<"v", 30> v;

constexpr void tensors(double const* in, double* out) {
  constexpr auto f = sum(exp(0.1_c * matmul(B, C))) + sum(square(matmul(B, v))) + sum(softmax(B, axis<0>)) * det(D) +
                     sum(topk<3>(sum(C, axis<1>)));
  auto const [value, by_B, by_C, by_D, by_v] =
      evaluate(formulas(f, gradient(f, B), gradient(f, C), gradient(f, D), gradient(f, v)),
               B = view<double const, 8, 30>(in), C = view<double const, 30, 9>(in + 240),
               D = view<double const, 6, 6>(in + 510), v = view<double const, 30>(in + 546));
  *out++ = value;
  for (double entry : by_B) *out++ = entry;
  for (double entry : by_C) *out++ = entry;
  for (double entry : by_D) *out++ = entry;
  for (double entry : by_v) *out++ = entry;
}
// Kept as tensors: loops, reductions along either axis, products in all their forms, kernels of their own.
__global__ void large_tensors(double const* in, double* out) { tensors(in, out); }
