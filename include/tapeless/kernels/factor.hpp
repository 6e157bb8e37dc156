// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/pack.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// A right factor that is formed as it is read, from two tensors: Op of their entries. What a product reads a
/// few times and nothing else does costs less so than to be stored.
template <class Op, class T>
struct formed_factor {
  T const *x, *y;
};
template <class B>
inline constexpr bool is_formed = !std::is_pointer_v<B>;

/// Where B's entry in a row and a column lies.
template <product_shape P, class T>
[[gnu::always_inline]] inline constexpr T const* factor_at(T const* b, int row, int column) {
  return b + P.in_b(row, column);
}
template <product_shape P, class Op, class T>
[[gnu::always_inline]] inline constexpr formed_factor<Op, T> factor_at(formed_factor<Op, T> b, int row,
                                                                   int column) {
  return {b.x + (row * P.first.row + column * P.first.column),
          b.y + (row * P.second.row + column * P.second.column)};
}
/// The factor of another of so many products.
template <product_shape P, class T>
[[gnu::always_inline]] inline constexpr T const* next_factor(T const* b, int i) {
  return b + i * P.b_next;
}
template <product_shape P, class Op, class T>
[[gnu::always_inline]] inline constexpr formed_factor<Op, T> next_factor(formed_factor<Op, T> b, int i) {
  return {b.x + i * P.first.next, b.y + i * P.second.next};
}
template <class T>
[[gnu::always_inline]] inline constexpr T entry_of(T const* b) {
  return *b;
}
template <class Op, class T>
[[gnu::always_inline]] inline constexpr T entry_of(formed_factor<Op, T> b) {
  return Op::value(*b.x, *b.y);
}
/// `Count` entries along an axis, as lanes. What a formed factor is made of lies one after another there, or
/// is the same.
template <class V, int Count, int First, int Second, class T>
[[gnu::always_inline]] inline constexpr V entries_along(T const* b) {
  return load_part<V, Count>(b);
}
template <class V, int Count, int First, int Second, class Op, class T>
[[gnu::always_inline]] inline constexpr V entries_along(formed_factor<Op, T> b) {
  return Op::value(load_apart<V, Count, First>(b.x), load_apart<V, Count, Second>(b.y));
}
template <product_shape P, class V, int Count, class B>
[[gnu::always_inline]] inline constexpr V entries_of_row(B b) {
  return entries_along<V, Count, P.first.column, P.second.column>(b);
}
template <product_shape P, class V, int Count, class B>
[[gnu::always_inline]] inline constexpr V entries_of_column(B b) {
  return entries_along<V, Count, P.first.row, P.second.row>(b);
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
