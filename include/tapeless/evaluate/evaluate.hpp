// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/bindings.hpp>
#include <tapeless/evaluate/strips.hpp>
#include <tapeless/evaluate/results.hpp>
#include <tapeless/evaluate/workspace.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The formulas of a call as labelled entries.
template <class X>
struct entries_of;
template <Expression X>
struct entries_of<X> {
  using program = program_of_entries<labelled<X, X>>;
  using all = formulas_of<labelled<X, X>>;
};
template <class... Entries>
struct entries_of<formulas_of<Entries...>> {
  using program = program_of_entries<Entries...>;
  using all = formulas_of<Entries...>;
};
template <class Entry>
struct entries_of<sole_formula<Entry>> : entries_of<formulas_of<Entry>> {};
template <class T, class Entries>
struct values_of;
template <class T, class... Entries>
struct values_of<T, formulas_of<Entries...>> : std::type_identity<results<T, Entries...>> {};
template <class T, class Entries>
struct value_of_sole;
template <class T, class Entry>
struct value_of_sole<T, formulas_of<Entry>> : result_of<Entry, T> {};
template <class X>
inline constexpr bool is_sole = Expression<X>;
template <class Entry>
inline constexpr bool is_sole<sole_formula<Entry>> = true;
template <class X>
concept Evaluable = requires {
  typename entries_of<X>::program;
};

/// The mistake of an evaluation that needs more memory than the stack should give. The steps of loops and
/// solvers have theirs there whatever the caller gives.
template <class Program, class... Bs>
constexpr sentence check_memory() {
  constexpr std::size_t each = sizeof(typename scalar_of_bindings<Bs...>::type);
  constexpr std::size_t inside = static_cast<std::size_t>(Program::scratch()) * each;
  if (inside > stack_limit)
    return say("evaluate(f, ...): a loop or solver of f works in ", int(inside / 1024),
               " KiB, more than the ", int(stack_limit / 1024),
               " KiB that it takes from the stack; smaller steps, or a checkpoint of fewer bytes, need less");
  constexpr std::size_t bytes = static_cast<std::size_t>(numbers_held<Program>()) * each;
  if (bytes <= stack_limit || (Workspace<std::remove_cvref_t<Bs>> || ...)) return {};
  return say("evaluate(f, ...): f works in ", int(bytes / 1024), " KiB, more than the ",
             int(stack_limit / 1024), " KiB that it takes from the stack; give it memory: ",
             "evaluate(f, ..., workspace(numbers))");
}
/// The mistake of a call of evaluate: in the formulas together, then in the bindings.
template <class X, class... Bs>
struct call_mistake {
  static constexpr sentence problem = [] {
    if constexpr (!(Binding<std::remove_cvref_t<Bs>> && ...))
      return say("evaluate(f, ...): after the formula come bindings, such as W = w");
    else if constexpr ((std::is_lvalue_reference_v<Bs> || ...))
      return say("evaluate(f, ...): a binding only refers to its value; write it in the call, as in W = w");
    else if constexpr (!(suits<Bs, typename scalar_of_bindings<Bs...>::type> && ...))
      return say(
          "evaluate(f, ...): all values must have one scalar type; here float, double or long double are "
          "mixed");
    else if constexpr (!entries_of<X>::program::list.sound) return entries_of<X>::program::problem();
    else if constexpr (check_bindings<typename entries_of<X>::program, Bs...>())
      return check_bindings<typename entries_of<X>::program, Bs...>();
    else return check_memory<typename entries_of<X>::program, Bs...>();
  }();
};

/// Where each variable of a program begins. Whole numbers are converted into `into`.
template <class Program, class T, class... Bs>
[[gnu::always_inline]] inline constexpr void find_inputs(T const** in, [[maybe_unused]] T* into,
                                                         Bs const&... bindings) {
  using match = matching<Program, Bs...>;
  fixed<T const*, bound<Bs...>::count> given{};
  [[maybe_unused]] int next = 0;
  [[maybe_unused]] auto const take = [&]<class B>(B const& b) __attribute__((always_inline)) {
    if constexpr (std::integral<typename B::value_type>) {
      given[next++] = into;
      for (int i = 0; i < converted<B>(); ++i) *into++ = static_cast<T>(b.data()[i]);
    } else {
      for (int member = 0; member < B::count; ++member) given[next++] = b.data(member);
    }
  };
  (take(bindings), ...);
  [&]<int... V>(std::integer_sequence<int, V...>) __attribute__((always_inline)) {
    [[maybe_unused]] bool const done[]{true, (void(in[V] = given[subscript<match::places.of[V]>]), true)...};
  }
  (up_to<match::places.count>{});
}

