// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
#include <tapeless/ops/index.hpp>
using namespace tapeless;
using check::close, check::mixed;

// Products of matrices that a selection takes, and products that it puts back: as loops, against the formula
// written out.
constexpr variable<"w", 3, 4, 5> w;
constexpr variable<"places", 6> places;
constexpr variable<"x", 6, 5> x;
constexpr variable<"z", 6, 4> z;
constexpr variable<"m", 6, 5, 3> m;
constexpr tensor<double, 6> rows{2, 0, 2, 2, 0, 2};
constexpr tensor<double, 6> holes{2, 3, -1, 2, 0.5, 2};

template <class T>
constexpr auto value(auto f, tensor<double, 6> const& from) {
  tensor<T, 6> of{};
  for (int i = 0; i < 6; ++i) of(i) = T(from(i));
  return evaluate(f, w = mixed<tensor<T, 3, 4, 5>>(), places = of, x = mixed<tensor<T, 6, 5>>(2),
                  z = mixed<tensor<T, 6, 4>>(3), m = mixed<tensor<T, 6, 5, 3>>(4));
}
constexpr bool agree(auto f, tensor<double, 6> const& from = rows) {
  return close(value<double>(as_loops(f), from), value<double>(as_scalars(f), from)) &&
         close(value<float>(as_loops(f), from), value<float>(as_scalars(f), from));
}
constexpr auto taken = index_select(w, places);
constexpr auto by_vectors = squeeze(matmul(taken, unsqueeze(x, axis<2>)), axis<2>);
constexpr auto by_matrices = matmul(taken, m);
constexpr auto turned = squeeze(matmul(transpose(taken), unsqueeze(z, axis<2>)), axis<2>);
constexpr auto from_left = squeeze(matmul(unsqueeze(z, axis<1>), taken), axis<1>);
static_assert(agree(by_vectors) && agree(by_matrices) && agree(turned) && agree(from_left));
static_assert(agree(by_vectors, holes) && agree(by_matrices, holes) && agree(turned, holes));

// Gradients by all operands; places outside take nothing, and get nothing back.
constexpr auto loss = sum(square(by_vectors - z));
constexpr auto loss_of_matrices = sum(square(by_matrices));
static_assert(agree(gradient(loss, w)) && agree(gradient(loss, x)) && agree(gradient(loss, w), holes));
static_assert(agree(gradient(loss_of_matrices, w)) && agree(gradient(loss_of_matrices, m), holes));
static_assert(agree(gradient(sum(square(turned - x)), w)) && agree(gradient(sum(square(turned - x)), z)));
static_assert(value<double>(as_loops(gradient(loss, w)), rows)(1, 2, 3) == 0);
// What is read elsewhere too is held.
static_assert(agree(gradient(loss + sum(square(taken)), w)) && agree(sum(taken, axis<2>) + by_vectors));

// Many rows of few matrices go matrix by matrix; some take none.
constexpr variable<"often", 9> often;
constexpr variable<"u", 9, 5> u;
constexpr auto by_many = matmul(index_select(slice(w, range<0, 2>), often), unsqueeze(u, axis<2>));
constexpr auto of_many(auto f) {
  tensor<double, 9> const from{1, 0, -1, 1, 1, 2, 0, 1, 0.5};
  return evaluate(f, w = mixed<tensor<double, 3, 4, 5>>(), often = from, u = mixed<tensor<double, 9, 5>>(5));
}
static_assert(close(of_many(as_loops(by_many)), of_many(as_scalars(by_many))));
static_assert(close(of_many(as_loops(gradient(sum(square(by_many)), w))),
                    of_many(as_scalars(gradient(sum(square(by_many)), w)))));

// A row that takes nothing is zero, whose product with an infinity is NaN.
constexpr bool zero_times_infinity() {
  auto of_x = mixed<tensor<double, 6, 5>>(2);
  of_x(1, 0) = check::inf<double>;
  auto const y =
      evaluate(as_loops(by_vectors), w = mixed<tensor<double, 3, 4, 5>>(), places = holes, x = of_x);
  return y(1, 0) != y(1, 0) && y(2, 0) == 0 && y(0, 0) == y(0, 0);
}
static_assert(zero_times_infinity());

// Rows that a ranking takes never meet.
constexpr variable<"v", 3> v;
constexpr auto best = reshape<2, 4, 5>(matmul(selection<2>(v), reshape<3, 20>(w)));
constexpr auto answers = matmul(best, slice(m, range<0, 2>));
constexpr bool as_ranked() {
  auto const of = [](auto f) {
    return evaluate(f, v = tensor<double, 3>{1, 3, 2}, w = mixed<tensor<double, 3, 4, 5>>(),
                    m = mixed<tensor<double, 6, 5, 3>>(4));
  };
  auto const back = gradient(sum(square(answers)), w);
  return close(of(as_loops(answers)), of(as_scalars(answers))) &&
         close(of(as_loops(back)), of(as_scalars(back))) && of(as_loops(back))(0, 0, 0) == 0;
}
static_assert(as_ranked());

// Neither the six matrices nor their cotangents are held: 20 numbers each.
static_assert(workspace_bytes(as_loops(by_vectors)) <= 8 * 6 * 4);
static_assert(workspace_bytes(as_loops(gradient(loss, w))) <= 8 * 3 * 6 * 5);
