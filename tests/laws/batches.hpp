// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <array>
#include <span>
#include <tuple>
#include <vector>
#include "subject.hpp"

namespace laws {

/// Whether two tensors agree to 13 digits of the largest entry.
template <class V>
bool agree(V const& a, V const& b) {
  double most = 1;
  for (std::size_t i = 0; i < a.size(); ++i) most = std::fmax(most, std::fabs(double(b.data()[i])));
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!(std::fabs(double(a.data()[i]) - double(b.data()[i])) <= 1e-13 * most)) return false;
  return true;
}
/// A function over a batch against a loop over its samples, with the gradient by operand `By`: bit K of
/// `Shared` says that operand K is one for all of them.
template <class F, unsigned Shared, int By, class Indices, class... Operands>
struct sampled;
template <class F, unsigned Shared, int By, int... I, class... Operands>
struct sampled<F, Shared, By, std::integer_sequence<int, I...>, Operands...> {
  static constexpr std::size_t count = 2;
  template <int K>
  static constexpr bool shares = (Shared >> K & 1) != 0;
  template <int K>
  using operand = std::conditional_t<shares<K>, nth<std::size_t(K), Operands...>,
                                     typename nth<std::size_t(K), Operands...>::template samples<count>>;
  template <int K>
  static constexpr auto x = typename operand<K>::template symbol<name<'x', K>>{};

  /// Sample S of operand K.
  template <int S, int K>
  static constexpr auto one() {
    if constexpr (shares<K>) return x<K>;
    else return slice(x<K>, at<S>);
  }
  template <int S>
  static constexpr auto sample = formula(F{}, one<S, I>()...);
  static constexpr auto loop = stack(sample<0>, sample<1>);
  template <int K>
  static constexpr auto said_of() {
    if constexpr (shares<K>) return tapeless::shared;
    else return batch_axis<0>;
  }
  template <int... J>
  static constexpr auto in_one_go(std::integer_sequence<int, J...>) {
    return batch<count>(F{}, []<int K>(std::integral_constant<int, K>) {
      if constexpr (K % 2 == 0) return x<K / 2>;
      else return said_of<K / 2>();
    }(std::integral_constant<int, J>{})...);
  }
  static constexpr auto batched = in_one_go(std::make_integer_sequence<int, 2 * sizeof...(I)>{});
  using result = shaped<type_of<batched>>;
  static constexpr typename result::template symbol<"u"> u{};
  static constexpr bool differentiable = batched.kind == element::real || batched.kind == element::same;

  static constexpr auto with_gradient(auto y) {
    if constexpr (differentiable) return formulas(y, vjp(y, u, x<By>));
    else return formulas(y);
  }
  static auto run(auto f) {
    return evaluate(f, (x<I> = operand<I>::template entries<double>(I))...,
                    u = result::operand::template entries<double>(5));
  }
  static void check() {
    STATIC_REQUIRE(batched.shape == loop.shape);
    STATIC_REQUIRE(batched.kind == loop.kind);
    auto const a = run(with_gradient(batched));
    auto const b = run(with_gradient(loop));
    CHECK(agree(a.template get<0>(), b.template get<0>()));
    if constexpr (differentiable) CHECK(agree(a.template get<1>(), b.template get<1>()));
  }
};

/// The same operation evaluated for many samples, against one evaluation a sample, to the bits.
template <class F, class Indices, class... Operands>
struct each_sample;
template <class F, int... I, class... Operands>
struct each_sample<F, std::integer_sequence<int, I...>, Operands...> {
  using one = subject<F, std::integer_sequence<int, I...>, Operands...>;
  static constexpr std::size_t count = 19;
  using memory = std::vector<double>;

  static void check() {
    std::array<memory, sizeof...(I)> x;
    memory y(count * one::result::operand::template values<double>::size()), u, dx;
    for (std::size_t s = 0; s < count; ++s) {
      auto const p = one::template start<double>(int(s) + 1);
      auto const append = [s](memory& all, auto const& values) {
        for (double v : values) all.push_back(s % 2 == 0 ? v : v * 0.875 + 0.0625);
      };
      (append(x[I], std::get<I>(p.x)), ...);
      append(u, p.u);
    }
    dx.resize(x[0].size());
    if constexpr (one::differentiable)
      evaluate_each(f(), into(y, dx), (one::template x<I> = each(x[I]))..., one::u = each(u));
    else evaluate_each(f(), into(y), (one::template x<I> = each(x[I]))...);
    for (std::size_t s = 0; s < count; ++s) {
      auto const alone = evaluate(f(), (one::template x<I> = sample(x[I], s))..., one::u = sample(u, s));
      CHECK(same(alone.template get<0>(), y, s));
      if constexpr (one::differentiable) CHECK(same(alone.template get<1>(), dx, s));
    }
  }
  /// The value and the gradient by the first operand, in the same code for one sample and for many.
  static constexpr auto f() {
    if constexpr (one::differentiable)
      return as_scalars(formulas(one::y, vjp(one::y, one::u, one::template x<0>)));
    else return as_scalars(formulas(one::y));
  }
  static auto sample(memory const& all, std::size_t s) {
    std::size_t const size = all.size() / count;
    return std::span<double const>(all.data() + s * size, size);
  }
  template <class V>
  static bool same(V const& alone, memory const& all, std::size_t s) {
    for (std::size_t i = 0; i < alone.size(); ++i) {
      double const a = double(alone.data()[i]), b = all[s * alone.size() + i];
      if (!(a == b) && (a == a || b == b)) return false;
    }
    return true;
  }
};

/// Whether an operation is more than elementwise ones, which need no rule for batches; whether a rule makes
/// use of operands that are one for all samples.
template <class F>
struct rules {
  static constexpr auto const& list = entries_of<F>::program::list;
  template <int Id>
  static constexpr bool shares = requires { op_behind<list.vertices[Id].op>::shares; };
  template <int... Id>
  static constexpr bool any_shares(std::integer_sequence<int, Id...>) {
    return (shares<Id> || ...);
  }
  static constexpr bool sharing = any_shares(std::make_integer_sequence<int, list.size.vertices>{});
  static constexpr bool exist = [] {
    for (int id = 0; id < list.size.vertices; ++id)
      if (!list.is_leaf(id) && !list.vertices[id].op->elementwise) return true;
    return false;
  }();
};

/// Checks one operation.
template <class Label, class F, class... Operands>
void check_batches(row_of<Label, F, Operands...>) {
  INFO(Label::name);
  using all = std::make_integer_sequence<int, sizeof...(Operands)>;
  using one = subject<F, all, Operands...>;
  using its = rules<type_of<one::y>>;
  constexpr bool several = sizeof...(Operands) > 1;
  if constexpr (its::exist && several) sampled<F, 1, 0, all, Operands...>::check();
  if constexpr (its::exist && (!several || its::sharing)) sampled<F, 0, 0, all, Operands...>::check();
  if constexpr (its::sharing && several) sampled<F, 2, 1, all, Operands...>::check();
  if constexpr ((Operands::entries_of_one + ...) <= 4) each_sample<F, all, Operands...>::check();
}

}  // namespace laws
