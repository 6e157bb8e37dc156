// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/lanes.hpp>

namespace tapeless {

/// Entries as integers in the order of a selection: greater comes first. Zeros are equal, every NaN is above
/// infinity; for the least first, all bits are turned.
template <bool Smallest, class V>
[[gnu::always_inline]] inline constexpr auto selection_key(V x) {
  using Key = vec<std::conditional_t<sizeof(scalar_of<V>) == 8, std::int64_t, std::int32_t>, width_of<V>>;
  constexpr int sign = 8 * int(sizeof(scalar_of<V>)) - 1;
  V const canonical = select(x == x, x + scalar_of<V>(0), fill<V>(math::not_a_number<scalar_of<V>>));
  Key const k = __builtin_bit_cast(Key, canonical);
  Key const ordered = k ^ __builtin_bit_cast(Key, __builtin_bit_cast(bits_of<V>, k >> sign) >> 1);
  return Smallest ? ~ordered : ordered;
}

/// The columns of the first k of N entries after `skip` of them; of equal ones the earlier first. Each round
/// finds the greatest key, then the first column that has it, and takes it away.
template <bool Smallest, int N, class T>
[[gnu::always_inline]] inline void first_columns(T* column, T const* x, int skip, int k) {
  constexpr int W = width_for<T>(N), vectors = (N + W - 1) / W, left = N - (vectors - 1) * W;
  using V = vec<T, W>;
  using Key = decltype(selection_key<Smallest>(V{}));
  using Whole = scalar_of<Key>;
  constexpr Whole lowest = std::numeric_limits<Whole>::min();
  constexpr auto lanes = std::make_integer_sequence<int, W>{};
  Key const lane = []<int... L>(std::integer_sequence<int, L...>) { return Key{L...}; }
  (lanes);
  Key keys[unsigned(vectors)];
  for (int v = 0; v + 1 < vectors; ++v) keys[v] = selection_key<Smallest>(load<V>(x + v * W));
  Key const last = selection_key<Smallest>(load_part<V, left>(x + (vectors - 1) * W));
  keys[vectors - 1] = lane < Whole(left) ? last : fill<Key>(lowest);
  for (int row = -skip; row < k; ++row) {
    Key most = keys[0];
    for (int v = 1; v < vectors; ++v) most = keys[v] > most ? keys[v] : most;
    Whole greatest = most[0];
    for (int l = 1; l < W; ++l) greatest = most[l] > greatest ? most[l] : greatest;
    Key first = fill<Key>(Whole(N));
    for (int v = vectors; v-- > 0;) first = keys[v] == greatest ? lane + Whole(v * W) : first;
    Whole best = first[0];
    for (int l = 1; l < W; ++l) best = first[l] < best ? first[l] : best;
    reinterpret_cast<Whole*>(keys)[best] = lowest;
    if (row >= 0) column[row] = static_cast<T>(best);
  }
}

}  // namespace tapeless
