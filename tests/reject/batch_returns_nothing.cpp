// expect: a function of terms must return a term; this one returns nothing, or something else
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"A", 3, 3> A;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = batch([](auto a) { a * a; }, A);
#endif
