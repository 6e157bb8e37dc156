// SPDX-License-Identifier: BSL-1.0
#include <limits>
#include <tapeless/tapeless.hpp>
using namespace tapeless;

// What identities of single entries leave of a formula that is written out.
constexpr variable<"v", 3> v;
/// Steps of one op in a formula's program.
template <class Op, class F>
constexpr int count(F) {
  int found = 0;
  for (auto const& step : core::entries_of<F>::program::plan.steps) found += step.op == &core::describe<Op>;
  return found;
}

// 2 (3 (2 x)) → 12 x and -(4 x) → -4 x for results; 3 (5 x) would be rounded otherwise.
static_assert(count<core::multiply_op>(as_scalars(2_c * (3_c * (2_c * v)))) == 3);
static_assert(count<core::multiply_op>(as_scalars(3_c * (5_c * v))) == 6);
static_assert(count<core::negate_op>(as_scalars(-(4_c * v))) == 0);
static_assert(evaluate(as_scalars(2_c * (0.1_c * v)), v = tensor<double, 3>{1, 3, 7}) ==
              tensor<double, 3>{2 * (0.1 * 1), 2 * (0.1 * 3), 2 * (0.1 * 7)});

// What is selected is summed where it is, and chosen once for the value and the gradient.
constexpr auto selected = sum(square(topk<2>(v)));
static_assert(count<core::where_op>(value_and_gradient(selected, v)) == 3);
static_assert(evaluate(selected, v = tensor<double, 3>{3, -1, 2}) == 13);
static_assert(evaluate(gradient(selected, v), v = tensor<double, 3>{3, -1, 2}) == tensor<double, 3>{6, 0, 4});
constexpr double infinite = std::numeric_limits<double>::infinity();
static_assert(evaluate(selected, v = tensor<double, 3>{3, -infinite, 2}) == 13);
constexpr auto both = value_and_gradient(selected, v);
static_assert(count<core::square_op>(both) + count<core::multiply_add_op<1, 1>>(both) == 3);

// A choice stays before an infinite factor: 0 of the branch not taken is no factor of it.
constexpr tensor<double> endless{infinite};
constexpr variable<"u", 3> u;
constexpr auto steep = sum(where(v > 0_c, v, u) * (literal<endless> * u));
static_assert(evaluate(as_scalars(gradient(steep, v)), v = tensor<double, 3>{1, -1, 2},
                       u = tensor<double, 3>{1, 2, 3}) == tensor<double, 3>{infinite, 0, infinite});