/// Runs a program: from the bound variables to the results. Straight-line code, no heap, no state.
template <class Program, class T, class... Bs>
[[gnu::always_inline]] inline constexpr void run(T* const* out, Bs const&... bindings) {
  fixed<T, (0 + ... + converted<Bs>())> whole;
  fixed<T const*, matching<Program, Bs...>::places.count> in{};
  find_inputs<Program, T>(in, whole, bindings...);
  [[maybe_unused]] auto const work_in = [&](T* memory) __attribute__((always_inline)) {
    run_program<Program>(in, out, memory);
  };
  if constexpr ((Workspace<Bs> || ...)) {
    work_in(given_memory<T>(Program::workspace(), bindings...));
  } else {
    constexpr int alignment = Program::workspace() * int(sizeof(T)) < 64 ? alignof(T) : 64;
    alignas(alignment) fixed<T, Program::workspace()> memory;
    work_in(memory);
  }
}

/// Computes formulas into `values`, which has get<I>() for each.
template <class T, class... Entries, std::size_t... I, class Values, class... Bs>
[[gnu::always_inline]] inline constexpr void evaluate_into(Values& values, formulas_of<Entries...>,
                                                           std::index_sequence<I...>, Bs const&... bindings) {
  fixed<T*, (result_of<Entries, T>::count + ...)> out;
  fixed<T, (result_of<Entries, T>::beside + ...)> scratch;
  T** next = out;
  T* beside = scratch;
  ((result_of<Entries, T>::expose(values.template get<I>(), beside, next),
    next += result_of<Entries, T>::count, beside += result_of<Entries, T>::beside),
   ...);
  run<program_of_entries<Entries...>, T>(out, bindings...);
  beside = scratch;
  ((result_of<Entries, T>::finish(values.template get<I>(), beside), beside += result_of<Entries, T>::beside),
   ...);
}
// A function each: g++ 12 copies what is returned where a function names two variables to return, and stores
// zeros first in what another function made.
template <class T, class Entries, class V, class... Bs>
[[gnu::always_inline]] inline constexpr V evaluate_one(Bs const&... bindings) {
  V value{};
  sole_value<V> values{value};
  evaluate_into<T>(values, Entries{}, std::make_index_sequence<1>{}, bindings...);
  return value;
}
template <class T, class Entries, Unfilled V, class... Bs>
[[gnu::always_inline]] inline constexpr V evaluate_one(Bs const&... bindings) {
  V value(unfilled{});
  sole_value<V> values{value};
  evaluate_into<T>(values, Entries{}, std::make_index_sequence<1>{}, bindings...);
  return value;
}
template <class T, class Entries, class V, class... Bs>
[[gnu::always_inline]] inline constexpr V evaluate_several(Bs const&... bindings) {
  V values;
  evaluate_into<T>(values, Entries{}, std::make_index_sequence<std::tuple_size_v<Entries>>{}, bindings...);
  return values;
}

/// The value of a formula where its variables have the values bound: evaluate(f, W = w, x = v), in any order.
/// Several formulas, or a gradient by several variables, share one program and give `results`. In a constant
/// expression or at run time, to the same bits unless contraction (-ffp-contract) or -ffast-math changes the
/// arithmetic.
template <Evaluable X, class... Bs>
  requires(!call_mistake<X, Bs...>::problem)
[[gnu::always_inline]] inline constexpr auto evaluate(X, Bs&&... bindings) {
  using entries = typename entries_of<X>::all;
  using T = typename scalar_of_bindings<Bs...>::type;
  if constexpr (is_sole<X>)
    return evaluate_one<T, entries, typename value_of_sole<T, entries>::type>(bindings...);
  else return evaluate_several<T, entries, typename values_of<T, entries>::type>(bindings...);
}
template <Evaluable X, class... Bs>
  requires(bool(call_mistake<X, Bs...>::problem))
auto evaluate(X, Bs&&...) -> error<call_mistake<X, Bs...>>;

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
namespace tapeless {
using core::evaluate;
}  // namespace tapeless
