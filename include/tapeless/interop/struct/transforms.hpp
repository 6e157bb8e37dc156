// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/interop/struct/variables.hpp>
#include <tapeless/transforms/transforms.hpp>

namespace tapeless::core {

/// A formula for each variable of a struct: evaluated to a struct of the same type.
template <class Variables, class... F>
struct labelled_struct {
  using key = Variables;
  using formula = formulas_of<labelled<F, F>...>;
  using leaves = list_of<F...>;
};

template <class Leaves>
struct variables_of_leaves;
template <class... L>
struct variables_of_leaves<list_of<L...>> : std::type_identity<list_of<typename L::variable...>> {};

template <class S, text Prefix>
struct symbol_of<variables<S, Prefix>> {
  using variables = typename variables_of_leaves<typename leaves_of<S, Prefix>::type>::type;
  template <class... F>
  using entry = labelled_struct<tapeless::core::variables<S, Prefix>, F...>;

  /// In an error: the first of its variables, in words.
  static constexpr void describe(sentence& s) {
    using leaves = typename leaves_of<S, Prefix>::type;
    s.add("a struct of ");
    s.add(leaves::size);
    s.add(leaves::size == 1 ? " variable, " : " variables, the first called ");
    s.add(front_of<variables>::type::name);
    s.add(" of shape ");
    s.add(front_of<variables>::type::shape);
  }
};

/// Tangents: variables of the same struct type under another prefix, or formulas such as a gradient.
template <class S, text Prefix, text Tangent>
struct tangents_of<variables<S, Prefix>, variables<S, Tangent>>
    : std::type_identity<variables_of<variables<S, Tangent>>> {};
template <class S, text Prefix, text Tangent, class... F>
struct tangents_of<variables<S, Prefix>, sole_formula<labelled_struct<variables<S, Tangent>, F...>>>
    : std::type_identity<list_of<F...>> {};

/// The value: straight into the struct, or converted at the end where its scalar type is another.
template <class S, text Prefix, class... F, class T>
struct result_of<labelled_struct<variables<S, Prefix>, F...>, T> {
  using type = S;
  using leaves = typename leaves_of<S, Prefix>::type;
  using scalar = typename front_of<leaves>::type::scalar;
  static constexpr bool converts = !std::is_same_v<scalar, T>;
  static constexpr int count = sizeof...(F);
  static constexpr int beside = converts ? (F::shape.size() + ...) : 0;

  [[gnu::always_inline]] static constexpr void expose(S& value, T* scratch, T** out) {
    each(leaves{}, [&]<class L>(L) {
      if constexpr (converts) *out++ = scratch, scratch += L::size;
      else *out++ = L::data(value);
    });
  }
  [[gnu::always_inline]] static constexpr void finish(S& value, T const* scratch) {
    if constexpr (converts)
      each(leaves{}, [&]<class L>(L) {
        for (int i = 0; i < L::size; ++i) L::data(value)[i] = static_cast<scalar>(*scratch++);
      });
  }

private:
  template <class... L>
  [[gnu::always_inline]] static constexpr void each(list_of<L...>, auto const& f) {
    (f(L{}), ...);
  }
};

}  // namespace tapeless::core
