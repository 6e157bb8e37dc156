// SPDX-License-Identifier: BSL-1.0
// Samples by the parallel algorithms of the standard library. With libstdc++ a program links TBB (-ltbb)
// where that is installed; without it they run in one thread.
#pragma once
#include <algorithm>
#include <execution>
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // as in tapeless.hpp
#endif
#include <tapeless/evaluate/sum_each.hpp>
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
#include <vector>

namespace tapeless::core {

struct parallel_executor {
  void operator()(std::size_t count, auto const& act) const {
    std::vector<std::size_t> all(count);
    for (std::size_t i = 0; i < count; ++i) all[i] = i;
    std::for_each(std::execution::par, all.begin(), all.end(), act);
  }
};
/// sum_each(in_parallel, f, ...), evaluate_each(in_parallel, f, into(ys), ...): chunks of samples by
/// std::for_each(std::execution::par, ...).
inline constexpr parallel_executor in_parallel{};

}  // namespace tapeless::core
namespace tapeless {
using core::in_parallel;
}  // namespace tapeless
