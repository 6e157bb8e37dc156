// SPDX-License-Identifier: BSL-1.0
#include <string_view>
#include <tapeless/check/gradient.hpp>
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"W", 2, 3> W;
constexpr variable<"x", 3> x;
constexpr variable<"s"> s;
constexpr tensor<double, 2, 3> w{{1, -2, 0.5}, {0.25, 1, -1}};
constexpr tensor<double, 3> v{0.5, -1, 0.25};

// Right ones: every entry of every variable, in each scalar type, also far from 1.
constexpr auto loss = sum(tanh(matmul(W, x)) * exp(matmul(W, square(x))));
constexpr auto right = check_gradient(loss, W = w, x = v);
static_assert(right && right.entries == 9 && right.wrong == 0 && right.kinks == 0 && right.unsure == 0);
static_assert(right.worst.error < 1e-12L &&
              check_gradient(loss, x = tensor<float, 3>{1, 2, 3}, W = tensor<float, 2, 3>{}));
static_assert(check_gradient(log(s), s = 1e-9) && check_gradient(log(s), s = 1e200) &&
              check_gradient(s, s = -3e-30));
static_assert(check_gradient(sum(log(x)), x = tensor<double, 3>{1e-12, 1e-3, 1e3}));
static_assert(check_gradient(s - s + 3_c * s, s = 1.0, x = v).entries == 1);

// Wrong ones: by a factor, by little, in one entry, by a sign; with its place.
constexpr auto twice =
    custom_gradient([](auto a) { return square(a); }, [](auto g, auto, auto a) { return g * a; });
constexpr auto a_bit = custom_gradient([](auto a) { return sin(a); },
                                       [](auto g, auto, auto a) { return g * cos(a) * (1 + 1e-7); });
constexpr auto bad = check_gradient(sum(matmul(W, x)) + twice(s), W = w, x = v, s = 3.0);
static_assert(!bad && bad.wrong == 1 && bad.worst.where() == std::string_view("s"));
static_assert(bad.worst.gradient == 3 && check::close_number(bad.worst.difference, 6.0L, 1e-14L));
constexpr sentence said = bad.words();
static_assert(std::string_view(said).starts_with(
    "the gradient is wrong in 1 of 10 entries, most at s: gradient 3, difference 6, off by 3, estimated "));
static_assert(!check_gradient(a_bit(s), s = 0.5) && !check_gradient(sum(a_bit(x)), x = v));
constexpr auto one = custom_gradient(
    [](auto a) { return sum(square(a)); },
    [](auto g, auto, auto a) { return g * concat(slice(2 * a, range<0, 5>), slice(a, range<5, 6>)); });
static_assert(check_gradient(one(flatten(W)), W = w).worst.where() == std::string_view("W[1][2]"));

// A kink is no mistake where the gradient lies between both slopes, and is told.
constexpr auto bent = check_gradient(sum(relu(x)), x = tensor<double, 3>{0, 1, -1});
static_assert(bent && bent.kinks == 1 && bent.kink.left == 0 && bent.kink.right == 1);
static_assert(bent.kink.where() == std::string_view("x[0]") && check_gradient(abs(s), s = 0.0).kinks == 1);
static_assert(check_gradient(abs(s), s = 1e-7).kinks == 0 && check_gradient(abs(s), s = 1e-7));
constexpr auto outside =
    custom_gradient([](auto a) { return relu(a); }, [](auto g, auto, auto) { return 2 * g; });
static_assert(!check_gradient(outside(s), s = 0.0));

// Edges of the domain, and roundoff that is no mistake.
static_assert(check_gradient(pow(s, 1.5_c), s = 0.0) && !check_gradient(log(s), s = -1.0));
static_assert(check_gradient(log(s), s = -1.0).words() ==
              std::string_view("there is nothing to check: the formula is nan here"));
static_assert(check_gradient(1e15_c + sin(s), s = 0.3) &&
              check_gradient((1e6_c + s) * (1e6_c - s), s = 1e-3));
