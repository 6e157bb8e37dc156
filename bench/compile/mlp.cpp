// SPDX-License-Identifier: BSL-1.0
// What does a network of SIZE layers 8 wide cost, with the gradient by all weights?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

template <int I>
constexpr auto name() {
  text<5> t;
  for (int i = 3, n = I; i >= 0; --i, n /= 10) t.characters[i] = char('0' + n % 10);
  return t;
}
template <int I>
constexpr variable<name<I>(), 8, 8> W;
constexpr variable<"x", 8> x;

template <int Layers>
constexpr auto network() {
  if constexpr (Layers == 0) return x;
  else return tanh(matmul(W<Layers - 1>, network<Layers - 1>()));
}

using weights = tensor<double, 8, 8>;
void measured(weights const* w, tensor<double, 8> const& input, weights* slope) {
#ifdef BLOCK
  [&]<int... I>(std::integer_sequence<int, I...>) {
    constexpr auto slopes = gradient(sum(square(network<SIZE>())), W<I>...);
    auto const all = evaluate(slopes, (W<I> = w[I])..., x = input);
    if constexpr (SIZE == 1) slope[0] = all;
    else ((slope[I] = all[W<I>]), ...);
  }(std::make_integer_sequence<int, SIZE>{});
#else
  slope[0] = w[0];
  slope[0](0, 0) += input(0);
#endif
}
