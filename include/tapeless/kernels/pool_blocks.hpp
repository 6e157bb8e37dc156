// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/pool.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Blocks of `height` rows and `width` columns side by side: `down` × `across` of them on each of some lines,
/// whose entries are `after` numbers.
struct block_shape {
  int lines = 1, down = 1, across = 1, after = 1, height = 1, width = 1;
  constexpr int row() const { return across * width * after; }
  constexpr int entries() const { return height * width; }
  /// How far entry j of a block is from its first, row by row.
  constexpr int entry(int j) const { return j / width * row() + j % width * after; }
};

/// The first greatest of a block's entries, in lanes: act(best, which of them it is).
template <block_shape P, class V, int Count, class T>
[[gnu::always_inline]] inline constexpr void find_greatest(T const* x, auto act) {
  V best = load_part<V, Count>(x), place{};
  each_constant<P.entries() - 1>([&](auto j) __attribute__((always_inline)) {
    V const next = load_part<V, Count>(x + P.entry(j + 1));
    auto const stays = stays_before(best, next);
    best = select(stays, best, next);
    place = select(stays, place, fill<V>(T(j + 1)));
  });
  act(best, place);
}
/// Calls act(from, to, count) for vectors of every block: where their numbers lie among the lines, and where
/// in the result.
template <block_shape P, int W>
[[gnu::always_inline]] inline constexpr void each_block(auto act) {
  for (int row = 0; row < P.lines * P.down; ++row)
    for (int i = 0; i < P.across; ++i) {
      int const from = row * P.height * P.row() + i * P.width * P.after, to = (row * P.across + i) * P.after;
      each_vector<P.after, W>([&](int a, auto count)
                                  __attribute__((always_inline)) { act(from + a, to + a, count); });
    }
}
/// The greatest entry of each block. NaN wins.
template <block_shape P, class T>
[[gnu::always_inline]] inline constexpr void greatest_of_blocks(T* y, T const* x) {
  constexpr int W = width_for<T>(P.after);
  using V = vec<T, W>;
  each_block<P, W>([&](int from, int to, auto count) __attribute__((always_inline)) {
    find_greatest<P, V, count>(x + from, [&](V const& best, V const&) __attribute__((always_inline)) {
      store_part<count>(y + to, best);
    });
  });
}
/// g at the first greatest entry of each block, zero elsewhere.
template <block_shape P, class T>
[[gnu::always_inline]] inline constexpr void put_in_blocks(T* y, T const* x, T const* g) {
  constexpr int W = width_for<T>(P.after);
  using V = vec<T, W>;
  each_block<P, W>([&](int from, int of, auto count) __attribute__((always_inline)) {
    V const here = load_part<V, count>(g + of);
    find_greatest<P, V, count>(x + from, [&](V const&, V const& place) __attribute__((always_inline)) {
      each_constant<P.entries()>([&](auto j) __attribute__((always_inline)) {
        store_part<count>(y + from + P.entry(j), select(place == T(j), here, V{}));
      });
    });
  });
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
