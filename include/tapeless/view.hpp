// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/shape.hpp>
#include <concepts>
#include <cstddef>
#include <type_traits>

namespace tapeless::core {

/// Stops the program, or the constant evaluation, where going on would read or write out of bounds.
constexpr void require(bool holds) {
  if (!holds) __builtin_trap();
}

/// Flat memory that somebody holds: std::array, std::span, std::vector, a tensor, a view.
template <class R, class T>
concept Contiguous = requires(R& r) {
  requires std::same_as<std::remove_cvref_t<decltype(*r.data())>, std::remove_const_t<T>>;
  { r.size() } -> std::convertible_to<std::size_t>;
};

template <class T, std::size_t... E>
class view;

/// What tensors and views have in common: access to row-major entries. `Self` has data().
template <class Self, std::size_t... E>
struct accessors {
  static constexpr tapeless::core::shape shape{E...};
  static constexpr std::size_t rank = sizeof...(E);
  static constexpr std::size_t size() { return (E * ... * std::size_t{1}); }

  constexpr auto begin() { return self().data(); }
  constexpr auto end() { return self().data() + size(); }
  constexpr auto begin() const { return self().data(); }
  constexpr auto end() const { return self().data() + size(); }

  /// The entry at one index an axis: w(1, 2). An index out of range stops the program.
  constexpr auto& operator()(std::integral auto... index) { return self().data()[offset(index...)]; }
  constexpr auto& operator()(std::integral auto... index) const { return self().data()[offset(index...)]; }

  /// Entry i at rank 1; above it row i as a view, so that w[1][2] is w(1, 2).
  constexpr decltype(auto) operator[](std::size_t i) { return row<E...>(self().data(), i); }
  constexpr decltype(auto) operator[](std::size_t i) const { return row<E...>(self().data(), i); }

private:
  constexpr Self& self() { return static_cast<Self&>(*this); }
  constexpr Self const& self() const { return static_cast<Self const&>(*this); }

  static constexpr std::size_t offset(auto... index) {
    static_assert(sizeof...(index) == rank, "tensor(i, j, ...): one index for every axis");
    std::size_t at = 0;
    ((require(static_cast<std::size_t>(index) < E), at = at * E + static_cast<std::size_t>(index)), ...);
    return at;
  }
  template <std::size_t First, std::size_t... Rest, class T>
  static constexpr decltype(auto) row(T* entries, std::size_t i) {
    require(i < First);
    if constexpr (sizeof...(Rest) == 0) return (entries[i]);
    else return view<T, Rest...>(entries + i * (Rest * ... * std::size_t{1}));
  }
};

/// A tensor that somebody else holds: row-major entries, extents in the type. Copies nothing and owns
/// nothing; T is const for memory that may only be read.
///     view<double const, 2, 3> w{span};      a span or vector of another size stops the program
template <class T, std::size_t... E>
class view : public accessors<view<T, E...>, E...> {
  T* entries_;

public:
  using value_type = std::remove_const_t<T>;
  constexpr explicit view(T* entries) : entries_(entries) {}
  template <Contiguous<T> R>
  constexpr explicit view(R&& memory) : entries_(memory.data()) {
    require(memory.size() == view::size());
  }
  constexpr T* data() const { return entries_; }
};

}  // namespace tapeless::core
namespace tapeless {
using core::view;
}  // namespace tapeless
