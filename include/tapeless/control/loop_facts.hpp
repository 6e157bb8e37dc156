// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/analysis/analysis.hpp>
#include <tapeless/control/parameters.hpp>

namespace tapeless::core {

/// What all loops of N steps say of themselves. Loop has `of_step`, what a pass asks of a step, and
/// `run_one`, the loop over one sample.
template <class Loop, int N>
struct loop_facts {
  static constexpr long long flops(call const& all) {
    return vectors_in(all.y) * N * Loop::of_step([](auto const& list) { return flops_over(list); });
  }
  static constexpr long long transcendentals(call const& all) {
    return vectors_in(all.y) * N * Loop::of_step([](auto const& list) { return transcendentals_over(list); });
  }
  static constexpr int smoothness(varied const&) {
    return Loop::of_step([](auto const& list) { return order_of(list); });
  }
  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const& all, T* y, T const* a, T const* b, T const* c) {
    for (int i = 0; i < vectors_in(all.y); ++i)
      Loop::run_one(y + i * last_extent(all.y), vector_at(a, all.x[0], i), vector_at(b, all.x[1], i),
                    vector_at(c, all.x[2], i));
  }
};

}  // namespace tapeless::core
