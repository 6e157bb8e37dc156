// SPDX-License-Identifier: BSL-1.0
#pragma once
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // as in tapeless.hpp
#endif
#include <tapeless/print/print.hpp>
#include <tapeless/tensor.hpp>
#include <ostream>

namespace tapeless::core {

/// A formula as mathematics.
template <Expression F>
std::ostream& operator<<(std::ostream& out, F f) {
  return out << text_of(f);
}
/// Several formulas, a line each.
template <class... Entries>
std::ostream& operator<<(std::ostream& out, formulas_of<Entries...>) {
  ((out << text_of(typename Entries::formula{}) << '\n'), ...);
  return out;
}

/// Entries in nested brackets: [[1, 2], [3, 4]].
template <class T, std::size_t... E>
std::ostream& operator<<(std::ostream& out, view<T, E...> const& v) {
  if constexpr (sizeof...(E) == 0) return out << *v.data();
  else {
    for (std::size_t i = 0; i < std::size_t(v.shape[0]); ++i) out << (i == 0 ? "[" : ", ") << v[i];
    return out << "]";
  }
}
template <class T, std::size_t... E>
std::ostream& operator<<(std::ostream& out, tensor<T, E...> const& t) {
  return out << view<T const, E...>(t.data());
}

}  // namespace tapeless::core

#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
