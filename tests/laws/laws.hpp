// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <array>
#include <cmath>
#include <cstring>
#include <span>
#include <tapeless/tapeless.hpp>
#include <tapeless/transforms/jvp.hpp>
#include <tuple>
#include <vector>
#include "../runtime/catch.hpp"

// What must hold for every operation, whatever it computes. An operation is one row: its name, a function of
// terms, and its operands, each by the interval of its entries and its shape.
//     check(row<"atan2">([](auto y, auto x) { return atan2(y, x); }, in<-2, 2, 3>, in<1, 2, 2, 3>));
// Checked are: the same bits in constant evaluation and at run time, in every scalar type; that pushing
// forward is the transpose of pulling back; both against differences; that the second derivative is
// symmetric, and against differences of the first. With BATCH_LAW: that the operation over a batch is a loop
// over its samples, and so are its gradients; that evaluated for many samples at once it is what it is for
// each.
namespace laws {
using namespace tapeless;

/// An operand with entries between Low and High, none of them equal.
template <int Low, int High, std::size_t... Extents>
struct operand {
  template <text Name>
  using symbol = variable<Name, Extents...>;
  template <class T>
  using values = tensor<T, Extents...>;
  static constexpr std::size_t entries_of_one = (Extents * ... * std::size_t{1});
  /// The same for N samples.
  template <std::size_t N>
  using samples = operand<Low, High, N, Extents...>;

  /// Multiples of the golden ratio modulo 1.
  template <class T>
  static constexpr values<T> between(double low, double high, int seed) {
    values<T> v;
    double at = 0.15 + 0.23 * seed;
    for (T& x : v) {
      at += 0.6180339887498949;
      at -= double(int(at));
      x = T(float(low + (high - low) * at));
    }
    return v;
  }
  template <class T>
  static constexpr values<T> entries(int seed) {
    return between<T>(Low, High, seed);
  }
  template <class T>
  static constexpr values<T> direction(int seed) {
    return between<T>(-1, 1, seed);
  }
};
template <int Low, int High, std::size_t... Extents>
inline constexpr operand<Low, High, Extents...> in{};

template <text Name, class F, class... Operands>
struct row_of {};
template <text Name, class F, class... Operands>
constexpr row_of<Name, F, Operands...> row(F, Operands...) {
  return {};
}

/// The name of operand i: x0, x1; t0 for its tangent.
template <char Letter, int I>
inline constexpr text<3> name{{Letter, char('0' + I), 0}};

/// A variable of the shape of a formula.
template <class F, class = std::make_integer_sequence<int, F::shape.rank>>
struct shaped;
template <class F, int... I>
struct shaped<F, std::integer_sequence<int, I...>> {
  template <text Name>
  using symbol = variable<Name, std::size_t(F::shape.extent[I])...>;
  using operand = laws::operand<-1, 1, std::size_t(F::shape.extent[I])...>;
};

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

/// Checks one operation.
template <text Name, class F, class... Operands>
void check(row_of<Name, F, Operands...>) {
  INFO(std::string_view(Name));
#if defined BATCH_LAW
  using all = std::make_integer_sequence<int, sizeof...(Operands)>;
  sampled<F, 0, all, Operands...>::check();
  if constexpr (sizeof...(Operands) > 1) {
    sampled<F, 1, all, Operands...>::check();
    sampled<F, 2, all, Operands...>::check();
  }
  if constexpr ((Operands::entries_of_one + ...) <= 8)  // code in lanes costs the compiler much
    each_sample<F, all, Operands...>::check();
#else
  using one = subject<F, std::make_integer_sequence<int, sizeof...(Operands)>, Operands...>;
  one::template check_bits<double>();
  one::template check_bits<float>();
  one::template check_bits<long double>();
#if !defined BITS_ONLY
  if constexpr (one::differentiable) one::check_derivatives();
#endif
#endif
}
void check_all(auto... rows) { (check(rows), ...); }

}  // namespace laws
