// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <span>
#include <type_traits>
#include <vector>
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"W", 2, 3> W;
constexpr variable<"s"> s;
constexpr variable<"v", 3> v;

static_assert(W.name == "W" && W.shape == shape{2, 3} && s.shape == scalar && W.entries == 6);
static_assert(std::is_empty_v<decltype(W)> && Expression<variable<"W", 2, 3>> && Variable<decltype(W)>);
static_assert(!Variable<decltype(W + W)> && !Variable<decltype(1_c)> && !Variable<int>);
static_assert(variable<"v", 3>{} == v && variable<"u", 3>{} != v);
static_assert(!std::is_copy_assignable_v<variable<"v", 3>>);

// What a variable can be bound to: all are read where they lie.
constexpr tensor<double, 3> t{1, 2, 3};
static constexpr std::array<double, 3> memory{1, 2, 3};
static constexpr double c_array[3]{1, 2, 3};
constexpr auto doubled = 2_c * v;
constexpr tensor<double, 3> expected{2, 4, 6};
static_assert((v = t).data() == t.data() && (v = memory).data() == memory.data());
static_assert((v = std::span(memory)).data() == memory.data());
static_assert((v = view<double const, 3>(memory)).data() == memory.data());
static_assert(evaluate(doubled, v = t) == expected && evaluate(doubled, v = memory) == expected);
static_assert(evaluate(doubled, v = std::span(memory)) == expected);
static_assert(evaluate(doubled, v = std::span<double const>(memory)) == expected);
static_assert(evaluate(doubled, v = std::span(c_array)) == expected);
static_assert(evaluate(doubled, v = c_array) == expected && evaluate(doubled, v = {1., 2., 3.}) == expected);
static_assert(evaluate(doubled, v = {1, 2, 3}) == expected);
static_assert(std::is_same_v<decltype(evaluate(doubled, v = {1.f, 2.f, 3.f})), tensor<float, 3>>);
static_assert(evaluate(doubled, v = {1, 2.5, 3.f}) == tensor<double, 3>{2, 5, 6});  // of several types
static_assert(evaluate(doubled, v = view<double const, 3>(memory)) == expected);
static_assert(evaluate(doubled, v = tensor<double, 3>{1, 2, 3}) == expected);
static_assert([] { return evaluate(doubled, v = std::vector<double>{1, 2, 3}) == expected; }());
constexpr std::array<double, 6> six{1, 2, 3, 4, 5, 6};
static_assert(evaluate(W, W = six) == tensor<double, 2, 3>{{1, 2, 3}, {4, 5, 6}});

// Rank 0: a number or a tensor of rank 0, of every scalar type.
static_assert(evaluate(s, s = 2.5) == 2.5 && evaluate(s, s = 2.5f) == 2.5f && evaluate(s, s = 2.5L) == 2.5L);
static_assert(evaluate(s, s = tensor<double>(2.5)) == 2.5);
static_assert(std::is_same_v<decltype(evaluate(s, s = 2.5f)), tensor<float>>);
static_assert(std::is_same_v<decltype(evaluate(s, s = 2.5L)), tensor<long double>>);

// A whole number is converted, to double where no other binding says a type.
static_assert(evaluate(s / 2_c, s = 3) == 1.5 && evaluate(s * v, s = 2, v = t) == expected);
static_assert(
    std::is_same_v<decltype(evaluate(s * v, v = std::array<float, 3>{}, s = 2)), tensor<float, 3>>);

// A binding refers to its value, so it can be neither copied nor kept for another.
static_assert(!std::is_copy_constructible_v<binding<decltype(s), double>>);
static_assert(!std::is_copy_assignable_v<binding<decltype(s), double>>);
