// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/implicit.hpp>
#include <tapeless/ops/option.hpp>

namespace tapeless::core {

/// What equations of unknowns of one shape and of parameters have in common. `Kind` says what the lambda is
/// to give: its call for messages, its name there, and whether a shape is right.
template <class Kind, class F, shape X, shape... P>
struct equation_on {
  static constexpr phrase name = Kind::name;
  static constexpr int unknowns = X.size(), parameters = parameter_list<P...>::size;

  /// The lambda of unknowns and parameters in their own shapes.
  static constexpr term given(term x, term p) {
    return parameter_list<P...>::template apply<F>(p, reshape_op{}(x, X));
  }
  static constexpr sentence problem() {
    if (!parameter_list<P...>::template fits<F, 1>)
      return say(Kind::call, ": the ", Kind::lambda, " must take ", 1 + int(sizeof...(P)),
                 " operands: the unknown and the parameters");
    trial_graph t;
    term const y = given(t.stand_in(unknowns, 1), t.stand_in(parameters, 2));
    if (t.g.problem()) return t.g.problem();
    if (auto const stranger = t.stranger(); !stranger.empty())
      return say(Kind::call, ": the ", Kind::lambda, " uses the variable ", stranger,
                 "; what it needs is passed after the guess");
    return Kind::check(y.shape(), X);
  }
  template <class Function, class T>
  using at = function_at<Function, unknowns, parameters, T>;
};

struct root_kind {
  static constexpr phrase name = "root", call = "root(residual, guess, ...)", lambda = "residual";
  static constexpr sentence check(shape const& y, shape const& x) {
    if (y == x) return {};
    return say(call, ": as many residuals as unknowns, in one shape; the guess is ", x, ", the residual ", y);
  }
};
template <class F, shape X, shape... P>
struct zero_of : equation_on<root_kind, F, X, P...> {
  using base = equation_on<root_kind, F, X, P...>;
  using functions = list_of<residual_of<zero_of>, jacobian_of<zero_of>>;
  static constexpr bool by_newton = true;
  static constexpr term residual(term x, term p) { return flatten_call{}(base::given(x, p)); }
  template <class T>
  static constexpr bool solve(T* x, T const* p) {
    return solve_by_newton<base::unknowns>(x, typename base::template at<residual_of<zero_of>, T>{p},
                                           typename base::template at<jacobian_of<zero_of>, T>{p});
  }
};

/// fixed_point: solved by Newton's method rather than by repetition.
struct by_newton_option : option {};
inline constexpr by_newton_option by_newton{};

struct fixed_point_kind {
  static constexpr phrase name = "fixed_point", call = "fixed_point(map, guess, ...)",
                                    lambda = "map";
  static constexpr sentence check(shape const& y, shape const& x) {
    if (y == x) return {};
    return say(call, ": the map must keep the shape of the guess; that is ", x, ", after the map ", y);
  }
};
template <class F, bool Newton, shape X, shape... P>
struct fixed_point_of : equation_on<fixed_point_kind, F, X, P...> {
  using base = equation_on<fixed_point_kind, F, X, P...>;
  struct mapped {
    static constexpr phrase name = "map";
    constexpr term operator()(term x, term p) const { return flatten_call{}(base::given(x, p)); }
  };
  using functions =
      std::conditional_t<Newton, list_of<residual_of<fixed_point_of>, jacobian_of<fixed_point_of>>,
                         list_of<mapped>>;
  static constexpr bool by_newton = Newton;
  static constexpr term residual(term x, term p) { return subtract_op{}(x, mapped{}(x, p)); }
  template <class T>
  static constexpr bool solve(T* x, T const* p) {
    if constexpr (Newton)
      return solve_by_newton<base::unknowns>(x, typename base::template at<residual_of<fixed_point_of>, T>{p},
                                             typename base::template at<jacobian_of<fixed_point_of>, T>{p});
    else return solve_by_repetition<base::unknowns>(x, typename base::template at<mapped, T>{p});
  }
};

struct argmin_kind {
  static constexpr phrase name = "argmin", call = "argmin(objective, guess, ...)",
                                    lambda = "objective";
  static constexpr sentence check(shape const& y, shape const&) {
    if (y.rank == 0) return {};
    return say(call, ": the objective must be a scalar; it is ", y);
  }
};
/// The equation is that of the objective's gradient.
template <class F, shape X, shape... P>
struct argmin_of : equation_on<argmin_kind, F, X, P...> {
  using base = equation_on<argmin_kind, F, X, P...>;
  struct objective {
    static constexpr phrase name = "objective";
    constexpr term operator()(term x, term p) const { return base::given(x, p); }
  };
  using functions = list_of<objective, residual_of<argmin_of>, jacobian_of<argmin_of>>;
  static constexpr bool by_newton = true;
  static constexpr term residual(term x, term p) { return gradient(base::given(x, p), x); }
  template <class T>
  static constexpr bool solve(T* x, T const* p) {
    return minimise_by_newton<base::unknowns>(
        x,
        [p](T const* at) {
          T y{};
          typename base::template at<objective, T>{p}(&y, at);
          return y;
        },
        typename base::template at<residual_of<argmin_of>, T>{p},
        typename base::template at<jacobian_of<argmin_of>, T>{p});
  }
};

template <class F, class G, class... P>
using root_formula = applied<solution_call<zero_of<F, G::shape, P::shape...>>, G, P...>;
template <class F, class G, class Operands, class Said>
struct fixed_point_call;
template <class F, class G, class... P, std::same_as<by_newton_option>... Said>
  requires(sizeof...(Said) < 2)
struct fixed_point_call<F, G, list_of<P...>, list_of<Said...>> {
  using equation = fixed_point_of<F, sizeof...(Said) == 1, G::shape, P::shape...>;
  using type = applied<solution_call<equation>, G, P...>;
};
template <class F, class G, class... More>
using fixed_point_formula = typename fixed_point_call<F, G, typename call_end<list_of<>, More...>::operands,
                                                      typename call_end<list_of<>, More...>::said>::type;
template <class F, class G, class... P>
using argmin_formula = applied<solution_call<argmin_of<F, G::shape, P::shape...>>, G, P...>;

/// The x where residual(x, parameters...) vanishes, near a guess of its shape.
///     root([](auto x, auto a) { return square(x) - a; }, 1_c, a)
/// By Newton's method with the Jacobian of the residual, in at most 100 steps, each halved until the greatest
/// residual falls. Converged where the residual is 0 or a step is below four units of rounding of x; else,
/// and where the Jacobian is singular on the way, NaN throughout. The gradient is that of the implicit
/// function, whatever way led to x; the guess has none.
///     p̄ = -(∂r/∂p)ᵀ λ, (∂r/∂x)ᵀ λ = g      NaN where ∂r/∂x is singular
/// A lambda over terms that captures nothing; residual and guess have one shape, of any rank.
template <Traced F, Expression G, Expression... P>
  requires(root_formula<F, G, P...>::how.fits)
constexpr root_formula<F, G, P...> root(F, G, P...) { return {}; }
template <Traced F, Expression G, Expression... P>
  requires(!root_formula<F, G, P...>::how.fits)
auto root(F, G, P...) -> refused<root_formula<F, G, P...>>;

/// The x that map(x, parameters...) leaves as it is, found by repetition from a guess of its shape: in at
/// most 1,000 steps, until one is below four units of rounding of x. NaN throughout where it does not
/// converge; in a constant expression a compiler's limits may come first.
///     fixed_point([](auto x, auto a) { return cos(a * x); }, 1_c, a)
///     fixed_point(map, guess, parameters..., by_newton)      the root of x - map(x), as `root` finds it
/// The gradient is that of the implicit function; the guess has none.
///     p̄ = (∂map/∂p)ᵀ λ, (1 - ∂map/∂x)ᵀ λ = g
template <Traced F, Expression G, class... More>
  requires(fixed_point_formula<F, G, More...>::how.fits)
constexpr fixed_point_formula<F, G, More...> fixed_point(F, G, More...) { return {}; }
template <Traced F, Expression G, class... More>
  requires(!fixed_point_formula<F, G, More...>::how.fits)
auto fixed_point(F, G, More...) -> refused<fixed_point_formula<F, G, More...>>;

/// The x where objective(x, parameters...) is least, near a guess of its shape.
///     argmin([](auto x, auto a) { return exp(x) - a * x; }, 0_c, a)
/// By Newton's method with the objective's Hessian, damped until it is positive definite, in at most 100
/// steps, each halved until the objective falls. Converged where the gradient is 0 or a step is below four
/// units of rounding of x. NaN throughout where it does not converge, and where the Hessian is not positive
/// definite at the end. The gradient is that of the implicit function; the guess has none.
///     p̄ = -(∂²o/∂x∂p)ᵀ λ, (∂²o/∂x²) λ = g
template <Traced F, Expression G, Expression... P>
  requires(argmin_formula<F, G, P...>::how.fits)
constexpr argmin_formula<F, G, P...> argmin(F, G, P...) { return {}; }
template <Traced F, Expression G, Expression... P>
  requires(!argmin_formula<F, G, P...>::how.fits)
auto argmin(F, G, P...) -> refused<argmin_formula<F, G, P...>>;

}  // namespace tapeless::core
namespace tapeless {
using core::by_newton, core::root, core::fixed_point, core::argmin;
}  // namespace tapeless
