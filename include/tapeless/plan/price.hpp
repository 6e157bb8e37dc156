// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/power.hpp>

namespace tapeless::core {

/// What one entry of an elementwise op costs, in additions: about what it takes on current processors.
constexpr long long price_of_entry(term t) {
  if (is<divide_op>(t)) return 4;
  if (is<power_op>(t)) return 3;
  return t->arity == 1 && !is<negate_op>(t) && !is<square_op>(t) ? 16 : 1;
}

}  // namespace tapeless::core
