// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::same;

constexpr variable<"x", 8> x;
constexpr variable<"y", 8> y;
using eight = tensor<double, 8>;
constexpr eight a{-2.5, -1.5, -0.3, -0.0, 0.5, 1.5, 2.7, 1000000000000000.5};
static_assert(same(evaluate(floor(x), x = a), eight{-3, -2, -1, -0.0, 0, 1, 2, 1e15}));
static_assert(same(evaluate(ceil(x), x = a), eight{-2, -1, -0.0, -0.0, 1, 2, 3, 1000000000000001}));
static_assert(same(evaluate(round(x), x = a), eight{-2, -2, -0.0, -0.0, 0, 2, 3, 1e15}));
static_assert(same(evaluate(trunc(x), x = a), eight{-2, -1, -0.0, -0.0, 0, 1, 2, 1e15}));
static_assert(check::close(evaluate(frac(x), x = a), {-0.5, -0.5, -0.3, 0, 0.5, 0.5, 0.7, 0.5}));
static_assert(evaluate(gradient(sum(floor(x) + ceil(x) + round(x) + trunc(x)), x), x = a) == eight{} &&
              evaluate(gradient(sum(frac(x)), x), x = a) == eight{1, 1, 1, 1, 1, 1, 1, 1});
static_assert(evaluate(gradient(sum(round(x) * x), x), x = a) == evaluate(round(x), x = a));
constexpr eight edge{Inf<double>, -Inf<double>, nan<double>, 0x1p60, -0x1p60, 0x1p52, 1e-300, -1e-300};
static_assert(same(evaluate(round(x), x = edge),
                   eight{Inf<double>, -Inf<double>, nan<double>, 0x1p60, -0x1p60, 0x1p52, 0, -0.0}));
static_assert(same(evaluate(frac(x), x = edge),
                   eight{nan<double>, nan<double>, nan<double>, 0, 0, 0, 1e-300, -1e-300}));
static_assert(check::value([](auto u) { return floor(u); }, -0.5f) == -1.0f &&
              check::value([](auto u) { return ceil(u); }, 1.5L) == 2.0L);
static_assert(check::entry_by_entry([](auto u) { return floor(u) + frac(4_c * u); }));

// Remainders: fmod has the sign of x, remainder that of y; their gradient counts the quotient.
constexpr eight p{7, -7, 7, -7, 5.5, 1e17, 6, -6}, q{3, 3, -3, -3, 0.5, 3, 3, 3};
static_assert(same(evaluate(fmod(x, y), x = p, y = q), eight{1, -1, 1, -1, 0, 1, 0, -0.0}));
static_assert(evaluate(remainder(x, y), x = p, y = q) == eight{1, 2, -2, -1, 0, 1, 0, 0});
constexpr eight one{1, 1, 1, 1, 1, 1, 1, 1};
static_assert(evaluate(gradient(sum(fmod(x, y)), x), x = p, y = q) == one &&
              evaluate(gradient(sum(remainder(x, y)), x), x = p, y = q) == one);
static_assert(evaluate(gradient(sum(fmod(x, y)), y), x = p, y = q) ==
              eight{-2, 2, 2, -2, -11, -33333333333333333., -2, 2});
static_assert(evaluate(gradient(sum(remainder(x, y)), y), x = p, y = q) ==
              eight{-2, 3, 3, -2, -11, -33333333333333333., -2, 2});
constexpr eight u{Inf<double>, 1, nan<double>, 1, 1, 1, 1, -1},
    v{1, 0, 1, nan<double>, Inf<double>, -Inf<double>, 0.25, Inf<double>};
static_assert(same(evaluate(fmod(x, y), x = u, y = v),
                   eight{nan<double>, nan<double>, nan<double>, nan<double>, 1, 1, 0, -1}));
constexpr variable<"c", 2, 1> c;
static_assert(fmod(c, x).shape == shape{2, 8} && remainder(x, c).shape == shape{2, 8} &&
              remainder(x, 3_c).shape == shape{8});
constexpr auto curved = sum(square(fmod(x, y)) + remainder(x, y) * x);
constexpr eight r{7.25, -7.5, 7.25, -7.5, 5.3, 1.1, 6.2, -6.3};
static_assert(check::differences_agree(curved, x, r, y = q) && check::differences_agree(curved, y, q, x = r));
static_assert(check::differences_agree(sum(square(gradient(curved, y))), x, r, y = q));
