// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/row_in_lanes.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The code of a loop: a nest over its axes, the last one in lanes. Operands and results are pointers to
/// their first entries; all distances are constants.
template <auto const& Plan, int K, class T>
struct loop_code {
  static constexpr loop_kind kind = Plan.kinds[K];
  static constexpr int rank = kind.rank, n = kind.extent[rank - 1];
  static constexpr int loads = kind.loads.count, stores = kind.stores.count,
                       reductions = kind.reductions.count;
  static constexpr auto const* load_at = &Plan.loads[kind.loads.first];
  static constexpr auto const* step_at = &Plan.loop_steps[kind.steps.first];
  static constexpr auto const* store_at = &Plan.stores[kind.stores.first];
  static constexpr auto const* reduction_at = &Plan.reductions[kind.reductions.first];

  template <int R>
  using reduction = op_behind<reduction_at[R].op>;
  template <int R>
  static constexpr scalar_of<T> neutral() {
    return reduction<R>::template neutral<scalar_of<T>>();
  }
  /// A reduction along the last axis is kept in registers, from the first of the axes that it goes over;
  /// another one goes down columns, or is merged in memory.
  static constexpr bool runs_inside(int s) { return reduction_at[s].stride[rank - 1] == 0; }
  static constexpr int begins_at(int s) {
    int axis = rank - 1;
    while (axis > 0 && reduction_at[s].stride[axis - 1] == 0) --axis;
    return axis;
  }
  static constexpr int inside() {
    int count = 0;
    for (int s = 0; s < reductions; ++s) count += runs_inside(s);
    return count;
  }
  /// Partial results of a reduction: those without an entry of a short row would change nothing.
  static constexpr int parts =
      n < partial_sums<T>(1) ? int(std::bit_ceil(unsigned(n))) : partial_sums<T>(1);
  /// The loops in lanes, where all entries of one kind of number have them.
  static constexpr int usual = has_lanes<T> ? width_for<T>(n) : 1;
  static constexpr bool calls = calls_functions(Plan, kind);
  static constexpr int width = calls ? width_of_functions<T>(n, usual, inside() > 0 ? parts : 2 * n) : usual;
  /// Without lanes a short row is written out: a device's thread keeps its results in registers only if no
  /// subscript is counted.
  static constexpr int longest_in_registers = 8;

  /// Reductions down columns are kept in registers, for a few vectors of all rows at a time where the first
  /// cache holds the rows, for many of one reduction where it does not.
  static constexpr bool fits_cache =
      rank < 2 || kind.size_from(rank < 2 ? 0 : rank - 2) <= numbers_in_first_cache;
  static constexpr int count_vectors_down() {
    if (kind.steps.count >= 4 || reductions != 1) return 1;
    if (fits_cache) return 4;
    constexpr int most = vector_registers == 16 ? 12 : 16, vectors = (n + width - 1) / width;
    constexpr int runs = (vectors + most - 1) / most;
    return (vectors + runs - 1) / runs;
  }
  static constexpr int vectors_down = count_vectors_down();
  static constexpr bool goes_down() {
    if (reductions == 0 || rank < 2 || (!fits_cache && vectors_down == 1)) return false;
    for (int s = 0; s < reductions; ++s)
      if (reduction_at[s].stride[rank - 1] == 0 || reduction_at[s].stride[rank - 2] != 0) return false;
    return true;
  }

  /// In loops of one step, operands with one row for all are kept in registers: compilers read them again
  /// for every row, as what is stored could be part of them.
  static constexpr bool is_one_row(int l) {
    return rank == 2 && load_at[l].stride[0] == 0 && load_at[l].stride[rank - 1] == 1;
  }
  static constexpr int rows_before(int load) {
    int count = 0;
    for (int l = 0; l < load; ++l) count += is_one_row(l);
    return count;
  }
  static constexpr int rows_held() {
    int const count = rows_before(loads);
    bool const fit = kind.steps.count == 1 && count * n <= width * vector_registers / 2;
    return fit && !goes_down() && kind.extent[0] >= 4 ? count : 0;
  }

  template <int C>
  static constexpr scalar_of<T> number = static_cast<scalar_of<T>>(Plan.constants[kind.constants.first + C]);

  /// Where the loops are.
  struct indices {
    fixed<int, rank> i{};
  };
  /// How far operand L, or result S, is from its first entry there. The distances are constants: a pointer
  /// to the plan would have compilers keep the plan, and all ops that it names, in the object.
  template <int L, int... A>
  [[gnu::always_inline]] static constexpr int load_offset(indices const& at,
                                                          std::integer_sequence<int, A...>) {
    return (0 + ... + (at.i[A] * subscript<load_at[L].stride[A]>));
  }
  template <int S, int... A>
  [[gnu::always_inline]] static constexpr int reduction_offset(indices const& at,
                                                               std::integer_sequence<int, A...>) {
    return (0 + ... + (at.i[A] * subscript<reduction_at[S].stride[A]>));
  }
  /// Where a row of a stored result begins.
  template <int... A>
  [[gnu::always_inline]] static constexpr int row_of(indices const& at, std::integer_sequence<int, A...>) {
    int row = 0;
    [[maybe_unused]] bool const done[]{
        true, (void(row = row * subscript<kind.extent[A]> + at.i[A]), true)...};
    return row * n;
  }

