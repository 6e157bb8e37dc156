// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/cond.hpp>
#include <tapeless/control/root.hpp>
#include <tapeless/control/scan.hpp>
#include <tapeless/transforms/transforms.hpp>

// What takes formulas, called with terms of a traced function, which have a shape only when that is run, or
// with plain numbers and tensors.
namespace tapeless::core {

template <class... Xs>
concept SomeTerm = (std::same_as<Xs, term> || ...);
/// Any term of a call, in a graph that holds the sentence.
constexpr term takes_formulas(phrase call, auto... x) {
  graph* owner = nullptr;
  term some;
  [[maybe_unused]] auto const look = [&]<class X>(X operand) {
    if constexpr (std::same_as<X, term>)
      if (operand.owner) owner = operand.owner, some = operand;
  };
  (look(x), ...);
  if (!owner) cannot_be("within a traced function, transforms and loops take no terms");
  owner->refuse(call, " takes formulas, not the terms of a traced function: call it outside of that");
  return some;
}

template <int N, Traced F, class... X>
  requires SomeTerm<X...>
constexpr term scan(F, X... x) {
  return takes_formulas("scan<N>(step, init, xs)", x...);
}
template <int N, Traced F, class... X>
  requires SomeTerm<X...>
constexpr term repeat(F, X... x) {
  return takes_formulas("repeat<N>(step, init)", x...);
}
template <class P, Traced F, Traced G, class... X>
  requires SomeTerm<P, X...>
constexpr term cond(P p, F, G, X... x) {
  return takes_formulas("cond(p, f, g, x)", p, x...);
}
template <Traced F, class... X>
  requires SomeTerm<X...>
constexpr term root(F, X... x) {
  return takes_formulas("root(residual, guess, p)", x...);
}
template <Traced F, class... X>
  requires SomeTerm<X...>
constexpr term fixed_point(F, X... x) {
  return takes_formulas("fixed_point(map, guess, p)", x...);
}
template <class... X>
constexpr term vjp(term f, X... x) {
  return takes_formulas("vjp(f, u, x)", f, x...);
}
template <class... X>
constexpr term jvp(term f, X... x) {
  return takes_formulas("jvp(f, x, t, ...)", f, x...);
}
template <class... X>
constexpr term jacobian(term f, X... x) {
  return takes_formulas("jacobian(f, x)", f, x...);
}
template <class... X>
constexpr term hessian(term f, X... x) {
  return takes_formulas("hessian(f, x)", f, x...);
}
template <class... X>
constexpr term hvp(term f, X... x) {
  return takes_formulas("hvp(f, x, t, ...)", f, x...);
}
template <class... X>
constexpr term divergence(term f, X... x) {
  return takes_formulas("divergence(f, x)", f, x...);
}
template <class... X>
constexpr term laplacian(term f, X... x) {
  return takes_formulas("laplacian(f, x)", f, x...);
}
template <std::same_as<term> F>
constexpr term fast(F f) {
  return takes_formulas("fast(f)", f);
}

template <text Name>
struct loop_name {
  static constexpr phrase name = Name;
};
/// A plain value among formulas, behind a lambda.
template <class... Xs>
concept SomePlain = ((Expression<Xs> || Option<Xs> || Plain<Xs>)&&...) && (Plain<Xs> || ...);
template <text Name, class... Xs>
struct plain_among {};
template <text Name, class... Xs>
  requires(Plain<Xs> || ...)  // clang makes the type before it asks for constraints
struct plain_among<Name, Xs...> {
  using type = error<plain_argument<loop_name<Name>, Xs...>>;
};
template <text Name, class... Xs>
using plain_operand = typename plain_among<Name, Xs...>::type;

template <int N, Traced F, class... X>
  requires SomePlain<X...>
auto scan(F, X...) -> plain_operand<"scan", F, X...>;
template <int N, Traced F, class... X>
  requires SomePlain<X...>
auto repeat(F, X...) -> plain_operand<"repeat", F, X...>;
template <class P, Traced F, Traced G, class... X>
  requires SomePlain<P, X...>
auto cond(P, F, G, X...) -> plain_operand<"cond", P, F, G, X...>;
template <Traced F, class... X>
  requires SomePlain<X...>
auto root(F, X...) -> plain_operand<"root", F, X...>;
template <Traced F, class... X>
  requires SomePlain<X...>
auto fixed_point(F, X...) -> plain_operand<"fixed_point", F, X...>;
template <Traced F, class... X>
  requires SomePlain<X...>
auto argmin(F, X...) -> plain_operand<"argmin", F, X...>;

}  // namespace tapeless::core
namespace tapeless {
using core::scan, core::repeat, core::cond, core::root, core::fixed_point, core::argmin, core::vjp, core::jvp,
    core::jacobian, core::hessian, core::hvp, core::divergence, core::laplacian, core::fast;
}  // namespace tapeless
