// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/node.hpp>
#include <tapeless/expression/samples.hpp>
#include <tapeless/tensor.hpp>

namespace tapeless::core {

/// What a binding binds.
struct bound_variable {
  phrase name;
  tapeless::core::shape shape;
};

/// A variable beside its value, for one call of evaluate. It refers to the tensor, so it can be neither
/// copied nor kept: `W = w` belongs between the brackets of the call.
template <class Variable, class T>
class binding {
  T const* entries_;

public:
  using value_type = T;
  static constexpr int count = 1;
  static constexpr bound_variable variables[]{{Variable::name, Variable::shape}};

  constexpr explicit binding(T const* entries) : entries_(entries) {}
  binding(binding const&) = delete;
  binding& operator=(binding const&) = delete;
  constexpr T const* data(int = 0) const { return entries_; }
};

/// A number in a list of several scalar types.
struct listed_number {
  double value;
  template <class T>
    requires(std::is_arithmetic_v<T> && !std::same_as<T, char> && !std::same_as<T, long double>)
  constexpr listed_number(T x) : value(static_cast<double>(x)) {}
};
/// A variable beside a list of them, which it holds as doubles.
template <class Variable>
class list_binding {
  double entries_[Variable::entries];

public:
  using value_type = double;
  static constexpr int count = 1;
  static constexpr bound_variable variables[]{{Variable::name, Variable::shape}};

  constexpr explicit list_binding(listed_number const* list) {
    for (double& entry : entries_) entry = (list++)->value;
  }
  list_binding(list_binding const&) = delete;
  list_binding& operator=(list_binding const&) = delete;
  constexpr double const* data(int = 0) const { return entries_; }
};

/// A variable beside its samples, for one call of evaluate_each or sum_each.
template <class Variable, class T, class Memory>
class sample_binding : public Memory {
public:
  using value_type = T;
  static constexpr int count = 1;
  static constexpr bound_variable variables[]{{Variable::name, Variable::shape}};
  static constexpr std::size_t entries_of_one = Variable::entries;

  constexpr explicit sample_binding(Memory const& all) : Memory(all) {}
  sample_binding(sample_binding const&) = delete;
  sample_binding& operator=(sample_binding const&) = delete;
};
template <class B>
inline constexpr bool is_sampled = requires { B::entries_of_one; };

/// The number of entries of flat memory where its type says it, else 0.
template <class R>
constexpr std::size_t static_size() {
  if constexpr (requires { R::extent + 1; }) return R::extent + 1 == 0 ? 0 : R::extent;  // std::span
  else if constexpr (requires { std::tuple_size<R>::value; }) return std::tuple_size<R>::value;
  else return 0;
}
/// Flat memory of scalars that a variable of N entries can be bound to.
template <class R, std::size_t N>
concept Bindable = requires(R const& r) {
  requires std::floating_point<std::remove_cvref_t<decltype(*r.data())>>;
  r.size();
} && !requires { R::shape; } && (static_size<R>() == 0 || static_size<R>() == N);

template <text Name, class Given, std::size_t... Extents>
struct misbound {
  static constexpr sentence problem = [] {
    auto s = say(phrase(Name), " = value: the variable ", phrase(Name), " is ",
                 shape{Extents...});
    if constexpr (requires { Given::shape; }) s.add(", the value is "), s.add(Given::shape);
    else if constexpr (requires { sample_order{Given::order}; })
      s.add(", a sample has this many entries: "), s.add(int(Given::size));
    else if constexpr (static_size<Given>() > 0)
      s.add(", the value has this many entries: "), s.add(int(static_size<Given>()));
    else if constexpr (std::is_arithmetic_v<Given>) s.add(", the value is a number");
    else s.add(", the value is no tensor, view or contiguous range of numbers");
    return s;
  }();
};

template <text Name, class T, std::size_t N, std::size_t... Extents>
struct misbound_list {
  static constexpr sentence problem = [] {
    auto s = say(phrase(Name), " = {...}: the variable ", phrase(Name), " is ", shape{Extents...});
    if constexpr (std::is_array_v<T>) s.add(", the list is nested: only a tensor is made of such lists");
    else s.add(", the list has this many entries: "), s.add(int(N));
    return s;
  }();
};

/// Base of every variable: nvcc does not match a type against variable<Name, Extents...>.
struct any_variable : expression {};
/// A symbol that can be bound and differentiated by.
template <class X>
concept Variable = std::is_base_of_v<any_variable, X>;

/// A name and a shape, without storage: variable<"W", 3, 3>. `W = w` in a call of evaluate binds it to a
/// tensor or view of its shape, to flat memory of as many entries (std::array, std::span, std::vector, a list
/// in braces, of doubles where its numbers are of several types; a size known only at run time is checked
/// then), at rank 0 to a number. Two variables of one name are one variable.
template <text Name, std::size_t... Extents>
struct variable : any_variable {
  static constexpr phrase name = Name;
  static constexpr tapeless::core::shape shape{Extents...};
  static constexpr element kind = element::real;
  static constexpr std::size_t entries = (Extents * ... * std::size_t{1});
  static_assert(entries > 0, "variable<name, extents...>: every extent is at least 1");
  static constexpr term enter(graph& g, term const*) { return variable_of(g, Name, shape); }
  static constexpr std::uint64_t key() {
    std::uint64_t h = mix(hash("variable"), hash(Name));
    ((h = mix(h, Extents)), ...);
    return h;
  }
  static constexpr recipe how{key(), 0, nullptr, enter, shape};

