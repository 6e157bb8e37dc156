// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/tapeless.hpp>
#include <limits>

// What tests compare with. Names differ from the library's, which tests use without its namespace.
namespace check {

template <class T>
constexpr T nan = std::numeric_limits<T>::quiet_NaN();
template <class T>
constexpr T inf = std::numeric_limits<T>::infinity();
template <class T>
constexpr T Inf = inf<T>;  // for using-declarations: the library has an `inf` of its own

/// One number within a relative tolerance, absolute below 1. NaN is close to NaN, an infinity to itself.
template <class T>
constexpr bool close_number(T a, T b, T tolerance) {
  if (a != a || b != b) return a != a && b != b;
  if (a == b) return true;
  T const size = b < 0 ? -b : b;
  if (size > std::numeric_limits<T>::max() || a > std::numeric_limits<T>::max() ||
      a < std::numeric_limits<T>::lowest())
    return false;
  T const difference = a < b ? b - a : a - b;
  return difference <= tolerance * (size < 1 ? T(1) : size);
}
/// Every entry of two tensors of one type.
template <class T, std::size_t... E>
constexpr bool close(tapeless::tensor<T, E...> const& a, tapeless::tensor<T, E...> const& b,
                     T tolerance = 16 * std::numeric_limits<T>::epsilon()) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!close_number(a.data()[i], b.data()[i], tolerance)) return false;
  return true;
}

/// The same bits: -0 is not 0, NaN is NaN.
template <class T>
constexpr bool same_number(T a, T b) {
  if (a != a || b != b) return a != a && b != b;
  return a == b && __builtin_copysign(1.0, double(a)) == __builtin_copysign(1.0, double(b));
}
template <class T, std::size_t... E>
constexpr bool same(tapeless::tensor<T, E...> const& a, tapeless::tensor<T, E...> const& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!same_number(a.data()[i], b.data()[i])) return false;
  return true;
}

/// A tensor whose entries are told by a function of their place.
template <class Tensor, class F>
constexpr Tensor filled(F f) {
  Tensor t;
  for (std::size_t i = 0; i < t.size(); ++i)
    t.data()[i] = static_cast<typename Tensor::value_type>(f(int(i)));
  return t;
}
/// Numbers in no order and of both signs, none of them equal: multiples of 1/8 within 4 of 0.
template <class Tensor>
constexpr Tensor mixed(int seed = 1) {
  return filled<Tensor>([seed](int i) { return double((i * 37 + seed * 11) % 64 - 31) / 8; });
}

/// Whether the gradient of a scalar f by x agrees with central differences, entry by entry, at x = at.
///     differences_agree(f, x, at, W = w)
template <class F, class X, class Value, class... Others>
constexpr bool differences_agree(F f, X x, Value at, Others&&... others) {
  auto const gradient_at = tapeless::evaluate(gradient(f, x), x = at, static_cast<Others&&>(others)...);
  for (std::size_t i = 0; i < at.size(); ++i) {
    double const middle = at.data()[i], step = 0x1p-16;
    at.data()[i] = middle + step;
    double const above = tapeless::evaluate(f, x = at, static_cast<Others&&>(others)...);
    at.data()[i] = middle - step;
    double const below = tapeless::evaluate(f, x = at, static_cast<Others&&>(others)...);
    at.data()[i] = middle;
    if (!close_number(gradient_at.data()[i], (above - below) / (2 * step), 1e-7)) return false;
  }
  return true;
}
/// The same along one direction, for many entries: the directional derivative is the gradient times the
/// direction.
template <class F, class X, class Value, class... Others>
constexpr bool direction_agrees(F f, X x, Value const& at, Value const& direction, Others&&... others) {
  auto const gradient_at = tapeless::evaluate(gradient(f, x), x = at, static_cast<Others&&>(others)...);
  double const step = 0x1p-18;
  Value ahead = at, behind = at;
  double along = 0;
  for (std::size_t i = 0; i < at.size(); ++i) {
    ahead.data()[i] += step * direction.data()[i];
    behind.data()[i] -= step * direction.data()[i];
    along += gradient_at.data()[i] * direction.data()[i];
  }
  double const above = tapeless::evaluate(f, x = ahead, static_cast<Others&&>(others)...);
  double const below = tapeless::evaluate(f, x = behind, static_cast<Others&&>(others)...);
  return close_number(along, (above - below) / (2 * step), 1e-6);
}

}  // namespace check
