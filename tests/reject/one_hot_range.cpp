// expect: one_hot<classes>(index): an index lies between 0 and the length of the axis, without it; it is 2, the length is 2
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"W", 3, 4> W;
constexpr variable<"b", 3> b;
constexpr tensor<int, 2> positions{1, 2};
#if MISTAKE
constexpr auto wrong = one_hot<2>(literal<positions>);
#endif
