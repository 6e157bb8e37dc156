// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/each.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

// The order of a sum over samples is fixed: neither the number of threads nor the width of vectors changes
// its bits. Within a chunk, sample i of a written-out formula goes to partial sum i mod 16, and these are
// folded by halves, so that 1, 2, 4, 8 and 16 lanes agree; chunks are added in order, by groups of 128, and
// the groups in order.
inline constexpr int sums_at_once = 16, chunks_in_group = 128;

/// The sums of `Values` numbers over one chunk.
template <class V, int Values, bool Partial>
class chunk_sums {
  using T = scalar_of<V>;
  static constexpr int width = width_of<V>, parts = Partial ? sums_at_once / width : 1;
  static_assert(parts > 0 && (Partial || width == 1));
  fixed<V, parts * Values> part_{};

public:
  [[gnu::always_inline]] void add(std::size_t sample, int lanes, V const* values) {
    V* const to = part_ + Values * int(sample / width % parts);
    if (lanes == width)
      for (int i = 0; i < Values; ++i) to[i] += values[i];
    else if constexpr (width > 1)
      for (int i = 0; i < Values; ++i)
        for (int lane = 0; lane < lanes; ++lane) to[i][lane] += values[i][lane];
  }
  void fold(T* sums) {
    for (int half = parts / 2; half > 0; half /= 2)
      for (int i = 0; i < half * Values; ++i) part_[i] += part_[half * Values + i];
    for (int i = 0; i < Values; ++i)
      if constexpr (width == 1) {
        sums[i] = part_[i];
      } else {
        fixed<T, width> lane;
        store(static_cast<T*>(lane), part_[i]);
        for (int half = width / 2; half > 0; half /= 2)
          for (int l = 0; l < half; ++l) lane[l] += lane[l + half];
        sums[i] = lane[0];
      }
  }
};
/// Chunks added in order, by groups.
template <class T, int Values>
class ordered_sums {
  fixed<T, Values> group_{};
  int chunks_ = 0;

public:
  fixed<T, Values> total{};
  void add(T const* chunk) {
    for (int i = 0; i < Values; ++i) group_[i] += chunk[i];
    if (++chunks_ == chunks_in_group) close();
  }
  void close() {
    for (int i = 0; i < Values; ++i) {
      total[i] += group_[i];
      group_[i] = T{};
    }
    chunks_ = 0;
  }
};

template <class... F>
constexpr bool all_real(list_of<F...>) {
  return ((F::kind == element::real || F::kind == element::same) && ...);
}
template <class X>
struct adds_up;
template <class... Entries>
struct adds_up<formulas_of<Entries...>> {
  static constexpr bool value = (all_real(typename Entries::leaves{}) && ...);
};
template <Evaluable X, class... Bs>
struct sum_each_mistake {
  static constexpr sentence problem = [] {
    constexpr phrase call = "sum_each(f, ...)";
    if (!adds_up<typename entries_of<X>::all>::value)
      return say(call, ": positions and truth values do not add up; where(c, 1, 0) does");
    return each_mistake<X, Bs...>::bindings(call);
  }();
};

/// How many samples the bindings of a call have; the loop over them checks the others.
template <class B, class... Bs>
std::size_t samples_of(B const& first, Bs const&... others) {
  if constexpr (is_sampled<B>) return first.how_many(B::entries_of_one);
  else return samples_of(others...);
}

/// A program's values summed over samples, W at a time.
template <class Program, class T, int W, class... Bs>
struct sample_sums {
  using layout = sample_layout<Program, Bs...>;
  static constexpr int values = layout::all.values;
  using loop = sample_loop<Program, T, W, Bs...>;

