// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless;

// Names that the library uses inside are free for those who use it.
constexpr double table[]{1, 2}, order = 3, scalar = 4;
enum class element { hydrogen, helium };
struct graph {};
struct node {};
struct call {};
constexpr int product(int a, int b) { return a * b; }
constexpr bool is_zero(double x) { return x == 0; }

constexpr variable<"x", 2> x;
static_assert(evaluate(gradient(sum(square(x)), x), x = tensor<double, 2>{table[0], table[1]}) ==
              tensor<double, 2>{2, 4});
static_assert(product(2, 3) == 6 && is_zero(order - 3) && scalar == 4);
static_assert(element::hydrogen != element::helium);
static_assert(sizeof(graph) + sizeof(node) + sizeof(call) == 3);
