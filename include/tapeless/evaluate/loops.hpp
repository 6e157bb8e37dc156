// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/step.hpp>

namespace tapeless {

template <int N>
using up_to = std::make_integer_sequence<int, N>;

/// The code of a loop: a nest over its axes, the last one in lanes. Operands and results are pointers to their
/// first entries; all distances are constants.
template <auto const& Plan, int K, class T>
struct loop_code {
  static constexpr loop_kind kind = Plan.kinds[K];
  static constexpr int rank = kind.rank, n = kind.extent[rank - 1];
  static constexpr int loads = kind.loads.count, stores = kind.stores.count, sums = kind.sums.count;
  static constexpr auto const* load_at = &Plan.loads[kind.loads.first];
  static constexpr auto const* step_at = &Plan.loop_steps[kind.steps.first];
  static constexpr auto const* store_at = &Plan.stores[kind.stores.first];
  static constexpr auto const* sum_at = &Plan.sums[kind.sums.first];

  /// A sum along the last axis is kept in registers, from the first of the axes that it goes over; another one
  /// is added up in memory.
  static constexpr bool runs_inside(int s) { return sum_at[s].stride[rank - 1] == 0; }
  static constexpr int begins_at(int s) {
    int axis = rank - 1;
    while (axis > 0 && sum_at[s].stride[axis - 1] == 0) --axis;
    return axis;
  }
  static constexpr int inside() {
    int count = 0;
    for (int s = 0; s < sums; ++s) count += runs_inside(s);
    return count;
  }
  static constexpr int parts = kind.steps.count > 4 ? partial_sums<T>(1) : partial_sums<T>(n);
  /// The loops in lanes, where all entries of one kind of number have them.
  static constexpr int width = has_lanes<T> ? width_for<T>(n) : 1;

  /// Where the loops are.
  struct indices {
    fixed<int, rank> i{};
  };
  template <int... A>
  [[gnu::always_inline]] static constexpr int offset(int const* stride, indices const& at,
                                                     std::integer_sequence<int, A...>) {
    return (0 + ... + (at.i[A] * stride[A]));
  }
  template <int Axis>
  [[gnu::always_inline]] static constexpr int offset(int const* stride, indices const& at) {
    return offset(stride, at, up_to<Axis>{});
  }
  /// Where a row of a stored result begins.
  template <int... A>
  [[gnu::always_inline]] static constexpr int row_of(indices const& at, std::integer_sequence<int, A...>) {
    int row = 0;
    [[maybe_unused]] bool const done[]{true, (void(row = row * kind.extent[A] + at.i[A]), true)...};
    return row * n;
  }

  /// The entries [i, i + Count) of a row: loads, steps, stores, sums.
  template <class V, int Count, int... L, int... C, int... S, int... E, int... R>
  [[gnu::always_inline]] static constexpr void entries([[maybe_unused]] T const* const* x,
                                                       [[maybe_unused]] T const* still,
                                                       [[maybe_unused]] T* const* y, [[maybe_unused]] int i,
                                                       [[maybe_unused]] V* sum,
                                                       std::integer_sequence<int, L...>,
                                                       std::integer_sequence<int, C...>,
                                                       std::integer_sequence<int, S...>,
                                                       std::integer_sequence<int, E...>,
                                                       std::integer_sequence<int, R...>) {
    constexpr int first_step = loads + int(sizeof...(C));
    fixed<V, first_step + int(sizeof...(S))> r;
    [[maybe_unused]] bool const done[]{
        true,
        (void(r[L] = read<V, Count, load_at[L].stride[rank - 1]>(x[L], still[L], i)), true)...,
        (void(r[loads + C] = fill<V>(
                  static_cast<scalar_of<T>>(Plan.constants[kind.constants.first + C]))), true)...,
        (void(r[first_step + S] = apply_to_lanes<op_behind<step_at[S].op>, step_at[S].with>(
                  r[step_at[S].x[0]], r[step_at[S].x[1]], r[step_at[S].x[2]])), true)...,
        (store_part<Count>(y[E] + i, r[store_at[E]]), true)...,
        (add<R, Count>(r[sum_at[R].local], y[stores + R] + i, sum), true)...};
  }
  template <class V, int Count, int Stride>
  [[gnu::always_inline]] static constexpr V read(T const* x, T const& still, int i) {
    if constexpr (std::is_same_v<V, T>) return Stride == 0 ? still : x[i * Stride];
    else if constexpr (Stride == 0) return fill<V>(still);
    else return load_apart<V, Count, Stride>(x + i * Stride);
  }
  template <int R, int Count, class V>
  [[gnu::always_inline]] static constexpr void add(V const& number, T* y, V* sum) {
    if constexpr (runs_inside(R)) {
      V& part = sum[place_of(R) * (std::is_same_v<V, T> ? parts : parts / width)];
      part = plus(part, first_lanes_of<Count>(number));
    } else {
      store_part<Count>(y, plus(load_part<V, Count>(y), number));
    }
  }
  template <int Count, class V>
  [[gnu::always_inline]] static constexpr V first_lanes_of(V const& v) {
    if constexpr (std::is_same_v<V, T>) return v;
    else return first_lanes<Count>(v);
  }
  static constexpr int place_of(int r) {
    int place = 0;
    for (int s = 0; s < r; ++s) place += runs_inside(s);
    return place;
  }

