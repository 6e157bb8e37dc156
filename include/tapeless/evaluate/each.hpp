// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/write_samples.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

template <class T, sample_order Order, std::size_t Size, std::size_t Apart>
constexpr auto as_samples(sample_memory<T, Order, Size, Apart> s) {
  return s;
}
template <class R>
constexpr auto as_samples(R& memory) {
  return each(memory);
}
/// into(ys), into(ys, by_entry(js)), into(each(answers, &answer::y)): for each formula, in order, memory for
/// as many results as there are samples; one after another unless by_entry is said.
template <class... R>
constexpr auto into(R&&... memory) {
  return results_into<decltype(as_samples(memory))...>{{{as_samples(memory)}...}};
}

/// The mistake of a call of evaluate_each or sum_each, if any.
template <Evaluable X, class... Bs>
struct each_mistake {
  static constexpr sentence bindings(phrase call) {
    if constexpr ((Workspace<std::remove_cvref_t<Bs>> || ...))
      return say(call, ": f works on the stack of each thread; workspace(numbers) is for evaluate");
    else if constexpr (!((Binding<std::remove_cvref_t<Bs>> || is_sampled<std::remove_cvref_t<Bs>>)&&...))
      return say(call, ": behind it come bindings, such as W = w, and samples, such as x = each(xs)");
    else if constexpr ((std::is_lvalue_reference_v<Bs> || ...))
      return say(call, ": a binding only refers to its value; write it in the call, as in W = w");
    else if constexpr (!(is_sampled<Bs> || ...))
      return say(call, ": at least one variable has samples, as in x = each(xs)");
    else if constexpr (!(suits<Bs, typename scalar_of_bindings<Bs...>::type> && ...))
      return say(call, ": all values must have one scalar type; here float, double or long double are mixed");
    else if constexpr (!entries_of<X>::program::list.sound) return entries_of<X>::program::problem();
    else if constexpr (check_bindings<typename entries_of<X>::program, Bs...>())
      return check_bindings<typename entries_of<X>::program, Bs...>();
    else return memory<typename scalar_of_bindings<Bs...>::type>(call);
  }
  template <class T>
  static constexpr sentence memory(phrase call) {
    using program = program_for_samples<typename entries_of<X>::program>;
    constexpr std::size_t each = sizeof(T) * std::size_t(lanes_for<program, T>);
    constexpr std::size_t bytes = std::size_t(numbers_held<program>()) * each;
    if (bytes <= stack_limit) return {};
    return say(call, ": f works in ", int(bytes / 1024), " KiB, more than the ", int(stack_limit / 1024),
               " KiB that it takes from the stack; evaluate takes memory, workspace(numbers), for a sample");
  }
};
template <Evaluable X, class Into, class... Bs>
struct evaluate_each_mistake;
template <Evaluable X, class... S, class... Bs>
struct evaluate_each_mistake<X, results_into<S...>, Bs...> {
  static constexpr sentence problem = [] {
    constexpr phrase call = "evaluate_each(f, into(...), ...)";
    using T = typename scalar_of_bindings<std::remove_cvref_t<Bs>...>::type;
    constexpr int results = int(sizeof entries_of<X>::program::list.results / sizeof(int));
    if (sizeof...(S) != results)
      return say(call, ": into names memory for each result; f has ", results, ", into names ",
                 int(sizeof...(S)));
    if (!((std::integral<typename S::value_type> || std::same_as<typename S::value_type, T>)&&...))
      return say(call, ": results are written to memory of the scalar type of the values, or of integers");
    constexpr std::size_t size[]{S::size...};
    for (int r = 0; r < results; ++r) {
      auto const& list = entries_of<X>::program::list;
      shape const& y = list.shape(list.results[r]);
      if (list.sound && size[r] > 0 && size[r] != std::size_t(y.size()))
        return say(call, ": result ", r, " is ", y, ", the member named for it has ", int(size[r]),
                   " entries");
    }
    return each_mistake<X, Bs...>::bindings(call);
  }();
};