  /// The entries [i, i + Count) of a row: loads, steps, stores, reductions.
  template <class V, int Count, int... L, int... C, int... S, int... E, int... R>
  [[gnu::always_inline]] static constexpr void entries(
      [[maybe_unused]] T const* const* x, [[maybe_unused]] T const* still, [[maybe_unused]] T* const* y,
      [[maybe_unused]] int i, [[maybe_unused]] V* partial, std::integer_sequence<int, L...>,
      std::integer_sequence<int, C...>, std::integer_sequence<int, S...>, std::integer_sequence<int, E...>,
      std::integer_sequence<int, R...>) {
    constexpr int first_step = loads + int(sizeof...(C));
    fixed<V, first_step + int(sizeof...(S))> r;
    [[maybe_unused]] bool const done[]{
        true,
        (void(r[L] = read<V, Count, load_at[L].stride[rank - 1]>(x[L], still[L], i)), true)...,
        (void(r[loads + C] = fill<V>(number<C>)), true)...,
        (void(r[first_step + S] = step<S>(&r[0])), true)...,
        (store_part<Count>(y[E] + i, r[subscript<store_at[E]>]), true)...,
        (add<R, Count>(r[subscript<reduction_at[R].local>], y[stores + R], i, partial), true)...};
  }
  template <class V, int Count, int Stride>
  [[gnu::always_inline]] static constexpr V read(T const* x, T const& still, int i) {
    if constexpr (std::is_same_v<V, T>) return Stride == 0 ? still : x[i * Stride];
    else if constexpr (Stride == 0) return fill<V>(still);
    else return load_apart<V, Count, Stride>(x + i * Stride);
  }
  template <int S, class V>
  [[gnu::always_inline]] static constexpr V step(V const* r) {
    return apply_to_lanes<op_behind<step_at[S].op>, step_at[S].with>(
        r[subscript<step_at[S].x[0]>], r[subscript<step_at[S].x[1]>], r[subscript<step_at[S].x[2]>]);
  }
  template <int R, int Count, class V>
  [[gnu::always_inline]] static constexpr void add(V const& x, [[maybe_unused]] T* y,
                                                   [[maybe_unused]] int i, [[maybe_unused]] V* partial) {
    using Op = reduction<R>;
    if constexpr (runs_inside(R)) {
      V& part = partial[subscript<place_of(R)> * (std::is_same_v<V, T> ? parts : parts / width)];
      if constexpr (std::is_same_v<V, T>) part = Op::merge(part, x);
      else part = Op::merge(part, first_lanes<Op, Count>(x));
    } else if constexpr (goes_down() && !std::is_same_v<V, T>) {
      V& part = partial[R * vectors_down];
      part = Op::merge(part, x);
    } else {
      store_part<Count>(y + i, Op::merge(load_part<V, Count>(y + i), x));
    }
  }
  static constexpr int place_of(int r) {
    int place = 0;
    for (int s = 0; s < r; ++s) place += runs_inside(s);
    return place;
  }

  template <class V, int Count>
  [[gnu::always_inline]] static constexpr void entries(T const* const* x, T const* still, T* const* y, int i,
                                                       V* partial) {
    entries<V, Count>(x, still, y, i, partial, up_to<loads>{}, up_to<kind.constants.count>{},
                      up_to<kind.steps.count>{}, up_to<stores>{}, up_to<reductions>{});
  }

  /// Calls act(from, still, to) with what lies in one row.
  template <int... L, int... E, int... R>
  [[gnu::always_inline]] static constexpr void in_row([[maybe_unused]] T const* const* x,
                                                      [[maybe_unused]] T* const* y, indices const& at,
                                                      auto act, std::integer_sequence<int, L...>,
                                                      std::integer_sequence<int, E...>,
                                                      std::integer_sequence<int, R...>) {
    [[maybe_unused]] T const* const from[]{nullptr, (x[L] + load_offset<L>(at, up_to<rank - 1>{}))...};
    [[maybe_unused]] T const still[]{
        T{}, (subscript<load_at[L].stride[rank - 1]> == 0 ? from[1 + L][0] : T{})...};
    [[maybe_unused]] T* const to[]{nullptr, (y[E] + row_of(at, up_to<rank - 1>{}))...,
                                   (y[stores + R] + reduction_offset<R>(at, up_to<rank - 1>{}))...};
    act(from + 1, still + 1, to + 1);
  }
  [[gnu::always_inline]] static constexpr void in_row(T const* const* x, T* const* y, indices const& at,
                                                      auto act) {
    in_row(x, y, at, act, up_to<loads>{}, up_to<stores>{}, up_to<reductions>{});
  }
  /// Calls act(i, v, count) for the vectors of some entries of a row from i on: vector v has `count` of them.
  template <int Entries>
  [[gnu::always_inline]] static constexpr void each_vector_of(int i, auto act) {
    each_constant<(Entries + width - 1) / width>([&](auto v) __attribute__((always_inline)) {
      constexpr int left = Entries - v * width, count = left < width ? left : width;
      act(i + v * width, v, std::integral_constant<int, count>{});
    });
  }

