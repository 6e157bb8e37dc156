// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/lane.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

/// The lesser or the greater of two numbers, x if they are equal, and NaN if one is: in vectors one
/// instruction of the machine, which answers x beside a NaN, and a test of y.
template <bool Least, Lane V>
[[gnu::always_inline]] inline constexpr V extreme(V x, V y) {
  if constexpr (!is_scalar<V>) return select(y != y, y, Least ? minimum(y, x) : maximum(y, x));
  else if constexpr (Least) return select((y < x) | (y != y), y, x);
  else return select((x < y) | (y != y), y, x);
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
