// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/transforms/vjp.hpp>
#include "../laws/rows.hpp"

// A row of the laws as a function from memory to memory, which the host and a kernel both call: value and
// pullbacks by all operands.
namespace laws {

template <class Row, class Indices = void>
struct law;
template <class Label, class F, class... Operands>
struct law<row_of<Label, F, Operands...>>
    : law<row_of<Label, F, Operands...>, std::make_integer_sequence<int, sizeof...(Operands)>> {};
template <class Label, class F, class... Operands, int... I>
struct law<row_of<Label, F, Operands...>, std::integer_sequence<int, I...>> {
  template <int K>
  using x = typename nth<std::size_t(K), Operands...>::template symbol<name<'x', K>>;
  using y = decltype(formula(F{}, x<I>{}...));
  using result = shaped<y>;
  using u = typename result::template symbol<"u">;

  static constexpr phrase name_of() { return Label::name; }
  static constexpr bool differentiable = y::kind == element::real || y::kind == element::same;
  static constexpr int inputs = int((Operands::template values<float>::size() + ...)) +
                                int(result::operand::template values<float>::size());
  static constexpr int outputs = inputs;  // the value, of the shape of u, and a cotangent for each operand

  static constexpr auto program() {
    if constexpr (differentiable) return formulas(y{}, vjp(y{}, u{}, x<I>{})...);
    else return formulas(y{});
  }
  template <class V, class T>
  static constexpr V read(T const*& at) {
    V v;
    for (T& entry : v) entry = *at++;
    return v;
  }
  template <class V, class T>
  static constexpr void write(V const& v, T*& at) {
    for (auto entry : v) *at++ = static_cast<T>(entry);
  }
  template <class T>
  static constexpr void enter(T* in) {
    (write(Operands::template entries<T>(I), in), ...);
    write(result::operand::template entries<T>(6), in);
  }
  template <class T>
  static constexpr void run(T const* in, T* out) {
    values<T, typename Operands::template values<T>...> const at{in};
    auto const g = read<typename result::operand::template values<T>>(in);
    write_all(evaluate(program(), (x<I>{} = at.template get<std::size_t(I)>())..., u{} = g), out);
  }

private:
  template <std::size_t K, class V>
  struct value {
    V v;
  };
  template <class Indices_, class... V>
  struct values_of;
  template <std::size_t... K, class... V>
  struct values_of<std::index_sequence<K...>, V...> : value<K, V>... {
    template <class T>
    constexpr explicit values_of(T const*& in) : value<K, V>{read<V>(in)}... {}
    template <std::size_t J>
    constexpr auto const& get() const {
      return at<J>(*this);
    }
    template <std::size_t J, class W>
    static constexpr W const& at(value<J, W> const& one) {
      return one.v;
    }
  };
  template <class T, class... V>
  using values = values_of<std::index_sequence_for<V...>, V...>;
  template <class R, class T>
  static constexpr void write_all(R const& r, T* out) {
    [&]<std::size_t... K>(std::index_sequence<K...>) { (write(r.template get<K>(), out), ...); }
    (std::make_index_sequence<std::tuple_size_v<R>>{});
  }
};

}  // namespace laws
