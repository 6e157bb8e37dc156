// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/decimal_value.hpp>
#include <tapeless/expression/expression.hpp>
#include <tapeless/expression/identity.hpp>
#include <tapeless/graph/leaf.hpp>

namespace tapeless::core {

/// The number Digits · 10^Exponent in a formula, of rank 0. Written 2_c, 0.5_c, 1e-3_c.
template <long long Digits, int Exponent>
struct number : expression {
  static constexpr tapeless::core::shape shape{};
  static constexpr element kind = element::real;
  static constexpr long double value = tapeless::core::value(decimal{Digits, Exponent});
  static constexpr term enter(graph& g, term const*) { return constant(g, value); }
  static constexpr term known(graph& g) { return constant(g, value); }
  static constexpr std::uint64_t key =
      mix(mix(hash("number"), std::uint64_t(Digits)), std::uint64_t(Exponent));
  static constexpr recipe how{key, 0, nullptr, enter, shape, kind, known};

  constexpr number<-Digits, Exponent> operator-() const { return {}; }
};

/// Asked of its name, each number would cost compilers milliseconds.
template <long long Digits, int Exponent>
inline constexpr bool has_name<number<Digits, Exponent>> = true;

/// What an operand is in a formula: itself, or the number that an integral constant stands for.
template <class X>
struct lifting {
  using type = X;
};
template <IntegralConstant X>
struct lifting<X> {
  static constexpr decimal d = without_zeros({static_cast<long long>(X::value), 0});
  using type = number<d.digits, d.exponent>;
};
template <class X>
using lifted = typename lifting<X>::type;

inline namespace literals {

/// A number of a formula: 2_c, 0.5_c, 1e-3_c. Exact as written, rounded once to the scalar type of the
/// evaluation.
template <char... C>
constexpr auto operator""_c() {
  constexpr char characters[]{C...};
  constexpr decimal d = read_decimal(characters, sizeof...(C));
  static_assert(d.exact,
                "a literal of a formula has at most 18 digits, is decimal and lies within 1e-340 and 1e308");
  return number<d.digits, d.exponent>{};
}

}  // namespace literals
}  // namespace tapeless::core
namespace tapeless {
inline namespace literals {
using core::literals::operator""_c;
}
}  // namespace tapeless
