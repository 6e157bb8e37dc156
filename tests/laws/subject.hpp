// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include <cstring>
#include <tapeless/transforms/jvp.hpp>
#include <tuple>
#include "../runtime/catch.hpp"
#include "rows.hpp"

namespace laws {

template <class V>
double inner(V const& a, V const& b) {
  double total = 0;
  for (std::size_t i = 0; i < a.size(); ++i) total += a.data()[i] * b.data()[i];
  return total;
}
template <class V>
V moved(V at, V const& direction, double by) {
  for (std::size_t i = 0; i < at.size(); ++i) at.data()[i] += by * direction.data()[i];
  return at;
}
/// The same, read at run time: nothing of it can be folded.
template <class V>
V hidden(V at) {
  for (auto& x : at) {
    auto volatile const copy = x;
    x = copy;
  }
  return at;
}
/// Of which NaN, nothing is promised; the padding of long double has no value.
template <class T, std::size_t... E>
bool same_bits(tensor<T, E...> const& a, tensor<T, E...> const& b) {
  constexpr std::size_t bytes =
      std::is_same_v<T, long double> ? std::numeric_limits<T>::digits / 8 + 2 : sizeof(T);
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!(a.data()[i] != a.data()[i] && b.data()[i] != b.data()[i]) &&
        std::memcmp(a.data() + i, b.data() + i, bytes) != 0)
      return false;
  return true;
}
/// Equal up to rounding, beside the largest entry; NaN to NaN.
template <class T, std::size_t... E>
bool nearly(tensor<T, E...> const& a, tensor<T, E...> const& b) {
  double most = 1;
  for (T x : a)
    if (std::isfinite(double(x))) most = std::fmax(most, std::fabs(double(x)));
  for (std::size_t i = 0; i < a.size(); ++i) {
    double const p = double(a.data()[i]), q = double(b.data()[i]);
    if (p != q && !(p != p && q != q) && !(std::fabs(p - q) <= 1e-11 * most)) return false;
  }
  return true;
}
/// Whether `exact` is what differences say, which are known to some 9 digits of the largest entry.
template <class V>
bool differences_agree(V const& exact, V const& above, V const& below, double step) {
  double most = 1;
  for (std::size_t i = 0; i < exact.size(); ++i)
    most = std::fmax(most, std::fmax(std::fabs(exact.data()[i]), std::fabs(above.data()[i])));
  for (std::size_t i = 0; i < exact.size(); ++i) {
    double const slope = (above.data()[i] - below.data()[i]) / (2 * step);
    if (!(std::fabs(slope - exact.data()[i]) <= 2e-7 * most)) return false;
  }
  return true;
}

template <class F, class Indices, class... Operands>
struct subject;
template <class F, int... I, class... Operands>
struct subject<F, std::integer_sequence<int, I...>, Operands...> {
  template <int K>
  static constexpr auto x = typename nth<std::size_t(K), Operands...>::template symbol<name<'x', K>>{};
  template <int K>
  static constexpr auto t = typename nth<std::size_t(K), Operands...>::template symbol<name<'t', K>>{};
  static constexpr auto y = formula(F{}, x<I>...);
  using result = shaped<type_of<y>>;
  static constexpr typename result::template symbol<"u"> u{};
  static constexpr bool differentiable = y.kind == element::real || y.kind == element::same;

  static constexpr auto backward() {
    if constexpr (differentiable) return formulas(y, vjp(y, u, x<I>)...);
    else return formulas(y);
  }
  template <int K>
  static constexpr auto by_turns() {
    if constexpr (K % 2 == 0) return x<K / 2>;
    else return t<K / 2>;
  }
  template <int... K>
  static constexpr auto forward(std::integer_sequence<int, K...>) {
    return jvp(y, by_turns<K>()...);
  }
  static constexpr auto pushed() { return forward(std::make_integer_sequence<int, 2 * sizeof...(I)>{}); }
  static constexpr auto second() {
    constexpr auto loss = sum(y * u);
    constexpr auto along = (sum(gradient(loss, x<I>) * t<I>) + ...);
    return formulas(gradient(along, x<I>)...);
  }

  /// Where a formula is evaluated: the operands, their tangents, the cotangent of the result.
  template <class T>
  struct point {
    std::tuple<typename Operands::template values<T>...> x, t;
    typename result::operand::template values<T> u;
  };
  template <class T>
  static constexpr point<T> start(int seed) {
    return {{Operands::template entries<T>(I)...},
            {Operands::template direction<T>(seed + I)...},
            result::operand::template entries<T>(seed + 5)};
  }
  template <class T>
  static constexpr auto run(auto f, point<T> const& p) {
    return evaluate(f, (x<I> = std::get<I>(p.x))..., (t<I> = std::get<I>(p.t))..., u = p.u);
  }

  template <class T>
  static void check_bits() {
    static constexpr auto at = start<T>(1);
    static constexpr auto folded = run(backward(), at);
    point<T> const unknown{{hidden(std::get<I>(at.x))...}, {hidden(std::get<I>(at.t))...}, hidden(at.u)};
    auto const computed = run(backward(), unknown);
    CHECK(same_bits(folded.template get<0>(), computed.template get<0>()));
    if constexpr (differentiable)
      CHECK((same_bits(folded.template get<I + 1>(), computed.template get<I + 1>()) && ...));
  }
  /// As loops over tensors: the same bits in both evaluations, the same value as written out.
  static void check_loops() {
    static constexpr auto at = start<double>(1);
    static constexpr auto folded = run(as_loops(backward()), at);
    point<double> const unknown{{hidden(std::get<I>(at.x))...}, {hidden(std::get<I>(at.t))...}, hidden(at.u)};
    auto const computed = run(as_loops(backward()), unknown);
    auto const scalars = run(backward(), unknown);
    CHECK(same_bits(folded.template get<0>(), computed.template get<0>()));
    CHECK(nearly(computed.template get<0>(), scalars.template get<0>()));
    if constexpr (differentiable) {
      CHECK((same_bits(folded.template get<I + 1>(), computed.template get<I + 1>()) && ...));
      CHECK((nearly(computed.template get<I + 1>(), scalars.template get<I + 1>()) && ...));
    }
  }
  static void check_derivatives() {
    auto const p = start<double>(1), q = start<double>(2);
    auto const back = run(backward(), p);
    auto const push = run(pushed(), p);
    double const forth = inner(p.u, push);
    double const transposed = (inner(back.template get<I + 1>(), std::get<I>(p.t)) + ...);
    CHECK(forth == Approx(transposed).epsilon(1e-13).margin(1e-13));

    double const step = 1e-6;
    point<double> const above{{moved(std::get<I>(p.x), std::get<I>(p.t), step)...}, p.t, p.u},
        below{{moved(std::get<I>(p.x), std::get<I>(p.t), -step)...}, p.t, p.u};
    auto const back_above = run(backward(), above), back_below = run(backward(), below);
    CHECK(differences_agree(push, back_above.template get<0>(), back_below.template get<0>(), step));

    auto const twice = run(second(), p), crossed = run(second(), point<double>{p.x, q.t, p.u});
    double const tq = (inner(twice.template get<I>(), std::get<I>(q.t)) + ...);
    double const qt = (inner(crossed.template get<I>(), std::get<I>(p.t)) + ...);
    CHECK(tq == Approx(qt).epsilon(1e-12).margin(1e-12));
    CHECK((differences_agree(twice.template get<I>(), back_above.template get<I + 1>(),
                             back_below.template get<I + 1>(), step) &&
           ...));
  }
};

}  // namespace laws
