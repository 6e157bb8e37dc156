// expect: index_select(x, index, axis<a>): an index lies between 0 and the length of the axis, without it; it is 4, the length is 4
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 3> b;
constexpr tensor<int, 2> positions{1, 4};
#if MISTAKE
constexpr auto wrong = index_select(W, literal<positions>, axis<1>);
#endif
