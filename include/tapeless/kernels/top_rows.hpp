// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/product.hpp>
#include <tapeless/kernels/top.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// Whether the first `Rounds` of N entries are found for many rows at a time, one in each lane: where that
/// takes fewer operations than row by row.
template <class T, int N, int Rounds>
inline constexpr bool finds_in_rows =
    native_width<T> > 1 && Rounds <= 8 && N * (6 + 5 * Rounds) <= native_width<T> * 60 * Rounds;

/// The first `Rounds` columns of as many rows of N entries as a vector has lanes, without the first `Skip` of
/// them: an entry is put in its place among those found before, behind equal ones.
template <bool Smallest, int N, int Skip, int Rounds, class T>
[[gnu::always_inline]] inline void first_columns_of_rows(T* column, T const* x) {
  constexpr int W = native_width<T>;
  using V = vec<T, W>;
  using Key = decltype(selection_key<Smallest>(V{}));
  fixed<Key, Rounds> best;
  fixed<V, Rounds> at;
  each_constant<Rounds>([&](auto r) __attribute__((always_inline)) {
    best[r] = fill<Key>(limits<scalar_of<Key>>::min());
    at[r] = V{};
  });
  constexpr bool turns = N % W == 0;
  alignas(64) fixed<T, (turns ? N * W : 1)> turned;
  if constexpr (turns)
    for (int i = 0; i < N; i += W) transpose_square<W>(x + i, N, &turned[0] + i * W, W);
  for (int i = 0; i < N; ++i) {
    V entries;
    if constexpr (turns) entries = load<V>(&turned[0] + i * W);
    else entries = load_apart<V, W, N>(x + i);
    Key key = selection_key<Smallest>(entries);
    V here = fill<V>(static_cast<T>(i));
    Key moved{};  // -1 where it has found its place: those behind move on
    each_constant<Rounds>([&](auto r) __attribute__((always_inline)) {
      Key const first = moved | (key > best[r]);
      Key const key_behind = first ? best[r] : key;
      V const behind = select(first, at[r], here);
      best[r] = first ? key : best[r];
      at[r] = select(first, here, at[r]);
      key = key_behind, here = behind, moved = first;
    });
  }
  fixed<T, W> one;
  each_constant<Rounds - Skip>([&](auto r) __attribute__((always_inline)) {
    store(&one[0], at[r + Skip]);
    for (int l = 0; l < W; ++l) column[l * (Rounds - Skip) + r] = one[l];
  });
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
