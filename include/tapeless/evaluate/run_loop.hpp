// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/turned_copy.hpp>
#include <tapeless/kernels/pairs.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The code of a loop over rows of two entries: as many rows at a time as a vector has lanes, the first
/// entries of all of them beside the second ones.
template <auto const& Plan, int K, class T>
struct loop_over_pairs : loop_code<Plan, K, T> {
  using code = loop_code<Plan, K, T>;
  using code::kind, code::loads, code::stores, code::reductions, code::load_at, code::step_at, code::store_at,
      code::reduction_at;
  static constexpr int rows = kind.extent[0];

  /// Whether the rows are as many, and lie so.
  static constexpr bool pays() {
    if (kind.rank != 2 || kind.extent[1] != 2 || rows < 4) return false;
    for (int r = 0; r < reductions; ++r)
      if (reduction_at[r].stride[0] != 1 || reduction_at[r].stride[1] != 0) return false;
    return true;
  }
  [[gnu::always_inline]] static constexpr void run(T const* const* x, T* const* y) {
    constexpr int W = width_for<T>(rows);
    each_vector<rows, W>([&](int i, auto count) __attribute__((always_inline)) {
      entries<vec<T, W>, count>(x, y, i, up_to<loads>{}, up_to<kind.constants.count>{},
                                up_to<kind.steps.count>{}, up_to<stores>{}, up_to<reductions>{});
    });
  }

private:
  template <class V, int Count, int Row, int Entry>
  [[gnu::always_inline]] static constexpr pair_of_lanes<V> read(T const* x) {
    if constexpr (Row == 2 && Entry == 1) {
      return load_pairs<V, Count>(x);
    } else {
      auto const read_from = [](T const* from) __attribute__((always_inline)) {
        if constexpr (Row == 0) return fill<V>(*from);
        else return load_apart<V, Count, Row>(from);
      };
      V const first = read_from(x);
      if constexpr (Entry == 0) return {first, first};
      else return {first, read_from(x + Entry)};
    }
  }
  template <int R, class V>
  [[gnu::always_inline]] static constexpr V merged(V const& first, V const& second) {
    using Op = typename code::template reduction<R>;
    V const none = fill<V>(code::template neutral<R>());
    return Op::merge(Op::merge(none, first), Op::merge(none, second));
  }
  template <class V, int Count, int... L, int... C, int... S, int... E, int... R>
  [[gnu::always_inline]] static constexpr void entries(
      [[maybe_unused]] T const* const* x, T* const* y, int i, std::integer_sequence<int, L...>,
      std::integer_sequence<int, C...>, std::integer_sequence<int, S...>, std::integer_sequence<int, E...>,
      std::integer_sequence<int, R...>) {
    constexpr int first_step = loads + int(sizeof...(C));
    fixed<V, first_step + int(sizeof...(S))> a, b;
    [[maybe_unused]] auto const put = [&](int at, auto const& both) __attribute__((always_inline)) {
      a[at] = both.even, b[at] = both.odd;
    };
    [[maybe_unused]] bool const done[]{
        true,
        (put(L, read<V, Count, load_at[L].stride[0], load_at[L].stride[1]>(
                    x[L] + i * subscript<load_at[L].stride[0]>)),
         true)...,
        (void(a[loads + C] = b[loads + C] = fill<V>(code::template number<C>)), true)...,
        (void(a[first_step + S] = code::template step<S>(&a[0])),
         void(b[first_step + S] = code::template step<S>(&b[0])), true)...,
        (store_pairs<Count>(y[E] + 2 * i, a[subscript<store_at[E]>], b[subscript<store_at[E]>]), true)...,
        (store_part<Count>(y[stores + R] + i, merged<R>(a[subscript<reduction_at[R].local>],
                                                        b[subscript<reduction_at[R].local>])),
         true)...};
  }
};

template <auto const& Plan, int K, class T>
[[gnu::always_inline]] inline constexpr void run_loop_in_line(T const* const* x, T* const* y) {
  using body = loop_code<Plan, K, T>;
  if constexpr (body::width > 1)
    if (!std::is_constant_evaluated()) {
      if constexpr (copy_of_turned<Plan, K, T>::pays()) return copy_of_turned<Plan, K, T>::run(x[0], y[0]);
      else if constexpr (loop_over_pairs<Plan, K, T>::pays()) return loop_over_pairs<Plan, K, T>::run(x, y);
      else return body::template run_as<vec<T, body::width>>(x, y);
    }
  body::template run_as<T>(x, y);
}
/// A loop as a function: one for each kind, however often a program runs it.
template <auto const& Plan, int K, class T>
[[gnu::noinline, gnu::flatten]] constexpr void call_loop(T const* const* x, T* const* y) {
  constexpr loop_kind kind = Plan.kinds[K];
  fixed<T const*, kind.loads.count> from{};  // copies: what is stored could be the pointers given
  fixed<T*, kind.stores.count + kind.reductions.count> to{};
  for (int l = 0; l < kind.loads.count; ++l) from[l] = x[l];
  for (int s = 0; s < kind.stores.count + kind.reductions.count; ++s) to[s] = y[s];
  run_loop_in_line<Plan, K, T>(from, to);
}
template <auto const& Plan, int K, class T>
[[gnu::always_inline]] inline constexpr void run_loop(T const* const* x, T* const* y) {
  constexpr loop_kind kind = Plan.kinds[K];
  constexpr long long work = kind.size() * (kind.loads.count + 2ll * kind.steps.count);
  if constexpr (belongs_in_line(work, kind.uses)) run_loop_in_line<Plan, K>(x, y);
  else call_loop<Plan, K>(x, y);
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
