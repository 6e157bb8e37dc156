// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/loop.hpp>

namespace tapeless::core {

// A side is a stateless function of one flat vector, B{}(x), which gives another. It states their lengths:
// B::input, B::output. B::order counts how often it was differentiated.

/// A user's function of tensors as a side. `Shapes` are those of its operands.
template <class F, shape... Shapes>
  requires(sizeof...(Shapes) > 0)
struct siding {
  static constexpr phrase name = "siding";
  static constexpr int order = 0, input = (Shapes.size() + ...);

  /// The result in its own shape.
  static constexpr term result(term x) {
    int at = 0;
    auto const take = [&](shape const& s) {
      at += s.size();
      return reshape_op{}(stretch(x, at - s.size(), s.size()), s);
    };
    fixed<term, int(sizeof...(Shapes))> const given{take(Shapes)...};
    return [&]<int... I>(std::integer_sequence<int, I...>) { return returned<F>(*x.owner, given[I]...); }
    (std::make_integer_sequence<int, int(sizeof...(Shapes))>{});
  }
  constexpr term operator()(term x) const { return flatten_call{}(result(x)); }

  struct sight {
    tapeless::core::shape shape;
    element kind;
    sentence problem;
  };
  static constexpr sight look() {
    graph g;
    term const y = result(make<placeholder_op<element::real>>(g, tapeless::core::shape{input}, -1));
    sight s{y.shape(), kind_of(y), g.problem()};
    for (vertex const& v : g.vertices)
      if (!s.problem && v.op == &describe<variable_op>)
        s.problem = say("cond(p, f, g, ...): a side uses the variable ", g.name(v.with),
                        "; what a side needs is passed after the sides");
    return s;
  }
  static constexpr sight seen = look();
  static constexpr int output = seen.shape.size();
};
/// The side that pulls a cotangent back: reads what the side had read, then the cotangent.
template <class B>
struct pulled_side {
  static constexpr phrase name = "pulled";
  static constexpr int order = B::order + 1, input = B::input + B::output, output = B::input;
  constexpr term operator()(term read) const {
    term const x = held_op{}(stretch(read, 0, B::input));  // by the whole operand: no path is missed
    return pullback(B{}(x), stretch(read, B::input, B::output), x);
  }
};

/// One of two sides, where p is not 0 the first. The other one is not run.   [..] [.., input] → [.., output]
/// x̄ = the cotangent by the side that ran, of which only that one is run. The axes before are samples.
template <class F, class G, element Kind>
struct cond_op {
  static constexpr phrase name = "cond";
  static constexpr element kind = Kind;
  static constexpr variable<"x", F::input> operand{};
  template <class Side>
  using code = program<applied<Side, variable<"x", F::input>>>;

  /// What a pass asks of the sides: the greater answer.
  static constexpr auto most_of(auto ask) {
    auto const f = asked_of<F>(ask, F::input), g = asked_of<G>(ask, G::input);
    return f > g ? f : g;
  }
  static constexpr long long flops(call const& c) {
    return vectors_in(c.y) * most_of([](auto const& list) { return flops_over(list); });
  }
  static constexpr long long transcendentals(call const& c) {
    return vectors_in(c.y) * most_of([](auto const& list) { return transcendentals_over(list); });
  }
  static constexpr int smoothness(varied const& v) {
    return v.operand == 0 ? jumps : -most_of([](auto const& list) { return -order_of(list); });
  }
  static constexpr int scratch() {
    int const f = numbers_held<code<F>>(), g = numbers_held<code<G>>();
    return f > g ? f : g;
  }
  static constexpr long long batched(long long with) { return with; }

  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const& c, T* y, T const* p, T const* x) {
    for (int sample = 0; sample < c.x[0].size(); ++sample, y += F::output, x += F::input)
      p[sample] != 0 ? run_side<F>(y, x) : run_side<G>(y, x);
  }
  template <class Side, class T>
  [[gnu::noinline]] static constexpr void run_side(T* y, T const* x) {
    T* const out[]{y};
    run<code<Side>>(out, binding<type_of<operand>, T>(x));
  }

  static constexpr cotangents pullback(term g, term, term p, term x) {
    if constexpr (F::order == most_orders) {
      g.owner->refuse("cond: derivatives go up to order ", most_orders);
      return {};
    } else if constexpr (Kind != element::real) {
      return {};
    } else {
      return {term{}, make<cond_op<pulled_side<F>, pulled_side<G>, Kind>>(x.shape(), 0, p, chained(x, g))};
    }
  }
};

template <class F, class G>
struct cond_call {
  static constexpr phrase name = "cond";
  static constexpr bool one_kind = F::seen.kind == G::seen.kind;
  static constexpr element kind = one_kind ? F::seen.kind : element::real;
  constexpr term operator()(term p, std::same_as<term> auto... x) const {
    graph& g = *p.owner;
    if (F::seen.problem || G::seen.problem)
      g.refuse(phrase(F::seen.problem ? F::seen.problem : G::seen.problem));
    else if (p.rank() != 0) g.refuse("cond(p, f, g, ...): p is one truth value; it is ", p.shape());
    else if (!(F::seen.shape == G::seen.shape))
      g.refuse("cond(p, f, g, ...): both sides must give one shape; f gives ", F::seen.shape, ", g gives ",
               G::seen.shape);
    if constexpr (F::output == G::output)
      if (!g.problem())
        return reshape_op{}(make<cond_op<F, G, kind>>(shape{F::output}, 0, p, chained(flatten_call{}(x)...)),
                            F::seen.shape);
    return p;
  }
};

template <class P, class F, class G, class... X>
using cond_formula = applied<cond_call<siding<F, X::shape...>, siding<G, X::shape...>>, P, X...>;

/// f(x, ...) where p is not 0, else g(x, ...); of the two only the one that is wanted is run, and of the
/// gradient only its part. p is a formula of rank 0, such as sum(x) > 0_c; NaN is not 0. Both sides are
/// lambdas that capture nothing and give one shape; what they need is passed to them.
///     cond(norm(x) > 1_c, [](auto v) { return v / norm(v); }, [](auto v) { return v; }, x)
///     x̄ = (∂f/∂x)ᵀ g or (∂g/∂x)ᵀ g, none to p      Up to three orders of derivatives.
/// where(p, f, g) computes both sides, chooses entry by entry, and is part of one straight-line program:
/// better for a few operations. cond is a branch around two programs: better for a side that is long, or not
/// wanted where it has no value.
template <Expression P, Traced F, Traced G, Expression... X>
  requires(sizeof...(X) > 0 && cond_formula<P, F, G, X...>::how.fits)
constexpr cond_formula<P, F, G, X...> cond(P, F, G, X...) { return {}; }
template <Expression P, Traced F, Traced G, Expression... X>
  requires(sizeof...(X) > 0 && !cond_formula<P, F, G, X...>::how.fits)
auto cond(P, F, G, X...) -> refused<cond_formula<P, F, G, X...>>;

template <class Condition>
struct no_operands {
  static constexpr sentence problem =
      say("cond(p, f, g, x, ...): after the sides comes what they are functions of, at least one formula");
};
template <Expression P, Traced F, Traced G>
auto cond(P, F, G) -> error<no_operands<P>>;

}  // namespace tapeless::core
namespace tapeless {
using core::cond;
}  // namespace tapeless