/// Who calls act(i) for i in 0 .. count - 1, in any order, maybe several at once: executor(count, act).
template <class E>
concept Executor = requires(E const& e) {
  e(std::size_t{}, [](std::size_t) {});
};
struct one_after_another {
  void operator()(std::size_t count, auto const& act) const {
    for (std::size_t i = 0; i < count; ++i) act(i);
  }
};
/// Samples that are worked on without a break, whoever does it.
inline constexpr std::size_t chunk_of_samples = 128;
constexpr std::size_t chunks_of(std::size_t samples) {
  return samples / chunk_of_samples + (samples % chunk_of_samples != 0);
}
constexpr std::size_t chunk_end(std::size_t chunk, std::size_t samples) {
  std::size_t const end = (chunk + 1) * chunk_of_samples;
  return end < samples ? end : samples;
}

/// The value of a formula for every one of many samples:
///     evaluate_each(f, into(ys), x = each(xs), W = w);          std::vector<double> xs, ys; of any length
///     evaluate_each(formulas(f, jacobian(f, x)), into(ys, by_entry(js)), x = by_entry(xs), W = w);
/// Formulas of up to 4,096 scalar operations are written out and run for as many samples at once as a vector
/// register has lanes, larger ones for one sample after another. A sample's value has the bits of evaluate
/// where that writes the formula out too, as it does with as_scalars(f), or where neither does; else it is
/// the same up to rounding. Samples lie one after another (each), entry by entry (by_entry) or in a
/// member of many structs (each(structs, &type::member)). Variables
/// bound as for evaluate are shared by all samples. Memory whose length is not the same number of samples
/// everywhere stops the program, as does a span of another size in evaluate. No heap.
template <Evaluable X, class... S, class... Bs>
  requires(!evaluate_each_mistake<X, results_into<S...>, Bs...>::problem)
[[gnu::always_inline]] inline void evaluate_each(X f, results_into<S...> const& out, Bs&&... bindings) {
  evaluate_each(one_after_another{}, f, out, static_cast<Bs&&>(bindings)...);
}
/// The same, chunks of samples shared out by an executor: in_parallel of <tapeless/interop/execution.hpp>,
/// in_threads of <tapeless/interop/openmp.hpp>, or any function executor(count, act) that calls act(i) for
/// each i below count.
template <Executor E, Evaluable X, class... S, class... Bs>
  requires(!evaluate_each_mistake<X, results_into<S...>, Bs...>::problem)
[[gnu::always_inline]] inline void evaluate_each(E const& executor, X, results_into<S...> const& out,
                                                 Bs&&... bindings) {
  using program = program_for_samples<typename entries_of<X>::program>;
  using T = typename scalar_of_bindings<std::remove_cvref_t<Bs>...>::type;
  using layout = sample_layout<program, std::remove_cvref_t<Bs>...>;
  constexpr auto results = std::make_integer_sequence<int, layout::results>{};
  std::size_t const count = memory_of<0>(out).how_many(std::size_t(layout::all.result[0].size));
  [&]<int... R>(std::integer_sequence<int, R...>) {
    (require(memory_of<R>(out).how_many(std::size_t(layout::all.result[R].size)) == count), ...);
  }
  (results);
  constexpr int lanes = lanes_for<program, T>;
  using V = vec<T, lanes>;
  sample_loop<program, T, lanes, std::remove_cvref_t<Bs>...> const loop(count, bindings...);
  executor(chunks_of(count), [&](std::size_t chunk) {
    std::size_t const first = chunk * chunk_of_samples, last = chunk_end(chunk, count);
    if constexpr (lanes > 1 && runs_side_by_side<program>()) {
      loop.template side_by_side<2>(first, last, writing<layout, 2, V>(out, count));
    } else {
      constexpr int together = written_together<V, S...>(layout::all.values);
      loop.template operator()<together>(first, last, [&](std::size_t sample, int samples, V const* values) {
        write_samples<layout, together>(out, count, sample, samples, values, results);
      });
    }
  });
}
template <Evaluable X, class... S, class... Bs>
  requires(bool(evaluate_each_mistake<X, results_into<S...>, Bs...>::problem))
auto evaluate_each(X, results_into<S...> const&, Bs&&...)
    -> error<evaluate_each_mistake<X, results_into<S...>, Bs...>>;
template <Executor E, Evaluable X, class... S, class... Bs>
  requires(bool(evaluate_each_mistake<X, results_into<S...>, Bs...>::problem))
auto evaluate_each(E const&, X, results_into<S...> const&, Bs&&...)
    -> error<evaluate_each_mistake<X, results_into<S...>, Bs...>>;

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
namespace tapeless {
using core::into, core::evaluate_each;
}  // namespace tapeless
