// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/arithmetic.hpp>
#include <tapeless/interop/struct/variables.hpp>

namespace tapeless::core {

template <class S>
inline constexpr bool is_struct_value = HanaStruct<S>;
template <class E, std::size_t N>
inline constexpr bool is_struct_value<std::array<E, N>> = is_struct_value<E>;
/// A value with members: an adapted struct whose variables can be made, or an array of such.
template <class S>
concept StructValue = !Expression<S> && !std::same_as<S, term> && is_struct_value<S> &&
                      !struct_mistake<S, typename leaves_of<S, "">::type>::problem;

/// Calls f with each leaf of a struct type, a type that knows its entries in a value.
template <class... L>
[[gnu::always_inline]] constexpr void for_each_leaf(list_of<L...>, auto const& f) {
  (f(L{}), ...);
}

/// f(x, ...) of the entries that stand in one place of each struct, for all places: a struct of their type.
///     map_entries([](double m, double v) { return m / (sqrt(v) + 1e-8); }, mean, variance)
template <class F, StructValue S, std::same_as<S>... More>
constexpr S map_entries(F f, S const& a, More const&... more) {
  S y = a;
  for_each_leaf(typename leaves_of<S, "">::type{}, [&]<class L>(L) {
    auto* const to = L::data(y);
    for (int i = 0; i < L::size; ++i) to[i] = f(L::data(a)[i], L::data(more)[i]...);
  });
  return y;
}
/// f(... f(f(init, x0), x1) ...) over all entries, in order; over pairs with f(total, x, y).
///     reduce_entries([](double total, double x) { return total + x * x; }, 0.0, g)      the squared norm
template <class F, class T, StructValue S, std::same_as<S>... More>
constexpr T reduce_entries(F f, T init, S const& a, More const&... more) {
  for_each_leaf(typename leaves_of<S, "">::type{}, [&]<class L>(L) {
    for (int i = 0; i < L::size; ++i) init = f(init, L::data(a)[i], L::data(more)[i]...);
  });
  return init;
}

// Arithmetic, entry by entry. A number takes the scalar type of the struct.

template <StructValue S>
using scalar_of_struct = typename front_of<typename leaves_of<S, "">::type>::type::scalar;

template <StructValue S>
constexpr S operator+(S const& a, S const& b) {
  return map_entries([](auto x, auto y) { return plus(x, y); }, a, b);
}
template <StructValue S>
constexpr S operator-(S const& a, S const& b) {
  return map_entries([](auto x, auto y) { return minus(x, y); }, a, b);
}
template <StructValue S>
constexpr S operator-(S const& a) {
  return map_entries([](auto x) { return -x; }, a);
}
template <class N, StructValue S>
  requires std::is_arithmetic_v<N>
constexpr S operator*(N factor, S const& a) {
  return map_entries([k = static_cast<scalar_of_struct<S>>(factor)](auto x) { return times(k, x); }, a);
}
template <StructValue S, class N>
  requires std::is_arithmetic_v<N>
constexpr S operator*(S const& a, N factor) { return factor * a; }
template <StructValue S, class N>
  requires std::is_arithmetic_v<N>
constexpr S operator/(S const& a, N divisor) {
  return map_entries([k = static_cast<scalar_of_struct<S>>(divisor)](auto x) { return over(x, k); }, a);
}
template <StructValue S>
constexpr S& operator+=(S& a, S const& b) {
  return a = a + b;
}
template <StructValue S>
constexpr S& operator-=(S& a, S const& b) {
  return a = a - b;
}
template <StructValue S, class N>
  requires std::is_arithmetic_v<N>
constexpr S& operator*=(S& a, N factor) { return a = factor * a; }
template <StructValue S, class N>
  requires std::is_arithmetic_v<N>
constexpr S& operator/=(S& a, N divisor) { return a = a / divisor; }

}  // namespace tapeless::core
namespace tapeless {
using core::map_entries, core::reduce_entries;
using core::operator+, core::operator-, core::operator*, core::operator/, core::operator+=, core::operator-=,
    core::operator*=, core::operator/=;  // the structs that they add are the user's own
}  // namespace tapeless
