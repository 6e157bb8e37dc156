// SPDX-License-Identifier: BSL-1.0
// Samples by the threads of OpenMP; one thread where a program is compiled without it (-fopenmp).
#pragma once
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // as in tapeless.hpp
#endif
#include <tapeless/evaluate/sum_each.hpp>
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif

namespace tapeless::core {

struct openmp_executor {
  void operator()(std::size_t count, auto const& act) const {
#if defined _OPENMP
#pragma omp parallel for schedule(dynamic)
#endif
    for (std::size_t i = 0; i < count; ++i) act(i);
  }
};
/// sum_each(in_threads, f, ...), evaluate_each(in_threads, f, into(ys), ...): chunks of samples by the
/// threads of a parallel for.
inline constexpr openmp_executor in_threads{};

}  // namespace tapeless::core
namespace tapeless {
using core::in_threads;
}  // namespace tapeless
