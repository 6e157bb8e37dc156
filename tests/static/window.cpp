// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;

// Windows and their transpose, against the definition: entry j of window i is entry i stride + j dilation -
// padding of the axis.
template <int Axis, int Place, int Length, int Stride, int Dilation, int Padding>
struct windows_call {
  static constexpr windowing w{Axis, Place, Length, Stride, Dilation, Padding};
  constexpr term operator()(term x) const { return windows_along(x, w, w.count(x.extent(Axis), Padding)); }
};
template <int Axis, int Place, int Length, int N, int Stride, int Dilation, int Padding>
struct overlap_call {
  constexpr term operator()(term y) const {
    return overlap_windows(y, {Axis, Place, Length, Stride, Dilation, Padding}, N);
  }
};
constexpr variable<"x", 7> x;
constexpr variable<"t", 2, 7, 3> t;
constexpr tensor<double, 7> a{1, 2, 3, 4, 5, 6, 7};
constexpr auto b = check::mixed<tensor<double, 2, 7, 3>>();

static_assert(evaluate(function<windows_call<0, 0, 3, 1, 1, 0>>{}(x), x = a) ==
              tensor<double, 3, 5>{{1, 2, 3, 4, 5}, {2, 3, 4, 5, 6}, {3, 4, 5, 6, 7}});
static_assert(evaluate(function<windows_call<0, 0, 2, 3, 2, 1>>{}(x), x = a) ==
              tensor<double, 2, 3>{{0, 3, 6}, {2, 5, 0}});
template <int Stride, int Dilation, int Padding>
constexpr bool as_defined() {
  constexpr auto f = function<windows_call<1, 0, 3, Stride, Dilation, Padding>>{}(t);
  auto const y = evaluate(f, t = b);
  constexpr unsigned count = (7 + 2 * Padding - 2 * Dilation - 1) / Stride + 1;
  static_assert(f.shape == shape{3, 2, count, 3});
  for (int j = 0; j < 3; ++j)
    for (int n = 0; n < 2; ++n)
      for (int i = 0; i < int(count); ++i)
        for (int k = 0; k < 3; ++k) {
          int const at_axis = i * Stride + j * Dilation - Padding;
          if (y(j, n, i, k) != (at_axis < 0 || at_axis > 6 ? 0 : b(n, at_axis, k))) return false;
        }
  // The transpose: <windows(x), y> = <x, overlap(y)>, as the gradient and as the op.
  constexpr variable<"y", 3, 2, count, 3> cotangent;
  constexpr auto g = function<overlap_call<1, 0, 3, 7, Stride, Dilation, Padding>>{}(cotangent);
  static_assert(gradient(sum(f * cotangent), t) == g && gradient(sum(g * t), cotangent) == f);
  return check::direction_agrees(sum(square(f)), t, b, check::mixed<tensor<double, 2, 7, 3>>(5));
}
static_assert(as_defined<1, 1, 0>());
static_assert(as_defined<2, 1, 1>());
static_assert(as_defined<1, 2, 2>());
static_assert(as_defined<3, 3, 1>());
static_assert(as_defined<2, 2, 4>());
static_assert(as_defined<5, 1, 0>());

// One entry each is the operand itself.
static_assert(function<windows_call<1, 1, 1, 1, 1, 0>>{}(t) == reshape<2, 1, 7, 3>(t));

// As kernels.
constexpr variable<"large", 40, 30> large;
constexpr auto c = check::mixed<tensor<double, 40, 30>>();
constexpr bool of_many() {
  constexpr auto f = function<windows_call<1, 0, 4, 2, 3, 2>>{}(large);
  auto const [y, g] = evaluate(formulas(f, gradient(sum(square(f)), large)), large = c);
  auto expected = check::filled<tensor<double, 40, 30>>([](int) { return 0; });
  for (int j = 0; j < 4; ++j)
    for (int r = 0; r < 40; ++r)
      for (int i = 0; i < f.shape[2]; ++i) {
        int const from = i * 2 + j * 3 - 2;
        bool const inside = from >= 0 && from < 30;
        if (y(j, r, i) != (inside ? c(r, from) : 0)) return false;
        if (inside) expected(r, from) += 2 * c(r, from);
      }
  return g == expected;
}
static_assert(of_many());
