// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/sample_loop.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The memory for one result of evaluate_each, and for all in order.
template <int R, class S>
struct result_into {
  S memory;
};
template <class Results, class... S>
struct all_results_into;
template <int... R, class... S>
struct all_results_into<std::integer_sequence<int, R...>, S...> : result_into<R, S>... {};
template <class... S>
struct results_into : all_results_into<std::make_integer_sequence<int, int(sizeof...(S))>, S...> {};
template <int R, class S>
constexpr S const& memory_of(result_into<R, S> const& one) {
  return one.memory;
}

/// How many vectors of samples are computed before they are written: entry by entry, as many as make a line
/// of the cache, since rows of a power of two of entries share one set of it, which a line leaves before its
/// second half comes.
template <class V, class... S>
constexpr int written_together(int values) {
  constexpr int line = 64;
  bool const by_entry = ((S::order == sample_order::by_entry) || ...);
  return by_entry && width_of<V> > 1 && int(sizeof(V)) < line && values <= 256 ? line / int(sizeof(V)) : 1;
}
/// Writes one result lane by lane: of fewer samples than lanes, or of another type than the values have.
/// Values of one vector of samples are `each` behind another's.
template <class V, class S>
[[gnu::always_inline]] inline void write_lanes(S const& memory, std::size_t count, std::size_t sample,
                                               int samples, V const* values, int size, int each) {
  constexpr int width = width_of<V>;
  constexpr bool by_sample = S::order == sample_order::by_sample;
  std::size_t const apart = by_sample ? S::apart(std::size_t(size)) : 1, next = by_sample ? 1 : count;
  for (int at = 0; at < samples; at += width)
    for (int i = 0; i < size; ++i) {
      fixed<scalar_of<V>, width> rest;
      store(static_cast<scalar_of<V>*>(rest), values[at / width * each + i]);
      auto* const to = memory.entries + (sample + std::size_t(at)) * apart + std::size_t(i) * next;
      for (int lane = 0; lane < width && at + lane < samples; ++lane)
        to[std::size_t(lane) * apart] = static_cast<typename S::value_type>(rest[lane]);
    }
}
/// The same as a short function, for the last few samples.
template <class V, class S>
[[gnu::noinline, gnu::cold]] void write_last_lanes(S const& memory, std::size_t count, std::size_t sample,
                                                   int samples, V const* values, int size, int each) {
  write_lanes(memory, count, sample, samples, values, size, each);
}
template <class Layout, class V, class Out, int... R>
[[gnu::noinline, gnu::cold]] void write_rest(Out const& out, std::size_t count, std::size_t sample,
                                             int samples, V const* values, std::integer_sequence<int, R...>) {
  (write_last_lanes(memory_of<R>(out), count, sample, samples, values + Layout::all.result[R].first,
                    Layout::all.result[R].size, Layout::all.values),
   ...);
}
/// Writes one result of whole vectors of samples.
template <supplied S, int Each, int Together, class V, class Memory>
[[gnu::always_inline]] inline void write_whole(Memory const& memory, std::size_t count, std::size_t sample,
                                               V const* values) {
  constexpr int width = width_of<V>;
  V const* const first = values + S.first;
  if constexpr (!std::same_as<typename Memory::value_type, scalar_of<V>>) {
    write_lanes(memory, count, sample, Together * width, first, S.size, Each);
  } else if constexpr (Memory::order == sample_order::by_sample) {
    constexpr int apart = int(Memory::apart(S.size));
    each_constant<Together>([&](auto k) __attribute__((always_inline)) {
      scatter_samples<S.size, apart>(memory.entries + (sample + std::size_t(k * width)) * std::size_t(apart),
                                     first + k * Each);
    });
  } else {
    each_of_few<S.size, 1>([&](int i) __attribute__((always_inline)) {
      each_constant<Together>([&](auto k) __attribute__((always_inline)) {
        store(memory.entries + std::size_t(i) * count + sample + k * width, first[k * Each + i]);
      });
    });
  }
}
/// Whether results can be, and are, in the same structs, one behind another.
template <class Layout, class T, class... S, int... R>
[[gnu::always_inline]] inline bool are_beside(results_into<S...> const& out,
                                              std::integer_sequence<int, R...>) {
  constexpr std::size_t apart = std::remove_cvref_t<decltype(memory_of<0>(out))>::apart(0);
  if constexpr (sizeof...(S) > 1 && std::size_t(Layout::all.values) <= apart &&
                ((std::same_as<typename S::value_type, T> && S::apart(0) == apart) && ...))
    return ((memory_of<R>(out).entries == memory_of<0>(out).entries + Layout::all.result[R].first) && ...);
  else return false;
}
/// Writes the values of samples to where they belong. Few values are read with constant subscripts only, so
/// that they are in registers.
template <class Layout, int Together, class V, class Out, int... R>
[[gnu::always_inline]] inline void write_samples(Out const& out, std::size_t count, std::size_t sample,
                                                 int samples, V const* values,
                                                 std::integer_sequence<int, R...> all) {
  constexpr int width = width_of<V>, each = Layout::all.values, total = Together * each;
  if (samples == Together * width) [[likely]] {
    if (width > 1 && are_beside<Layout, scalar_of<V>>(out, all)) {
      using S = std::remove_cvref_t<decltype(memory_of<0>(out))>;
      constexpr int apart = int(S::apart(0)), size = each <= apart ? each : 0;
      if constexpr (width > 1 && std::same_as<typename S::value_type, scalar_of<V>>)
        scatter_samples<size, apart>(memory_of<0>(out).entries + sample * std::size_t(apart), values);
    } else {
      (write_whole<Layout::all.result[R], each, Together>(memory_of<R>(out), count, sample, values), ...);
    }
  } else if constexpr (total <= 64) {
    fixed<V, total> rest;
    each_constant<total>([&](auto i) __attribute__((always_inline)) { rest[i] = values[i]; });
    write_rest<Layout>(out, count, sample, samples, static_cast<V const*>(rest), all);
  } else {
    write_rest<Layout>(out, count, sample, samples, values, all);
  }
}

