// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/formulas.hpp>
#include <cstdint>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The number type of a result: that of the evaluation, or of indices and truth values.
template <element Kind, class T>
struct entry_type : std::type_identity<T> {};
template <class T>
struct entry_type<element::index, T> : std::type_identity<std::int64_t> {};
template <class T>
struct entry_type<element::truth, T> : std::type_identity<bool> {};

/// The tensor type of a formula's value.
template <class F, class T, class = std::make_integer_sequence<int, F::shape.rank>>
struct value_type;
template <class F, class T, int... I>
struct value_type<F, T, std::integer_sequence<int, I...>>
    : std::type_identity<tensor<typename entry_type<F::kind, T>::type, std::size_t(F::shape.extent[I])...>> {
};
template <class F, class T>
using value_of = typename value_type<F, T>::type;

/// The value of one result, and where its program writes: straight into the value, or beside it where indices
/// and truth values are converted at the end.
template <class Entry, class T>
struct result_of;
template <class Key, class F, class T>
struct result_of<labelled<Key, F>, T> {
  using type = value_of<F, T>;
  static constexpr int count = 1;
  static constexpr bool converts = !std::is_same_v<typename type::value_type, T>;

  /// Numbers beside the value.
  static constexpr int beside = converts ? int(type::size()) : 0;

  [[gnu::always_inline]] static constexpr void expose(type& value, T* scratch, T** out) {
    if constexpr (converts) *out = scratch;
    else *out = value.data();
  }
  [[gnu::always_inline]] static constexpr void finish(type& value, T const* scratch) {
    for (int i = 0; i < beside; ++i) value.entries[i] = static_cast<typename type::value_type>(scratch[i]);
  }
};

/// A value that the program will write: nothing is stored in it first, unless it is a user's struct.
template <class V>
concept Unfilled = std::is_constructible_v<V, unfilled>;
template <std::size_t I, class Key, class V>
struct keyed_value {
  V value;
  constexpr keyed_value() : value{} {}
  constexpr keyed_value()
    requires Unfilled<V>
      : value(unfilled{}) {}
};
template <class Indices, class T, class... Entries>
struct keyed_values;
template <std::size_t... I, class T, class... Entries>
struct keyed_values<std::index_sequence<I...>, T, Entries...>
    : keyed_value<I, typename Entries::key, typename result_of<Entries, T>::type>... {};

/// The one value of a formula that is evaluated to its bare value.
template <class V>
struct sole_value {
  V& value;
  template <std::size_t>
  constexpr V& get() {
    return value;
  }
};

/// The values of several formulas: taken apart by structured bindings, or looked up by key, as in result[W].
template <class T, class... Entries>
struct results : keyed_values<std::index_sequence_for<Entries...>, T, Entries...> {
  template <std::size_t I>
  constexpr auto& get() {
    return at<I>(*this);
  }
  template <std::size_t I>
  constexpr auto const& get() const {
    return at<I>(*this);
  }
  /// The value that belongs to a variable or formula: gradients[W].
  template <class Key>
    requires(std::is_same_v<Key, typename Entries::key> || ...)
  constexpr auto const& operator[](Key) const {
    return of<Key>(*this);
  }

private:
  template <std::size_t I, class Key, class V>
  static constexpr V& at(keyed_value<I, Key, V>& r) {
    return r.value;
  }
  template <std::size_t I, class Key, class V>
  static constexpr V const& at(keyed_value<I, Key, V> const& r) {
    return r.value;
  }
  template <class Key, std::size_t I, class V>
  static constexpr V const& of(keyed_value<I, Key, V> const& r) {
    return r.value;
  }
};

/// Results within a result.
template <class Key, class T, class... Entries>
struct result_of<nested_results<Key, Entries...>, T> {
  using type = results<T, Entries...>;
  static constexpr int count = (result_of<Entries, T>::count + ...);
  static constexpr int beside = (result_of<Entries, T>::beside + ...);

  [[gnu::always_inline]] static constexpr void expose(type& values, T* scratch, T** out) {
    visit(values, [&]<class R>(R, auto& value) {
      R::expose(value, scratch, out);
      scratch += R::beside;
      out += R::count;
    });
  }
  [[gnu::always_inline]] static constexpr void finish(type& values, T const* scratch) {
    visit(values, [&]<class R>(R, auto& value) {
      R::finish(value, scratch);
      scratch += R::beside;
    });
  }

private:
  [[gnu::always_inline]] static constexpr void visit(type& values, auto const& f) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (f(result_of<Entries, T>{}, values.template get<I>()), ...);
    }(std::index_sequence_for<Entries...>{});
  }
};

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
namespace tapeless {
using core::value_of, core::results;
}  // namespace tapeless

template <class T, class... Entries>
struct std::tuple_size<tapeless::core::results<T, Entries...>>
    : std::integral_constant<std::size_t, sizeof...(Entries)> {};
template <std::size_t I, class T, class... Entries>
struct std::tuple_element<I, tapeless::core::results<T, Entries...>> {
  using type = typename tapeless::core::result_of<tapeless::core::nth<I, Entries...>, T>::type;
};
