// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/expression.hpp>
#include <tapeless/expression/identity.hpp>
#include <tapeless/graph/leaf.hpp>
#include <tapeless/tensor.hpp>
#include <bit>

namespace tapeless::core {

/// A tensor whose entries are part of a formula: data, a mask, positions. `Value` is a constexpr tensor with
/// static storage; its entries become constants of the program, and identities see them.
///     static constexpr tensor<double, 2, 2> m{{1, 2}, {3, 4}};
///     constexpr auto y = matmul(literal<m>, x);
template <auto const& Value>
struct literal_tensor : expression {
  using type = std::remove_cvref_t<decltype(Value)>;
  static constexpr tapeless::core::shape shape = type::shape;
  static constexpr element kind = std::integral<typename type::value_type> ? element::index : element::real;

  static constexpr term enter(graph& g, term const*) {
    sequence<long double> entries;
    for (auto x : Value) entries.push(static_cast<long double>(x));
    return table(g, entries.begin(), shape);
  }
  /// The stand-in of whole numbers where a call is rehearsed: it knows its entries.
  static constexpr term known(graph& g)
    requires(kind == element::index)
  {
    term const entries = enter(g, nullptr);
    return make<positions_op>(g, shape, entries->with);
  }
  static constexpr std::uint64_t key() {
    std::uint64_t h = hash("table");
    for (auto x : Value) h = mix(h, std::bit_cast<std::uint64_t>(static_cast<double>(x)));
    return h;
  }
  static constexpr auto stand_in() {
    if constexpr (kind == element::index) return known;
    else return nullptr;
  }
  static constexpr recipe how{key(), 0, nullptr, enter, shape, kind, stand_in()};
};
/// Compilers write an object without its function.
template <auto const& Value>
inline constexpr bool has_name<literal_tensor<Value>> = false;
template <auto const& Value>
inline constexpr literal_tensor<Value> literal{};

}  // namespace tapeless::core
namespace tapeless {
using core::literal;
}  // namespace tapeless
