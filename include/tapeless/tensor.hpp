// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/view.hpp>
#include <utility>

namespace tapeless::core {

/// The C array T[N]..., which braces fill; T itself without extents.
template <class T, std::size_t... N>
struct nested : std::type_identity<T> {};
template <class T, std::size_t M, std::size_t... N>
struct nested<T, M, N...> : std::type_identity<typename nested<T, N...>::type[M]> {};

/// How many rows braces take: one argument each, none where a parameter for each would cost the compiler more
/// than anything else.
constexpr std::size_t rows_in_braces(std::size_t first = 0, auto...) { return first <= 256 ? first : 0; }

/// Asks for entries without values, which something else will write.
struct unfilled {};

/// The entries of a tensor, and one constructor argument a row.
template <class T, class Rows, std::size_t... E>
struct storage;
template <class T, std::size_t... Row, std::size_t First, std::size_t... Rest>
struct storage<T, std::index_sequence<Row...>, First, Rest...> {
  static_assert((First * ... * Rest) > 0, "tensor<T, extents...>: every extent is at least 1");
  T entries[(First * ... * Rest)];

  constexpr storage() : entries{} {}
  constexpr explicit storage(unfilled) {}
  template <std::size_t>
  using row = typename nested<T, Rest...>::type;
  constexpr explicit(sizeof...(Row) == 1) storage(row<Row> const&... rows)
    requires(sizeof...(Row) > 0)
  {
    T* at = entries;
    (fill(at, rows), ...);
  }

protected:
  template <class From>
  static constexpr void fill(T*& at, From const& from) {
    if constexpr (std::is_same_v<From, T>) *at++ = from;
    else
      for (auto const& inner : from) fill(at, inner);
  }
};
template <class T>
struct storage<T, std::index_sequence<>> {
  T entries[1];
  constexpr storage() : entries{} {}
  constexpr explicit storage(unfilled) {}
  constexpr storage(T const& number) : entries{number} {}
  constexpr operator T const&() const { return entries[0]; }
};

/// A value: row-major entries, extents in the type. Rank 0 holds one number, and converts from and to it.
///     tensor<double, 2, 3> w{{1, 2, 3}, {4, 5, 6}};      w(1, 2) == w[1][2]
///     tensor<double, 3> v(span);                          copies; view<double, 3> v(span) does not
/// Braces take up to 256 rows; larger tensors are made from a C array, a span or a std::array.
/// T is float, double, long double or, for indices, an integer. Zero where nothing is said. A structural
/// type: a constexpr tensor can be a template argument.
template <class T, std::size_t... E>
struct tensor : storage<T, std::make_index_sequence<rows_in_braces(E...)>, E...>,
                accessors<tensor<T, E...>, E...> {
  using value_type = T;
  using tensor::storage::storage;

  constexpr tensor() = default;
  /// From flat memory of the same number of entries; of another size stops the program.
  template <Contiguous<T> R>
    requires(!std::is_base_of_v<tensor, R>)
  constexpr explicit tensor(R const& memory) {
    require(memory.size() == tensor::size());
    for (std::size_t i = 0; i < tensor::size(); ++i) this->entries[i] = memory.data()[i];
  }
  /// From a C array or nested std::arrays of the same extents.
  template <class A>
    requires std::same_as<A, typename nested<T, E...>::type> && (sizeof...(E) > 0)
  constexpr explicit tensor(A const& array) {
    T* at = this->entries;
    tensor::fill(at, array);
  }

  constexpr T* data() { return this->entries; }
  constexpr T const* data() const { return this->entries; }

  friend constexpr bool operator==(tensor const& a, tensor const& b) {
    for (std::size_t i = 0; i < tensor::size(); ++i)
      if (a.entries[i] != b.entries[i]) return false;
    return true;
  }
  template <class N>
    requires(sizeof...(E) == 0 && std::is_arithmetic_v<N>)
  friend constexpr bool operator==(tensor const& a, N number) {
    using both = std::common_type_t<T, N>;
    return static_cast<both>(a.entries[0]) == static_cast<both>(number);
  }
};

template <class T, std::size_t N>
tensor(T const (&)[N]) -> tensor<T, N>;
template <class T, std::size_t M, std::size_t N>
tensor(T const (&)[M][N]) -> tensor<T, M, N>;
template <class T, std::size_t L, std::size_t M, std::size_t N>
tensor(T const (&)[L][M][N]) -> tensor<T, L, M, N>;
template <class T>
tensor(T const&) -> tensor<T>;

}  // namespace tapeless::core
namespace tapeless {
using core::tensor;
}  // namespace tapeless
