// SPDX-License-Identifier: BSL-1.0
// What becomes of formulas that are kept as tensors: which vertices share a loop, what lies in memory.
#include <tapeless/tapeless.hpp>
#include <limits>

using namespace tapeless::core;

constexpr variable<"A", 12, 10> A;
constexpr variable<"B", 10, 12> B;
constexpr variable<"x", 10> x;
constexpr variable<"y", 12> y;
constexpr variable<"t", 2, 9, 5> t;

constexpr auto entries = [](auto value, double first) {
  double at = first;
  for (double& entry : value) {
    at += 0.6180339887498949;
    at -= int(at);
    entry = at - 0.5;
  }
  return value;
};
constexpr auto a = entries(tensor<double, 12, 10>{}, 0.1);
constexpr auto b = entries(tensor<double, 10, 12>{}, 0.2);
constexpr auto v = entries(tensor<double, 10>{}, 0.3);
constexpr auto w = entries(tensor<double, 12>{}, 0.4);
constexpr auto u = entries(tensor<double, 2, 9, 5>{}, 0.5);

template <class V>
constexpr bool close(V const& p, V const& q) {
  for (std::size_t i = 0; i < p.size(); ++i) {
    double const apart = p.data()[i] - q.data()[i];
    if (!(apart < 1e-12 && apart > -1e-12)) return false;
  }
  return true;
}
/// As loops and written out, a formula has one value.
constexpr bool agrees(auto f) {
  auto const value = [](auto g) { return evaluate(g, A = a, B = b, x = v, y = w, t = u); };
  return close(value(as_loops(f)), value(as_scalars(f)));
}

// A chain of elementwise ops and the sum that ends it are one loop, and nothing of it is stored.
constexpr auto chain = sum(square(exp(A) * 2_c - A / (1_c + square(A))));
static_assert(steps(as_loops(chain)) == 1 && workspace_bytes(as_loops(chain)) == 0);
static_assert(agrees(chain));

// Sums along the last axis, along the first and along a middle one.
static_assert(steps(as_loops(sum(exp(A), axis<1>))) == 1);
static_assert(steps(as_loops(sum(exp(A), axis<0>))) == 1);
static_assert(agrees(sum(exp(A), axis<1>)));
static_assert(agrees(sum(exp(A), axis<0>)));
static_assert(agrees(sum(t * t, axis<1>)));
static_assert(agrees(sum(t, axis<0, 1>)));
static_assert(agrees(amax(A, axis<0>) - amin(A)));

// A broadcast, a transpose and a slice are strides of the loop that reads them.
constexpr auto moved = A * x + transpose(B) + unsqueeze(y, axis<1>);
static_assert(steps(as_loops(moved)) == 1 && workspace_bytes(as_loops(moved)) == 0);
static_assert(agrees(moved));
static_assert(steps(as_loops(slice(A, range<0, 12, 3>, range<open_end, open_end, -1>) + x)) == 1);
static_assert(agrees(slice(A, range<0, 12, 3>, range<open_end, open_end, -1>) + x));
static_assert(agrees(reshape<8, 15>(transpose(A))));                  // which strides cannot say
static_assert(agrees(permute(t, axis<2, 0, 1>) * 2_c));

// Products read transposes and slices in place.
static_assert(steps(as_loops(matmul(transpose(A), transpose(B)))) == 1);
static_assert(steps(as_loops(matmul(slice(A, range<0, 8>), x))) == 1);
static_assert(agrees(matmul(A, x)) && agrees(matmul(x, B)));
static_assert(agrees(matmul(transpose(A), y)) && agrees(outer(x, y)));
static_assert(agrees(matmul(A, slice(B, range<>, range<0, 7>))));
static_assert(agrees(matmul(transpose(t), t)) && agrees(matmul(t, transpose(t))));

// What is read last may be overwritten; a loop that occurs twice is one function.
constexpr auto twice = exp(matmul(B, exp(matmul(A, x))));
static_assert(workspace_bytes(as_loops(twice)) == sizeof(double) * 22);

