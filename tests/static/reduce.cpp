// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::filled, check::mixed, check::same;

constexpr variable<"s"> s;
constexpr variable<"v", 5> v;
constexpr variable<"x", 2, 3> x;
constexpr variable<"t", 2, 3, 4> t;
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
constexpr tensor<double, 2, 3> a{{1, 2, 3}, {4, 5, 6}};
constexpr auto b = mixed<tensor<double, 2, 3, 4>>();
constexpr auto c = mixed<tensor<double, 2, 1, 3, 2, 1, 2>>();

template <class T>
constexpr bool sums_of_every_scalar_type() {
  tensor<T, 2, 3> const at{{1, 2, 3}, {4, 5, 6}};
  return evaluate(sum(x), x = at) == T(21) && evaluate(sum(x, axis<0>), x = at) == tensor<T, 3>{5, 7, 9} &&
         evaluate(sum(x, axis<1>), x = at) == tensor<T, 2>{6, 15} &&
         evaluate(sum(x, axis<-1>, keepdims), x = at) == tensor<T, 2, 1>{{6}, {15}} &&
         evaluate(sum(x, axis<-2>, keepdims), x = at) == tensor<T, 1, 3>{{5, 7, 9}} &&
         evaluate(sum(x, axis<1, 0>), x = at) == T(21) &&
         evaluate(sum(x, keepdims), x = at) == tensor<T, 1, 1>{{21}} && evaluate(sum(s), s = T(3)) == T(3) &&
         evaluate(sum(v), v = tensor<T, 5>{1, 2, 3, 4, 5}) == T(15);
}
static_assert(sums_of_every_scalar_type<float>());
static_assert(sums_of_every_scalar_type<double>());
static_assert(sums_of_every_scalar_type<long double>());

// Rank 3, over each set of axes, against loops. Multiples of 1/8: every order gives the same sum.
constexpr bool sums_of_rank_3() {
  auto const y0 = evaluate(sum(t, axis<0>), t = b);
  auto const y1 = evaluate(sum(t, axis<1>, keepdims), t = b);
  auto const y2 = evaluate(sum(t, axis<2>), t = b);
  auto const y02 = evaluate(sum(t, axis<0, 2>), t = b);
  auto const y12 = evaluate(sum(t, axis<-1, -2>), t = b);
  tensor<double, 3, 4> z0;
  tensor<double, 2, 1, 4> z1;
  tensor<double, 2, 3> z2;
  tensor<double, 3> z02;
  tensor<double, 2> z12;
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 4; ++k) {
        z0(j, k) += b(i, j, k);
        z1(i, 0, k) += b(i, j, k);
        z2(i, j) += b(i, j, k);
        z02(j) += b(i, j, k);
        z12(i) += b(i, j, k);
      }
  return y0 == z0 && y1 == z1 && y2 == z2 && y02 == z02 && y12 == z12;
}
static_assert(sums_of_rank_3());
constexpr bool sums_of_rank_6() {
  auto const y = evaluate(sum(p, axis<5, 0, 2>), p = c);
  auto const kept = evaluate(sum(p, axis<0, 2, -1>, keepdims), p = c);
  tensor<double, 1, 2, 1> z;
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 2; ++k)
        for (int l = 0; l < 2; ++l) z(0, k, 0) += c(i, 0, j, k, 0, l);
  return y == z && kept == tensor<double, 1, 1, 1, 2, 1, 1>(z);
}
static_assert(sums_of_rank_6());

// Equal sums are equal formulas.
static_assert(sum(t, axis<0, 1, 2>) == sum(t) && sum(t, axis<2, 0>) == sum(t, axis<0, -1>));
static_assert(sum(t, axis<0, 1>) != sum(t, axis<1, 2>) && sum(x, axis<0>) != sum(x, axis<0>, keepdims));
static_assert(sum(reshape<2, 1, 3>(x), axis<1>) == x && sum(s) == s);
static_assert(reshape<2>(sum(x, axis<1>, keepdims)) == sum(x, axis<1>));

// Along the last axis, from 16 entries on, there are eight partial sums: order is part of the promise.
constexpr double in_eight_parts(double const* y, int n) {
  double part[8]{};
  for (int i = 0; i < 8; ++i) part[i] = y[i];
  for (int i = 8; i < n; ++i) part[i % 8] += y[i];
  return ((part[0] + part[4]) + (part[2] + part[6])) + ((part[1] + part[5]) + (part[3] + part[7]));
}
template <std::size_t N>
constexpr bool order_is_kept() {
  constexpr variable<"long", N> of;
  auto const at = filled<tensor<double, N>>([](int i) { return 1.0 / (3 + i * i % 17); });
  double one_by_one = 0;
  for (double entry : at) one_by_one += entry;
  return evaluate(sum(of), of = at) == (N < 16 ? one_by_one : in_eight_parts(at.data(), N));
}
static_assert(order_is_kept<15>() && order_is_kept<16>() && order_is_kept<21>() && order_is_kept<64>());
static_assert(order_is_kept<800>());  // as a kernel

// The gradient of a sum is one in every entry; what reduces and what repeats are each other's derivative.
constexpr variable<"w", 3> w;
static_assert(evaluate(gradient(sum(t), t), t = b) == filled<tensor<double, 2, 3, 4>>([](int) { return 1; }));
static_assert(gradient(sum(sum(x, axis<0>) * w), x) == broadcast_to<2, 3>(w));
static_assert(gradient(sum(sum(x, axis<0>, keepdims) * x), x) ==
              sum(x, axis<0>, keepdims) + broadcast_to<2, 3>(sum(x, axis<0>)));
static_assert(check::differences_agree(sum(square(sum(t, axis<1>))), t, b));
static_assert(check::differences_agree(sum(square(sum(p, axis<2, 5>, keepdims) * p)), p, c));
static_assert(evaluate(gradient(sum(square(sum(x, axis<1>))), x), x = a) ==
              tensor<double, 2, 3>{{12, 12, 12}, {30, 30, 30}});

// Infinities and NaN pass through.
static_assert(evaluate(sum(v), v = tensor<double, 5>{1, check::inf<double>, 2, 3, 4}) == check::inf<double>);
static_assert(same(evaluate(sum(v), v = tensor<double, 5>{check::inf<double>, 1, -check::inf<double>, 0, 0}),
                   tensor<double>(check::nan<double>)));
static_assert(evaluate(sum(v), v = tensor<double, 5>{1e308, 1e308, 0, 0, 0}) == check::inf<double>);
