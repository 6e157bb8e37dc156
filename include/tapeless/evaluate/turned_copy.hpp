// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/loops.hpp>
#include <tapeless/kernels/turned_copy.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// The code of a loop that does nothing but copy matrices which lie transposed.
template <auto const& Plan, int K, class T>
struct copy_of_turned : loop_code<Plan, K, T> {
  using code = loop_code<Plan, K, T>;
  using code::kind, code::rank, code::load_at;

  static constexpr bool pays() {
    if (kind.loads.count != 1 || kind.stores.count != 1 || kind.steps.count > 0 ||
        kind.reductions.count > 0 || Plan.stores[kind.stores.first] != 0)
      return false;
    if constexpr (rank < 2) return false;
    else
      return load_at[0].stride[rank - 2] == 1 && load_at[0].stride[rank - 1] > 1 &&
             square_side<T>(kind.extent[rank - 2], kind.extent[rank - 1]) > 1;
  }
  template <int Axis = 0>
  [[gnu::always_inline]] static constexpr void run(T const* x, T* y) {
    constexpr int n = kind.extent[Axis];
    if constexpr (Axis == rank - 2) {
      copy_turned<n, kind.extent[rank - 1], load_at[0].stride[rank - 1]>(y, x);
    } else {
      constexpr int inside = kind.size_from(Axis + 1), apart = load_at[0].stride[Axis];
      for (int i = 0; i < n; ++i) run<Axis + 1>(x + i * apart, y + i * inside);
    }
  }
};

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
