// expect: the target of a loss: its indices must lie from 0 to 2; x is [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;
constexpr variable<"x", 2, 3> x;
constexpr tensor<double, 2, 3> a;
static constexpr tensor<int, 2> target{0, 3};
#if MISTAKE
auto const wrong = evaluate(cross_entropy(x, literal<target>), x = a);
#endif
