// SPDX-License-Identifier: BSL-1.0
// What do SIZE variables cost, each bound and differentiated by?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

template <int I>
constexpr auto name() {
  text<5> t;
  for (int i = 3, n = I; i >= 0; --i, n /= 10) t.characters[i] = char('0' + n % 10);
  return t;
}
template <int I>
constexpr variable<name<I>()> v;

template <int First, int Terms>
constexpr auto squares() {
  if constexpr (Terms == 1) return v<First> * v<First>;
  else return squares<First, Terms / 2>() + squares<First + Terms / 2, Terms - Terms / 2>();
}

double measured(double const* at) {
#ifdef BLOCK
  return [&]<int... I>(std::integer_sequence<int, I...>) {
    constexpr auto slopes = gradient(squares<0, SIZE>(), v<I>...);
    auto const all = evaluate(slopes, (v<I> = at[I])...);
    return (double(all[v<I>]) + ...);
  }(std::make_integer_sequence<int, SIZE>{});
#else
  return at[0];
#endif
}