/// Vectors side by side whose values are written when all are there.
template <class Layout, int Together, class V, class Out>
struct writing_after {
  Out const& out;
  std::size_t count;
  auto place(std::size_t, int) const { return values_side_by_side<Layout, Together, V>{}; }
  [[gnu::always_inline]] void done(values_side_by_side<Layout, Together, V> const& made, std::size_t sample,
                                   int samples) const {
    made.each_vector(sample, samples, [&](std::size_t at, int lanes, V const* values) __attribute__((
                                          always_inline)) {
      write_samples<Layout, 1>(out, count, at, lanes, values,
                               std::make_integer_sequence<int, Layout::results>{});
    });
  }
};
/// Vectors side by side whose results are all wanted entry by entry: values go to their place at once, those
/// of fewer samples than lanes to a place beside it first. Rows begin where a table says: the compiler has
/// nothing to multiply in a loop over samples.
template <class Layout, int Together, class V, class Out>
struct writing_at_once {
  using T = scalar_of<V>;
  static constexpr int each = Layout::all.values, width = width_of<V>;
  static constexpr auto results = std::make_integer_sequence<int, Layout::results>{};
  Out const& out;
  std::size_t count;
  fixed<V, Together * each> rest;
  fixed<T*, each> rows, rows_of_rest;

  writing_at_once(Out const& memory, std::size_t samples) : out(memory), count(samples) {
    for (int i = 0; i < each; ++i) rows_of_rest[i] = reinterpret_cast<T*>(&rest[i]);
    T** next = rows;
    [&]<int... R>(std::integer_sequence<int, R...>) {
      (
          [&](T* first) {
            for (int i = 0; i < Layout::all.result[R].size; ++i) *next++ = first + std::size_t(i) * count;
          }(memory_of<R>(out).entries),
          ...);
    }
    (results);
  }
  writing_at_once(writing_at_once const&) = delete;
  writing_at_once& operator=(writing_at_once const&) = delete;

  struct places {
    T* const* rows;
    std::size_t first, vector;  ///< in a row: the first number, and numbers from one vector to the next
    template <int R, int Entry, int k>
    [[gnu::always_inline]] void at(V const& v) {
      store(rows[subscript<Layout::all.result[R].first + Entry>] + first + k * vector, v);
    }
  };
  [[gnu::always_inline]] places place(std::size_t sample, int samples) const {
    if (samples == Together * width) [[likely]] return {rows, sample, width};
    return {rows_of_rest, 0, each * width};
  }
  [[gnu::always_inline]] void done(places const&, std::size_t sample, int samples) const {
    if (samples < Together * width) [[unlikely]]
      write_rest<Layout>(out, count, sample, samples, static_cast<V const*>(rest), results);
  }
};
template <class Layout, int Together, class V, class... S>
auto writing(results_into<S...> const& out, std::size_t count) {
  using Out = results_into<S...>;
  constexpr bool by_entry = ((S::order == sample_order::by_entry) && ...);
  if constexpr (by_entry && (std::same_as<typename S::value_type, scalar_of<V>> && ...))
    return writing_at_once<Layout, Together, V, Out>(out, count);
  else return writing_after<Layout, Together, V, Out>{out, count};
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