  template <std::floating_point T>
  constexpr binding<variable, T> operator=(tensor<T, Extents...> const& value) const {
    return binding<variable, T>(value.data());
  }
  template <class T>
  constexpr auto operator=(view<T, Extents...> const& value) const {
    return binding<variable, std::remove_const_t<T>>(value.data());
  }
  template <Bindable<entries> R>
  constexpr auto operator=(R const& value) const {
    require(value.size() == entries);
    return binding<variable, std::remove_cvref_t<decltype(*value.data())>>(value.data());
  }
  template <class T>
    requires(sizeof...(Extents) == 0 && std::is_arithmetic_v<T>)
  constexpr binding<variable, T> operator=(T const& value) const {
    return binding<variable, T>(&value);
  }
  /// Whole numbers, such as positions, as those at rank 0: converted to the scalar type of the evaluation
  /// when it begins.
  template <std::integral I>
  constexpr binding<variable, I> operator=(tensor<I, Extents...> const& value) const {
    return binding<variable, I>(value.data());
  }
  /// A list of all entries, in braces or as an array.
  template <class T, std::size_t N>
    requires(N == entries && std::is_arithmetic_v<T> && !std::same_as<T, char>)
  constexpr binding<variable, T> operator=(T const (&list)[N]) const {
    return binding<variable, T>(list);
  }
  template <class T, std::size_t N>
    requires(N != entries)
  auto operator=(T const (&)[N]) const -> error<misbound_list<Name, T, N, Extents...>>;
  template <class T, std::size_t N, std::size_t M>
  auto operator=(T const (&)[N][M]) const -> error<misbound_list<Name, T[M], N, Extents...>>;
  /// A list of numbers of several types, such as {1, 2.5, 3}: doubles.
  template <std::size_t N>
    requires(N == entries)
  constexpr list_binding<variable> operator=(listed_number const (&list)[N]) const {
    return list_binding<variable>(list);
  }
  template <std::size_t N>
    requires(N != entries)
  auto operator=(listed_number const (&)[N]) const -> error<misbound_list<Name, double, N, Extents...>>;
  /// Samples: X = each(memory), X = by_entry(memory).
  template <class T, sample_order Order, std::size_t Size, std::size_t Apart>
    requires(std::floating_point<std::remove_const_t<T>> && (Size == 0 || Size == entries))
  constexpr auto operator=(sample_memory<T, Order, Size, Apart> const& all) const {
    using memory = sample_memory<T const, Order, Size, Apart>;
    return sample_binding<variable, std::remove_const_t<T>, memory>(memory{all.entries, all.length});
  }
  template <class R>
  auto operator=(R const&) const -> error<misbound<Name, R, Extents...>>;
  /// Variables have no state to assign.
  variable& operator=(variable const&) = delete;
  constexpr variable() = default;
  constexpr variable(variable const&) = default;
};

}  // namespace tapeless::core
namespace tapeless {
using core::Variable, core::variable;
}  // namespace tapeless
