// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "laws.hpp"

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
/// A function over a batch against a loop over its samples: bit K of `Shared` says that operand K is one for
/// all of them.
template <class F, unsigned Shared, class Indices, class... Operands>
struct sampled;
template <class F, unsigned Shared, int... I, class... Operands>
struct sampled<F, Shared, std::integer_sequence<int, I...>, Operands...> {
  static constexpr std::size_t count = 3;
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
  static constexpr auto loop = stack(sample<0>, sample<1>, sample<2>);
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

  static constexpr auto with_gradients(auto y) {
    if constexpr (differentiable) return formulas(y, vjp(y, u, x<I>)...);
    else return formulas(y);
  }
  static auto run(auto f) {
    return evaluate(f, (x<I> = operand<I>::template entries<double>(I))...,
                    u = result::operand::template entries<double>(5));
  }
  static void check() {
    STATIC_REQUIRE(batched.shape == loop.shape);
    STATIC_REQUIRE(batched.kind == loop.kind);
    auto const a = run(with_gradients(batched)), b = run(with_gradients(loop));
    CHECK(agree(a.template get<0>(), b.template get<0>()));
    if constexpr (differentiable) CHECK((agree(a.template get<I + 1>(), b.template get<I + 1>()) && ...));
  }
};

/// The same operation evaluated for many samples, against one evaluation a sample.
template <class F, class Indices, class... Operands>
struct each_sample;
template <class F, int... I, class... Operands>
struct each_sample<F, std::integer_sequence<int, I...>, Operands...> {
  using one = subject<F, std::integer_sequence<int, I...>, Operands...>;
  static constexpr std::size_t count = 19;
  using memory = std::vector<double>;

  static void check() {
    std::array<memory, sizeof...(I)> x, dx;
    memory y(count * one::result::operand::template values<double>::size()), u;
    for (std::size_t s = 0; s < count; ++s) {
      auto const p = one::template start<double>(int(s) + 1);
      auto const append = [s](memory& all, auto const& values) {
        for (double v : values) all.push_back(s % 2 == 0 ? v : v * 0.875 + 0.0625);
      };
      (append(x[I], std::get<I>(p.x)), ...);
      append(u, p.u);
    }
    ((dx[I].resize(x[I].size())), ...);
    if constexpr (one::differentiable)
      evaluate_each(one::backward(), into(y, dx[I]...), (one::template x<I> = each(x[I]))...,
                    one::u = each(u));
    else evaluate_each(one::y, into(y), (one::template x<I> = each(x[I]))...);
    for (std::size_t s = 0; s < count; ++s) {
      auto const alone =
          evaluate(one::backward(), (one::template x<I> = sample(x[I], s))..., one::u = sample(u, s));
      CHECK(same(alone.template get<0>(), y, s));
      if constexpr (one::differentiable) CHECK((same(alone.template get<I + 1>(), dx[I], s) && ...));
    }
  }
  static auto sample(memory const& all, std::size_t s) {
    std::size_t const size = all.size() / count;
    return std::span<double const>(all.data() + s * size, size);
  }
  /// To the bits, where one evaluation is written out too.
  template <class V>
  static bool same(V const& alone, memory const& all, std::size_t s) {
    using program = typename entries_of<decltype(one::backward())>::program;
    for (std::size_t i = 0; i < alone.size(); ++i) {
      double const a = double(alone.data()[i]), b = all[s * alone.size() + i];
      bool const equal =
          program::scalarised ? a == b : std::fabs(a - b) <= 1e-12 * std::fmax(1, std::fabs(a));
      if (!equal && (a == a || b == b)) return false;
    }
    return true;
  }
};

}  // namespace laws
