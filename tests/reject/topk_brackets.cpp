// expect: topk<K>(x): what stands in angle brackets is a constant of the call, and must be named there
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 3> x;
#if MISTAKE
constexpr auto wrong = topk(x, 2);
#endif
