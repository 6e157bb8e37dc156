// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/tapeless.hpp>

// An operation is one row: its name, a function of terms, and its operands, each by the interval of its
// entries and its shape.
//     row<"atan2">([](auto y, auto x) { return atan2(y, x); }, in<-2, 2, 3>, in<1, 2, 2, 3>)
namespace laws {
using namespace tapeless::core;

/// An operand with entries between Low and High, none of them equal.
template <int Low, int High, std::size_t... Extents>
struct operand {
  template <text Name>
  using symbol = variable<Name, Extents...>;
  template <class T>
  using values = tensor<T, Extents...>;
  static constexpr std::size_t entries_of_one = (Extents * ... * std::size_t{1});
  /// The same for N samples.
  template <std::size_t N>
  using samples = operand<Low, High, N, Extents...>;

  /// Multiples of the golden ratio modulo 1.
  template <class T>
  static constexpr values<T> between(double low, double high, int seed) {
    values<T> v;
    double at = 0.15 + 0.23 * seed;
    for (T& x : v) {
      at += 0.6180339887498949;
      at -= double(int(at));
      x = T(float(low + (high - low) * at));
    }
    return v;
  }
  template <class T>
  static constexpr values<T> entries(int seed) {
    return between<T>(Low, High, seed);
  }
  template <class T>
  static constexpr values<T> direction(int seed) {
    return between<T>(-1, 1, seed);
  }
};
template <int Low, int High, std::size_t... Extents>
inline constexpr operand<Low, High, Extents...> in{};

template <text Name>
struct label {
  static constexpr phrase name = Name;
};
template <class Label, class F, class... Operands>
struct row_of {};
template <text Name, class F, class... Operands>
constexpr row_of<label<Name>, F, Operands...> row(F, Operands...) {
  return {};
}

/// The name of operand i: x0, x1; t0 for its tangent.
template <char Letter, int I>
inline constexpr text<3> name{{Letter, char('0' + I), 0}};

/// A variable of the shape of a formula.
template <class F, class = std::make_integer_sequence<int, F::shape.rank>>
struct shaped;
template <class F, int... I>
struct shaped<F, std::integer_sequence<int, I...>> {
  template <text Name>
  using symbol = variable<Name, std::size_t(F::shape.extent[I])...>;
  using operand = laws::operand<-1, 1, std::size_t(F::shape.extent[I])...>;
};

}  // namespace laws