  template <class V, int Count>
  [[gnu::always_inline]] static constexpr void entries(T const* const* x, T const* still, T* const* y, int i,
                                                       V* sum) {
    entries<V, Count>(x, still, y, i, sum, up_to<loads>{}, up_to<kind.constants.count>{},
                      up_to<kind.steps.count>{}, up_to<stores>{}, up_to<sums>{});
  }

  /// One row: its entries along the last axis. Where sums run inside, whole sets of partial sums at a time.
  template <class V, int... L, int... E, int... R>
  [[gnu::always_inline]] static constexpr void row([[maybe_unused]] T const* const* x,
                                                   [[maybe_unused]] T* const* y, indices const& at, V* sum,
                                                   std::integer_sequence<int, L...>,
                                                   std::integer_sequence<int, E...>,
                                                   std::integer_sequence<int, R...>) {
    [[maybe_unused]] T const* const from[]{nullptr, (x[L] + offset<rank - 1>(load_at[L].stride, at))...};
    [[maybe_unused]] T const still[]{
        T{}, (load_at[L].stride[rank - 1] == 0 ? from[1 + L][0] : T{})...};
    [[maybe_unused]] T* const to[]{nullptr, (y[E] + row_of(at, up_to<rank - 1>{}))...,
                                   (y[stores + R] + offset<rank - 1>(sum_at[R].stride, at))...};
    if constexpr (std::is_same_v<V, T>) {
      for (int i = 0; i < n; ++i) entries<V, 1>(from + 1, still + 1, to + 1, i, sum + i % parts);
    } else {
      constexpr int stride = inside() > 0 ? parts : width, left = n % stride;
      int i = 0;
      for (; i + stride <= n; i += stride)
        unrolled<stride / width>([&](auto v) __attribute__((always_inline)) {
          entries<V, width>(from + 1, still + 1, to + 1, i + v * width, sum + v);
        });
      if constexpr (left > 0)
        unrolled<(left + width - 1) / width>([&](auto v) __attribute__((always_inline)) {
          constexpr int count = left - v * width < width ? left - v * width : width;
          entries<V, count>(from + 1, still + 1, to + 1, i + v * width, sum + v);
        });
    }
  }

  template <int Axis, class V, int... R>
  [[gnu::always_inline]] static constexpr void begin_sums(V* sum, std::integer_sequence<int, R...>) {
    constexpr int each = std::is_same_v<V, T> ? parts : parts / width;
    [[maybe_unused]] auto const begin = [&](auto r) __attribute__((always_inline)) {
      if constexpr (runs_inside(r) && begins_at(r) == Axis)
        for (int part = 0; part < each; ++part) sum[place_of(r) * each + part] = fill<V>(nothing_added<T>);
    };
    (begin(std::integral_constant<int, R>{}), ...);
  }
  template <int Axis, class V, int... R>
  [[gnu::always_inline]] static constexpr void end_sums(V const* sum, T* const* y, indices const& at,
                                                        std::integer_sequence<int, R...>) {
    constexpr int each = std::is_same_v<V, T> ? parts : parts / width;
    [[maybe_unused]] auto const end = [&](auto r) __attribute__((always_inline)) {
      if constexpr (runs_inside(r) && begins_at(r) == Axis) {
        V const total = folded<each>(sum + place_of(r) * each);
        T& to = y[stores + r][offset<Axis>(sum_at[r].stride, at)];
        if constexpr (std::is_same_v<V, T>) to = total;
        else to = sum_of_lanes(total);
      }
    };
    (end(std::integral_constant<int, R>{}), ...);
  }
  template <int Axis, class V>
  [[gnu::always_inline]] static constexpr void nest(T const* const* x, T* const* y, indices at, V* sum) {
    begin_sums<Axis>(sum, up_to<sums>{});
    if constexpr (Axis == rank - 1)
      row<V>(x, y, at, sum, up_to<loads>{}, up_to<stores>{}, up_to<sums>{});
    else
      for (int i = 0; i < kind.extent[Axis]; ++i) {
        at.i[Axis] = i;
        nest<Axis + 1, V>(x, y, at, sum);
      }
    end_sums<Axis>(sum, y, at, up_to<sums>{});
  }

  static constexpr int size_of_sum(int s) {
    int size = 1;
    for (int axis = 0; axis < rank; ++axis)
      if (sum_at[s].stride[axis] != 0) size *= kind.extent[axis];
    return size;
  }
  template <class V>
  [[gnu::always_inline]] static constexpr void run_as(T const* const* x, T* const* y) {
    constexpr int each = std::is_same_v<V, T> ? parts : parts / width;
    fixed<V, inside() * each> sum;
    for (int s = 0; s < sums; ++s)
      if (!runs_inside(s))
        for (int i = 0; i < size_of_sum(s); ++i) y[stores + s][i] = fill<T>(nothing_added<T>);
    nest<0, V>(x, y, indices{}, sum);
  }
};

/// A loop as a function: one for each kind, however often a program runs it.
template <auto const& Plan, int K, class T>
[[gnu::noinline, gnu::flatten]] constexpr void run_loop(T const* const* x, T* const* y) {
  using code = loop_code<Plan, K, T>;
  if constexpr (code::width > 1)
    if (!std::is_constant_evaluated()) return code::template run_as<vec<T, code::width>>(x, y);
  code::template run_as<T>(x, y);
}

}  // namespace tapeless