  /// One row: its entries along the last axis.
  template <class V>
  [[gnu::always_inline]] static constexpr void row(T const* const* x, T* const* y, indices const& at,
                                                   V* partial) {
    auto const run = [&](T const* const* from, T const* still, T* const* to) __attribute__((always_inline)) {
      if constexpr (std::is_same_v<V, T> && !has_lanes<T> && n <= longest_in_registers) {
        each_constant<n>([&](auto i) __attribute__((always_inline)) {
          entries<V, 1>(from, still, to, i, partial + (inside() > 0 ? i % parts : 0));
        });
      } else if constexpr (std::is_same_v<V, T>) {
        for (int i = 0; i < n; ++i)
          entries<V, 1>(from, still, to, i, partial + (inside() > 0 ? i % parts : 0));
      } else {
        run_row_in_lanes<loop_code, V>(from, still, to, partial);
      }
    };
    in_row(x, y, at, run);
  }

  template <int Axis, class V, int... R>
  [[gnu::always_inline]] static constexpr void begin_reductions(V* partial,
                                                                std::integer_sequence<int, R...>) {
    constexpr int each = std::is_same_v<V, T> ? parts : parts / width;
    [[maybe_unused]] auto const begin = [&](auto r) __attribute__((always_inline)) {
      if constexpr (runs_inside(r) && begins_at(r) == Axis)
        for (int part = 0; part < each; ++part)
          partial[subscript<place_of(r)> * each + part] = fill<V>(neutral<r>());
    };
    (begin(std::integral_constant<int, R>{}), ...);
  }
  template <int Axis, class V, int... R>
  [[gnu::always_inline]] static constexpr void end_reductions(V const* partial, T* const* y,
                                                              indices const& at,
                                                              std::integer_sequence<int, R...>) {
    constexpr int each = std::is_same_v<V, T> ? parts : parts / width;
    [[maybe_unused]] auto const end = [&](auto r) __attribute__((always_inline)) {
      if constexpr (runs_inside(r) && begins_at(r) == Axis) {
        V const total = folded<reduction<r>, each>(partial + subscript<place_of(r)> * each);
        T& to = y[stores + r][reduction_offset<r>(at, up_to<Axis>{})];
        if constexpr (std::is_same_v<V, T>) to = total;
        else to = folded_lanes<reduction<r>>(total);
      }
    };
    (end(std::integral_constant<int, R>{}), ...);
  }
  template <int Axis, class V>
  [[gnu::always_inline]] static constexpr void nest(T const* const* x, T* const* y, indices at, V* partial) {
    begin_reductions<Axis>(partial, up_to<reductions>{});
    if constexpr (Axis == rank - 1) {
      row<V>(x, y, at, partial);
    } else if constexpr (Axis == rank - 2 && goes_down() && !std::is_same_v<V, T>) {
      run_down_columns<loop_code, V>(x, y, at);
    } else {
      for (int i = 0; i < subscript<kind.extent[Axis]>; ++i) {
        at.i[Axis] = i;
        nest<Axis + 1, V>(x, y, at, partial);
      }
    }
    end_reductions<Axis>(partial, y, at, up_to<reductions>{});
  }

  static constexpr int size_of_result(int s) {
    int size = 1;
    for (int axis = 0; axis < rank; ++axis)
      if (reduction_at[s].stride[axis] != 0) size *= kind.extent[axis];
    return size;
  }
  template <class V>
  [[gnu::always_inline]] static constexpr void run_as(T const* const* x, T* const* y) {
    constexpr int each = std::is_same_v<V, T> ? parts : parts / width;
    fixed<V, inside() * each> partial;
    each_constant<reductions>([&](auto s) __attribute__((always_inline)) {
      if constexpr (constexpr int size = size_of_result(s); !runs_inside(s))
        for (int i = 0; i < size; ++i) y[stores + s][i] = fill<T>(neutral<s>());
    });
    if constexpr (rows_held() == 0 || std::is_same_v<V, T>) {
      nest<0, V>(x, y, indices{}, partial);
    } else {
      fixed<T, rows_held() * n> held;
      fixed<T const*, loads> from;
      each_constant<loads>([&](auto l) __attribute__((always_inline)) {
        T const* row = x[l];
        if constexpr (is_one_row(l)) {
          constexpr int held_before = n * rows_before(l);
          T* const copy = held + held_before;
          each_vector_of<n>(0, [&](int i, auto, auto count) __attribute__((always_inline)) {
            store_part<count>(copy + i, load_part<V, count>(row + i));
          });
          row = copy;
        }
        from[l] = row;
      });
      nest<0, V>(from, y, indices{}, partial);
    }
  }
};

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
