// expect: attention(q, k, v, mask): the mask must broadcast to q times k transposed, [2, 2]; the mask is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
#if MISTAKE
constexpr auto wrong = attention(x, x, x, x);
#endif
