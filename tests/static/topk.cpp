// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::same;

constexpr variable<"y", 5> y;
constexpr tensor<double, 5> a{3, -1, 4, 1, -5};

template <class T>
constexpr bool values_in_every_scalar_type() {
  tensor<T, 5> const at{3, -1, 4, 1, -5};
  return evaluate(topk<2>(y), y = at) == tensor<T, 2>{4, 3} &&
         evaluate(topk<2>(y, smallest), y = at) == tensor<T, 2>{-5, -1} &&
         evaluate(topk<2>(y, largest), y = at) == tensor<T, 2>{4, 3} &&
         evaluate(topk<1>(y), y = at) == tensor<T, 1>{4} &&
         evaluate(topk<5>(y), y = at) == tensor<T, 5>{4, 3, 1, -1, -5} &&
         evaluate(topk<5>(y, smallest), y = at) == tensor<T, 5>{-5, -1, 1, 3, 4} &&
         evaluate(topk_indices<2>(y), y = at) == tensor<std::int64_t, 2>{2, 0} &&
         evaluate(topk_indices<5>(y, smallest), y = at) == tensor<std::int64_t, 5>{4, 1, 3, 0, 2} &&
         evaluate(selection<2>(y), y = at) == tensor<T, 2, 5>{{0, 0, 1, 0, 0}, {1, 0, 0, 0, 0}};
}
static_assert(values_in_every_scalar_type<float>());
static_assert(values_in_every_scalar_type<double>());
static_assert(values_in_every_scalar_type<long double>());
static_assert(std::is_same_v<decltype(evaluate(topk_indices<2>(y), y = a)), tensor<std::int64_t, 2>>);

// Unsorted: only the set is promised.
constexpr bool is_the_set() {
  auto const top = evaluate(topk<2>(y, unsorted), y = a);
  return (top[0] == 4 && top[1] == 3) || (top[0] == 3 && top[1] == 4);
}
static_assert(is_the_set());

// Ties: stable, the lowest index first; -0 ties with 0.
constexpr tensor<double, 5> ties{2, 7, 2, 7, 2}, zeros{0, -0.0, 0, -0.0, 0}, level{1, 1, 1, 1, 1};
static_assert(evaluate(topk_indices<4>(y), y = ties) == tensor<std::int64_t, 4>{1, 3, 0, 2});
static_assert(evaluate(topk_indices<4>(y, smallest), y = ties) == tensor<std::int64_t, 4>{0, 2, 4, 1});
static_assert(evaluate(topk_indices<5>(y), y = zeros) == tensor<std::int64_t, 5>{0, 1, 2, 3, 4});
static_assert(evaluate(topk_indices<5>(y, smallest), y = zeros) == tensor<std::int64_t, 5>{0, 1, 2, 3, 4});
static_assert(same(evaluate(topk<3>(y), y = zeros), tensor<double, 3>{0, -0.0, 0}));
static_assert(evaluate(topk_indices<3>(y), y = level) == tensor<std::int64_t, 3>{0, 1, 2});

// NaN counts as greatest; infinities are numbers.
constexpr tensor<double, 5> special{Inf<double>, nan<double>, -Inf<double>, nan<double>, 1e308};
static_assert(evaluate(topk_indices<5>(y), y = special) == tensor<std::int64_t, 5>{1, 3, 0, 4, 2});
static_assert(evaluate(topk_indices<5>(y, smallest), y = special) == tensor<std::int64_t, 5>{2, 4, 0, 1, 3});
static_assert(same(evaluate(topk<4>(y), y = special),
                   tensor<double, 4>{nan<double>, nan<double>, Inf<double>, 1e308}));
static_assert(same(evaluate(topk<3>(y, smallest), y = special),
                   tensor<double, 3>{-Inf<double>, 1e308, Inf<double>}));
static_assert(evaluate(gradient(sum(topk<1>(y)), y), y = special) == tensor<double, 5>{0, 1, 0, 0, 0});
static_assert(evaluate(gradient(sum(topk<1>(y, smallest)), y), y = special) ==
              tensor<double, 5>{0, 0, 1, 0, 0});

// The gradient goes to the entries that were taken, weighted by their place.
constexpr variable<"w", 3> w;
constexpr tensor<double, 3> weights{10, 20, 30};
static_assert(evaluate(gradient(sum(topk<3>(y) * w), y), y = a, w = weights) ==
              tensor<double, 5>{20, 0, 10, 30, 0});
static_assert(evaluate(gradient(sum(topk<3>(y, smallest) * w), y), y = a, w = weights) ==
              tensor<double, 5>{0, 20, 0, 30, 10});
static_assert(evaluate(gradient(sum(topk<3>(y) * w), y), y = level, w = weights) ==
              tensor<double, 5>{10, 20, 30, 0, 0});
static_assert(evaluate(gradient(sum(square(topk<2>(y))), y), y = a) == tensor<double, 5>{6, 0, 8, 0, 0});
static_assert(evaluate(gradient(sum(topk<5>(y)), y), y = a) == level);
static_assert(check::differences_agree(sum(tanh(topk<3>(y)) * w), y, a, w = weights));
static_assert(check::differences_agree(sum(square(gradient(sum(exp(topk<3>(y)) * w), y))), y, a,
                                       w = weights));

// Indices are flat: a formula that takes no more from y has zero gradient.
static_assert(evaluate(gradient(sum(topk_indices<2>(y) * topk<2>(y)), y), y = a) ==
              tensor<double, 5>{0, 0, 2, 0, 0});
