// expect: gather(x, index, axis<a>): an index lies between 0 and the length of the axis, without it; it is -1, the length is 3
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 3> b;
constexpr tensor<int, 2> positions{1, -1};
#if MISTAKE
constexpr auto wrong = gather(b, literal<positions>);
#endif