// Softmax, its logarithm and its slope share exponentials.
constexpr auto loss = cross_entropy(A, softmax(A * 2_c));
static_assert(agrees(softmax(A)) && agrees(log_softmax(A, axis<0>)));
static_assert(agrees(logsumexp(t, axis<0, 2>)) && agrees(gradient(loss, A)));

// Empty lanes change nothing: -0 stays, infinities and NaN come through.
constexpr variable<"z", 19> z;
constexpr double inf_ = std::numeric_limits<double>::infinity();
constexpr auto negative = [] {
  tensor<double, 19> all;
  for (double& entry : all) entry = -0.0;
  return all;
}();
static_assert(is_negative(double(evaluate(as_loops(sum(z)), z = negative))));
constexpr auto special = [] {
  auto all = negative;
  all[3] = -inf_;
  return all;
}();
static_assert(evaluate(as_loops(logsumexp(z)), z = special) > 2.8);
static_assert(evaluate(as_loops(amin(z)), z = special) == -inf_);

// What is put together is computed where it lies; of what lies apart, sums are parts beside each other, and
// slices of these are parts. Only what lies in memory already is copied.
constexpr auto two = concat(exp(x), sin(y));
static_assert(steps(as_loops(two)) == 2 && workspace_bytes(as_loops(two)) == 0 && agrees(two));
static_assert(steps(as_loops(concat(x, exp(x), x))) == 3 && agrees(concat(x, exp(x), x)));
static_assert(agrees(concat(exp(x), exp(x))) && agrees(concat(A, transpose(exp(B)), axis<1>)));
constexpr auto shuffled = concat(exp(x), sin(y)) * 2_c + concat(sin(y), exp(x));
static_assert(agrees(shuffled));
constexpr auto apart = sum(square(slice(A, range<0, 5>) * x)) + sum(exp(slice(A, range<5, 12>)));
static_assert(steps(as_loops(gradient(apart, A))) == 2 && agrees(gradient(apart, A)));
constexpr auto with_gap = sum(square(slice(A, range<0, 5>) * x)) + sum(exp(slice(A, range<8, 12>)));
static_assert(agrees(gradient(with_gap, A)) && agrees(A + gradient(with_gap, A)));
constexpr auto crossing = sum(square(slice(A, range<0, 8>) * x)) + sum(exp(slice(A, range<5, 12>)));
static_assert(agrees(gradient(crossing, A)) && agrees(slice(gradient(crossing, A), range<3, 7>)));
static_assert(agrees(slice(gradient(with_gap, A), range<2, 10>)));
static_assert(agrees(slice(gradient(apart, A), range<4, 6>)));
constexpr auto used_later = concat(exp(x), sin(x)) * sum(exp(x)) + concat(exp(x), cos(x));
static_assert(agrees(used_later) && agrees(gradient(sum(used_later), x)));
// An outer product is part of a loop.
static_assert(steps(as_loops(A + outer(y, x))) == 1 && agrees(A + outer(y, x)));
// The transpose of a product is a product of transposes.
static_assert(steps(as_loops(transpose(matmul(A, B)))) == 1 && agrees(transpose(matmul(A, B))));
static_assert(steps(as_loops(transpose(matmul(transpose(A), A)) * 2_c)) == 2);
static_assert(agrees(sum(transpose(matmul(A, B)) * matmul(A, B), axis<0>)));
// A pool whose windows do not meet passes cotangents back in one step for each axis, ties included.
constexpr auto pooled = [](auto... how) {
  return gradient(sum(exp(max_pool2d<2, 2>(where(A > 0.2_c, 0.2_c, A * 3_c), how...))), A);
};
static_assert(agrees(pooled()) && agrees(pooled(stride<3, 2>)) && agrees(pooled(stride<1, 2>)));
static_assert(agrees(pooled(padding<1, 1>)));
