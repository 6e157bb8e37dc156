// expect: attention(q, k, v, mask): q must be [.., m, d], k [.., n, d] and v [.., n, e]; q is [2, 3], k is [2, 2], v is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr variable<"k", 2, 2> k;
#if MISTAKE
constexpr auto wrong = attention(x, k, x);
#endif