  struct adding_samples {
    using V = vec<T, W>;
    using pair = values_side_by_side<layout, 2, V>;
    mutable chunk_sums<V, values, Program::scalarised> parts;
    [[gnu::always_inline]] void operator()(std::size_t sample, int used, V const* v) const {
      parts.add(sample, used, v);
    }
    pair place(std::size_t, int) const { return {}; }
    [[gnu::always_inline]] void done(pair const& made, std::size_t sample, int used) const {
      made.each_vector(sample, used, *this);
    }
  };
  static void of_chunk(loop const& all, std::size_t chunk, T* sums) {
    adding_samples use;
    std::size_t const first = chunk * chunk_of_samples, last = chunk_end(chunk, all.count);
    if constexpr (W > 1 && runs_side_by_side<Program>()) all.template side_by_side<2>(first, last, use);
    else all(first, last, use);
    use.parts.fold(sums);
  }
  static void run(one_after_another const&, loop const& all, ordered_sums<T, values>& sums) {
    fixed<T, values> chunk;
    for (std::size_t i = 0; i < chunks_of(all.count); ++i) {
      of_chunk(all, i, chunk);
      sums.add(chunk);
    }
  }
  template <Executor E>
  static void run(E const& executor, loop const& all, ordered_sums<T, values>& sums) {
    std::size_t const chunks = chunks_of(all.count);
    struct buffer {
      T* const sums;
      ~buffer() { delete[] sums; }
    } const each_chunk{new T[chunks * std::size_t(values)]};
    executor(chunks, [&](std::size_t i) { of_chunk(all, i, each_chunk.sums + i * std::size_t(values)); });
    for (std::size_t i = 0; i < chunks; ++i) sums.add(each_chunk.sums + i * std::size_t(values));
  }
};

template <class T, class... Entries, std::size_t... I, class Executor, class... Bs>
auto sum_entries(formulas_of<Entries...>, std::index_sequence<I...>, Executor const& executor,
                 Bs const&... bindings) {
  using program = program_for_samples<program_of_entries<Entries...>>;
  using sums = sample_sums<program, T, lanes_for<program, T>, Bs...>;
  typename sums::loop const loop(samples_of(bindings...), bindings...);
  ordered_sums<T, sums::values> total;
  sums::run(executor, loop, total);
  total.close();
  results<T, Entries...> values;
  fixed<T*, (result_of<Entries, T>::count + ...)> out;
  T** next = out;
  ((result_of<Entries, T>::expose(values.template get<I>(), nullptr, next),
    next += result_of<Entries, T>::count),
   ...);
  for (int r = 0; r < sums::layout::results; ++r) {
    constexpr auto const& all = sums::layout::all;
    for (int i = 0; i < all.result[r].size; ++i) out[r][i] = total.total[all.result[r].first + i];
  }
  return values;
}

/// The values of evaluate, summed over many samples: the loss of a batch and its gradient.
///     auto [loss, dW] = sum_each(value_and_gradient(f, W), x = each(xs), y = each(ys), W = w);
/// The order of the sum is fixed: one thread or many, narrow vectors or wide, the result has the same bits.
/// Of no samples it is 0. Samples and variables are bound as for evaluate_each. No heap.
template <Evaluable X, class... Bs>
  requires(!sum_each_mistake<X, Bs...>::problem)
[[gnu::always_inline]] inline auto sum_each(X f, Bs&&... bindings) {
  return sum_each(one_after_another{}, f, static_cast<Bs&&>(bindings)...);
}
/// The same, chunks of samples shared out by an executor, as for evaluate_each: to the same bits. The sums of
/// chunks are kept on the heap until all are there.
template <Executor E, Evaluable X, class... Bs>
  requires(!sum_each_mistake<X, Bs...>::problem)
[[gnu::always_inline]] inline auto sum_each(E const& executor, X, Bs&&... bindings) {
  using entries = typename entries_of<X>::all;
  using T = typename scalar_of_bindings<std::remove_cvref_t<Bs>...>::type;
  auto y = sum_entries<T>(entries{}, std::make_index_sequence<std::tuple_size_v<entries>>{}, executor,
                          bindings...);
  if constexpr (is_sole<X>) return y.template get<0>();
  else return y;
}
template <Evaluable X, class... Bs>
  requires(bool(sum_each_mistake<X, Bs...>::problem))
auto sum_each(X, Bs&&...) -> error<sum_each_mistake<X, Bs...>>;
template <Executor E, Evaluable X, class... Bs>
  requires(bool(sum_each_mistake<X, Bs...>::problem))
auto sum_each(E const&, X, Bs&&...) -> error<sum_each_mistake<X, Bs...>>;

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
namespace tapeless {
using core::sum_each;
}  // namespace tapeless
