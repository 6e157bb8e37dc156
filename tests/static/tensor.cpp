// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <tapeless/tensor.hpp>
#include <type_traits>
#include <vector>
using namespace tapeless;

// From nested braces, row-major; what is not said is zero.
constexpr tensor<double, 2, 3> w{{1, 2, 3}, {4, 5, 6}};
static_assert(w(0, 0) == 1 && w(0, 2) == 3 && w(1, 0) == 4 && w(1, 2) == 6);
static_assert(w[1][2] == w(1, 2) && w[0][1] == 2 && w.data()[5] == 6);
static_assert(w.size() == 6 && w.rank == 2 && w.shape == shape{2, 3});
static_assert(tensor<double, 3>{}(2) == 0 && tensor<float>{}() == 0 &&
              tensor<double, 2, 2>{{1, 2}, {3}}(1, 1) == 0);
constexpr tensor<float, 2, 2, 2> cube{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
static_assert(cube(1, 0, 1) == 6 && cube[1][1][0] == 7);
constexpr tensor<double, 1, 2, 1, 2, 1, 2> six{{{{{{1, 2}}, {{3, 4}}}}, {{{{5, 6}}, {{7, 8}}}}}};
static_assert(six(0, 1, 0, 0, 0, 1) == 6 && six[0][1][0][1][0][0] == 7 && six.rank == 6 && six.size() == 8);
constexpr tensor<long double, 1> one{2.5L};
static_assert(one(0) == 2.5L && one.size() == 1);

// Rank 0 is a number.
constexpr tensor<double> half = 2.5;
static_assert(half == 2.5 && half() == 2.5 && half.rank == 0 && half.size() == 1);
constexpr double plain = half;
static_assert(plain == 2.5);
static_assert(std::is_convertible_v<tensor<float>, float> && std::is_convertible_v<float, tensor<float>>);
static_assert(!std::is_convertible_v<double, tensor<double, 1>>);  // one entry along an axis is none

// Comparison.
static_assert(w == tensor<double, 2, 3>{{1, 2, 3}, {4, 5, 6}});
static_assert(w != tensor<double, 2, 3>{{1, 2, 3}, {4, 5, 7}});
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
static_assert(tensor<double, 2>{1, nan} != tensor<double, 2>{1, nan});
static_assert(tensor<double, 2>{0, 1} == tensor<double, 2>{-0.0, 1});

// Copies, assignment, writing.
static_assert([] {
  tensor<double, 2, 3> a = w, b;
  b = a;
  a(1, 1) = 50;
  b[0][2] = 30;
  double total = 0;
  for (double entry : b) total += entry;
  for (double& entry : a) entry = -entry;
  return w(1, 1) == 5 && a(1, 1) == -50 && b(1, 1) == 5 && total == 48 && a[0][0] == -1;
}());

// From foreign memory, by copy; C arrays and nested std::arrays of the same extents.
constexpr std::array<double, 6> flat{1, 2, 3, 4, 5, 6};
static_assert(tensor<double, 2, 3>(flat) == w && tensor<double, 2, 3>(std::span(flat)) == w);
static_assert(tensor<double, 2, 3>(std::span<double const>(flat.data(), 6)) == w);
static_assert([] { return tensor<double, 2, 3>(std::vector<double>{1, 2, 3, 4, 5, 6}) == w; }());
constexpr double rows[2][3]{{1, 2, 3}, {4, 5, 6}};
static_assert(tensor<double, 2, 3>(rows) == w);
static_assert(std::is_same_v<decltype(tensor(rows)), tensor<double, 2, 3>> && tensor(rows) == w);
static_assert(std::is_same_v<decltype(tensor(flat.data()[0])), tensor<double>>);
constexpr float vector[]{1, 2, 3};
static_assert(tensor(vector) == tensor<float, 3>{1, 2, 3});
static_assert(std::span<double const>(w.data(), w.size())[4] == 5 && std::span<double const, 6>(w)[4] == 5);
static_assert(std::is_constructible_v<tensor<double, 6>, std::vector<double>>);
static_assert(!std::is_constructible_v<tensor<double, 6>, std::vector<float>>);
static_assert(!std::is_constructible_v<tensor<double, 2, 3>, double const (&)[3][2]>);
static_assert(!std::is_convertible_v<tensor<double, 3, 2>, tensor<double, 2, 3>>);

// A structural type without hidden parts.
template <auto Value>
struct holds {
  static constexpr auto value = Value;
};
static_assert(holds<w>::value(1, 2) == 6);
static_assert(std::is_trivially_copyable_v<tensor<double, 2, 3>> && sizeof(w) == 6 * sizeof(double));
static_assert(sizeof(tensor<float>) == sizeof(float) && alignof(tensor<float, 3>) == alignof(float));

// Other number types: indices and truth.
constexpr tensor<std::int64_t, 2> indices{2, 1};
static_assert(indices[0] == 2 && indices == tensor<std::int64_t, 2>{2, 1});
static_assert(tensor<bool, 2>{true, false}[0]);

// A scalar compares with numbers of any type, in the type that has both.
static_assert(tensor<double>(34) == 34 && 34u == tensor<double>(34) && tensor<float>(0.5f) == 0.5);
static_assert(tensor<float>(0.1f) != 0.1 && tensor<double>(1) != 2L);
