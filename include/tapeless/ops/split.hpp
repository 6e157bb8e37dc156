// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/formulas.hpp>
#include <tapeless/ops/slice.hpp>

namespace tapeless::core {

/// Part I of a split into parts of the lengths named.
template <int I, int... Lengths>
struct part_call {
  constexpr term operator()(term x) const { return (*this)(x, axis<0>); }
  template <int A>
  constexpr term operator()(term x, axis_option<A>) const {
    constexpr phrase call = "split<lengths...>(x, axis<a>)";
    int const along = resolve_axis(x, A, call);
    if (along < 0) return x;
    int const length[]{Lengths..., 0}, count = sizeof...(Lengths);
    int start = 0, total = 0;
    bool fits = I >= 0 && I < count;
    if (!fits)
      x.owner->refuse("part<I, lengths...>(x, axis<a>): part ", I, " is none of the ", count, " parts");
    for (int i = 0; i < count; ++i) {
      if (i == I) start = total;
      total += length[i];
      fits = fits && length[i] > 0;
    }
    if (fits && total == x.extent(along)) return slice_along(x, {along, start, 1}, length[I]);
    x.owner->refuse(call, ": the lengths must be positive and add up to that of the axis; x is ", x.shape(),
                    ", the axis is ", along, ", the lengths are ", shape{Lengths...});
    return x;
  }
};
/// One part of a split, counted from 0: part<1, 2, 3>(x, axis<0>) is the second of split<2, 3>(x, axis<0>).
///     x̄ = g at the part, 0 elsewhere
template <int I, int... Lengths, class... X>
constexpr called<part_call<I, Lengths...>, X...> part(X... x) {
  return compose<part_call<I, Lengths...>>(x...);
}
template <int I, int... Lengths, class... X>
rejected<part_call<I, Lengths...>, X...> part(X...);

/// Several terms, which structured bindings take apart.
template <std::size_t N>
struct term_list {
  term entry[N];
  template <std::size_t I>
  constexpr term get() const {
    return entry[I];
  }
  constexpr term operator[](std::size_t i) const { return entry[i]; }
  static constexpr std::size_t size() { return N; }
  constexpr term const* begin() const { return entry; }
  constexpr term const* end() const { return entry + N; }
};

template <int... Lengths>
struct split_call {
  static constexpr auto parts = std::make_integer_sequence<int, int(sizeof...(Lengths))>{};
  template <class... O, int... I>
  static constexpr term_list<sizeof...(Lengths)> of(term x, std::integer_sequence<int, I...>, O... options) {
    return {{function<part_call<I, Lengths...>>{}(x, options...)...}};
  }
  template <Expression X, class... O, int... I>
  static constexpr auto of(X, std::integer_sequence<int, I...>, O...) {
    return formulas(applied<part_call<I, Lengths...>, X, O...>{}...);
  }
};
/// Parts of the lengths named along an axis, 0 unless named: auto [a, b] = split<2, 3>(x, axis<1>).
///     x̄ = the parts' cotangents one after another   The lengths must add up to that of the axis.
/// On expressions the parts are formulas that share all work; inside of rules and traced functions, terms.
template <int... Lengths, class X, Option... O>
  requires std::same_as<X, term> || Fits<part_call<0, Lengths...>, X, O...>
constexpr auto split(X x, O... options) {
  return split_call<Lengths...>::of(x, split_call<Lengths...>::parts, options...);
}
template <int... Lengths, class X, Option... O>
rejected<part_call<0, Lengths...>, X, O...> split(X, O...);

}  // namespace tapeless::core
namespace tapeless {
using core::part, core::split;
}  // namespace tapeless

template <std::size_t N>
struct std::tuple_size<tapeless::core::term_list<N>> : std::integral_constant<std::size_t, N> {};
template <std::size_t I, std::size_t N>
struct std::tuple_element<I, tapeless::core::term_list<N>> {
  using type = tapeless::core::term;
};
