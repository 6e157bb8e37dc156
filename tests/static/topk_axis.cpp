// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

// topk along each axis, against a sort by hand; with ties.
template <std::size_t N, std::size_t K>
struct column {
  double value[N];
  std::int64_t index[N];
  constexpr column(auto entry, bool smallest_first) {
    for (std::size_t i = 0; i < N; ++i) {  // insertion sort, stable
      double const x = entry(i);
      std::size_t at = i;
      for (; at > 0 && (smallest_first ? x < value[at - 1] : x > value[at - 1]); --at) {
        value[at] = value[at - 1];
        index[at] = index[at - 1];
      }
      value[at] = x;
      index[at] = std::int64_t(i);
    }
  }
};
template <class Tensor>
constexpr auto with_ties = check::filled<Tensor>([](int i) { return double(i * 7 % 5) - 2; });

constexpr variable<"m", 3, 4> m;
constexpr auto a = with_ties<tensor<double, 3, 4>>;
constexpr bool rank_2() {
  auto const rows = evaluate(topk<2>(m), m = a);
  auto const row_indices = evaluate(topk_indices<2>(m, axis<1>), m = a);
  auto const columns = evaluate(topk<2>(m, axis<0>, smallest), m = a);
  auto const column_indices = evaluate(topk_indices<2>(m, axis<-2>, smallest), m = a);
  for (std::size_t k = 0; k < 2; ++k) {
    for (std::size_t i = 0; i < 3; ++i) {
      column<4, 2> const c([&](std::size_t j) { return a(i, j); }, false);
      if (rows(i, k) != c.value[k] || row_indices(i, k) != c.index[k]) return false;
    }
    for (std::size_t j = 0; j < 4; ++j) {
      column<3, 2> const c([&](std::size_t i) { return a(i, j); }, true);
      if (columns(k, j) != c.value[k] || column_indices(k, j) != c.index[k]) return false;
    }
  }
  return true;
}
static_assert(rank_2());

constexpr variable<"t", 2, 3, 4> t;
constexpr auto b = with_ties<tensor<double, 2, 3, 4>>;
constexpr bool rank_3() {
  auto const y0 = evaluate(topk<1>(t, axis<0>), t = b);
  auto const y1 = evaluate(topk<2>(t, axis<1>), t = b);
  auto const i1 = evaluate(topk_indices<2>(t, axis<-2>), t = b);
  auto const y2 = evaluate(topk<3>(t, smallest), t = b);
  auto const i2 = evaluate(topk_indices<3>(t, axis<2>, smallest), t = b);
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      column<4, 3> const c([&](std::size_t l) { return b(i, j, l); }, true);
      for (std::size_t k = 0; k < 3; ++k)
        if (y2(i, j, k) != c.value[k] || i2(i, j, k) != c.index[k]) return false;
    }
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t l = 0; l < 4; ++l) {
      column<3, 2> const c([&](std::size_t j) { return b(i, j, l); }, false);
      for (std::size_t k = 0; k < 2; ++k)
        if (y1(i, k, l) != c.value[k] || i1(i, k, l) != c.index[k]) return false;
    }
  for (std::size_t j = 0; j < 3; ++j)
    for (std::size_t l = 0; l < 4; ++l)
      if (y0(0, j, l) != (b(0, j, l) >= b(1, j, l) ? b(0, j, l) : b(1, j, l))) return false;
  return true;
}
static_assert(rank_3());

// The gradient comes back along the same axis.
constexpr variable<"w", 3, 2> w;
constexpr tensor<double, 3, 2> weights{{1, 2}, {3, 4}, {5, 6}};
constexpr tensor<double, 3, 4> distinct{{1, 8, 3, -4}, {5, -6, 7, 0}, {9, 2, 11, 4}};
static_assert(evaluate(gradient(sum(topk<2>(m) * w), m), m = distinct, w = weights) ==
              tensor<double, 3, 4>{{0, 1, 2, 0}, {4, 0, 3, 0}, {6, 0, 5, 0}});
static_assert(evaluate(gradient(sum(topk<1>(m, axis<0>)), m), m = distinct) ==
              tensor<double, 3, 4>{{0, 1, 0, 0}, {0, 0, 0, 0}, {1, 0, 1, 1}});
static_assert(check::differences_agree(sum(exp(topk<2>(m, axis<0>, smallest))), m, distinct));
constexpr auto spread = check::mixed<tensor<double, 2, 3, 4>>(3);
static_assert(check::differences_agree(sum(square(topk<2>(t, axis<1>)) * topk<2>(t, axis<1>, smallest)), t,
                                       spread));

// Shapes up to rank 6.
constexpr variable<"p", 2, 1, 3, 2, 1, 2> p;
static_assert(topk<2>(p, axis<2>).shape == shape{2, 1, 2, 2, 1, 2} &&
              topk_indices<1>(p).shape == shape{2, 1, 3, 2, 1, 1});
constexpr auto c = with_ties<tensor<double, 2, 1, 3, 2, 1, 2>>;
constexpr bool rank_6() {
  auto const y = evaluate(topk<3>(p, axis<2>), p = c);
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 2; ++j)
      for (std::size_t k = 0; k < 2; ++k) {
        column<3, 3> const sorted([&](std::size_t l) { return c(i, 0, l, j, 0, k); }, false);
        for (std::size_t l = 0; l < 3; ++l)
          if (y(i, 0, l, j, 0, k) != sorted.value[l]) return false;
      }
  return true;
}
static_assert(rank_6());

// As kernels.
constexpr variable<"large", 6, 20> large;
constexpr auto d = with_ties<tensor<double, 6, 20>>;
constexpr bool of_many() {
  auto const [values, indices] = evaluate(formulas(topk<7>(large), topk_indices<7>(large)), large = d);
  for (std::size_t i = 0; i < 6; ++i) {
    column<20, 7> const sorted([&](std::size_t j) { return d(i, j); }, false);
    for (std::size_t k = 0; k < 7; ++k)
      if (values(i, k) != sorted.value[k] || indices(i, k) != sorted.index[k]) return false;
  }
  return true;
}
static_assert(of_many());
