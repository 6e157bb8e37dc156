// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include <cstring>
#include <tapeless/tapeless.hpp>
#include "catch.hpp"

// Formulas that are defined implicitly: constant evaluation and run time agree to the bit, for values and
// derivatives, converged or not; over a sweep of parameters the solution solves its equation.
using namespace tapeless;

namespace {

constexpr variable<"p", 2> p;
constexpr variable<"u", 2> u;
constexpr variable<"v", 2> v;

/// A circle and a line: x² + y² = p₀, y = p₁ x³
constexpr auto crossing = [](auto x, auto of) {
  auto const a = slice(x, at<0>), b = slice(x, at<1>);
  return stack(a * a + b * b - slice(of, at<0>), b - slice(of, at<1>) * a * a * a);
};
constexpr auto mapping = [](auto x, auto of) { return 0.5 * cos(0.05 * x * of) + 0.25 * flip(x); };
constexpr auto bowl = [](auto x, auto of) { return sum(exp(x - of)) + sum(exp(-2 * x)) + 0.5 * prod(x); };
template <class T>
constexpr tensor<T, 2> points[]{{T(2.5), T(0.75)}, {T(-1), T(0.5)}, {T(0.125), T(-3)}, {T(1e-3), T(20)}};

template <class T>
bool same(T const* a, T const* b, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t const bytes = std::numeric_limits<T>::digits == 64 ? 10 : sizeof(T);
    bool const no_numbers = a[i] != a[i] && b[i] != b[i];
    if (!no_numbers && std::memcmp(&a[i], &b[i], bytes) != 0) return false;
  }
  return true;
}
/// One formula at one point, as a constant and computed.
template <class F, class T, int Point>
struct pair_of {
  static constexpr tensor<T, 2> ones{1, 1};
  static constexpr auto folded = evaluate(F{}, p = points<T>[Point], u = ones);
  static bool agree() {
    T const volatile first = points<T>[Point].data()[0], second = points<T>[Point].data()[1];
    auto const found = evaluate(F{}, p = tensor<T, 2>{T(first), T(second)}, u = ones);
    return same(folded.data(), found.data(), found.size());
  }
};
template <class T, int Point, class Y>
void agrees_at(Y y) {
  CHECK(pair_of<Y, T, Point>::agree());
  CHECK(pair_of<decltype(jacobian(y, p)), T, Point>::agree());
  CHECK(pair_of<decltype(hessian(sum(y * u), p)), T, Point>::agree());
}
template <class Y>
void agrees(Y y) {
  agrees_at<double, 0>(y);
  agrees_at<double, 1>(y);
  agrees_at<double, 2>(y);
  agrees_at<double, 3>(y);
  agrees_at<float, 0>(y);
  agrees_at<long double, 0>(y);
}

static constexpr tensor<double, 2> ones{1, 1};
constexpr auto crossed = root(crossing, literal<ones>, p);
constexpr auto settled = fixed_point(mapping, literal<ones>, p);
constexpr auto lowest = argmin(bowl, literal<ones>, p);

double inner(tensor<double, 2> const& a, tensor<double, 2> const& b) {
  return a.data()[0] * b.data()[0] + a.data()[1] * b.data()[1];
}
template <class Y>
void pushes_as_it_pulls(Y y) {
  for (double angle = 0; angle < 6; angle += 0.5) {
    tensor<double, 2> const at{1.5 + 0.5 * std::cos(angle), 0.75 + 0.5 * std::sin(angle)}, g{0.75, -1.25},
        t{-0.5, 2};
    double const forward = inner(evaluate(jvp(y, p, v), p = at, v = t), g),
                 back = inner(evaluate(vjp(y, u, p), p = at, u = g), t);
    CHECK(forward == Approx(back).epsilon(1e-12));
    double const step = 0x1p-16;
    tensor<double, 2> ahead = at, behind = at;
    for (std::size_t i = 0; i < 2; ++i) {
      ahead.data()[i] += step * t.data()[i];
      behind.data()[i] -= step * t.data()[i];
    }
    double const above = inner(evaluate(y, p = ahead), g), below = inner(evaluate(y, p = behind), g);
    CHECK(forward == Approx((above - below) / (2 * step)).epsilon(1e-7).margin(1e-8));
  }
}

}  // namespace

TEST_CASE("root: the same bits while compiling and at run time") { agrees(crossed); }
TEST_CASE("fixed_point: the same bits while compiling and at run time") { agrees(settled); }
TEST_CASE("argmin: the same bits while compiling and at run time") { agrees(lowest); }

TEST_CASE("root, fixed_point and argmin push forward as they pull back, and as differences say") {
  pushes_as_it_pulls(crossed);
  pushes_as_it_pulls(settled);
  pushes_as_it_pulls(lowest);
}
TEST_CASE("what they find solves the equation, at every parameter") {
  for (double a = 0.01; a < 100; a *= 1.7)
    for (double b = 0.01; b < 20; b *= 2.3) {
      tensor<double, 2> const at{a, b}, x = evaluate(crossed, p = at);
      double const x0 = x.data()[0], x1 = x.data()[1];
      CHECK(x0 * x0 + x1 * x1 == Approx(a).epsilon(1e-13));
      CHECK(x1 == Approx(b * x0 * x0 * x0).epsilon(1e-12));
      tensor<double, 2> const slope =
          evaluate(gradient(formula(bowl, u, p), u), p = at, u = evaluate(lowest, p = at));
      CHECK(slope.data()[0] == Approx(0).margin(1e-12));
      CHECK(slope.data()[1] == Approx(0).margin(1e-12));
    }
}
