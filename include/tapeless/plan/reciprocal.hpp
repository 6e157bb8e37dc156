// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/reduce.hpp>
#include <tapeless/plan/rewrite.hpp>

namespace tapeless::core {

/// One reciprocal for all quotients with one denominator: x / y, z / y → x r, z r with r = 1 / y. Of a
/// repeated denominator, the reciprocal is repeated; of a constant it is one.
class reciprocals {
  sequence<int> quotients_;  ///< by denominator, below its repetitions: entries that are divided by it

  static constexpr term unrepeated(term y) {
    while (is<broadcast_op>(y) || is<reshape_op>(y)) y = y.operand(0);
    return y;
  }
  /// 1 / y, repeated like y.
  static constexpr term inverse(term y) {
    if (is<broadcast_op>(y)) return broadcast_along(inverse(y.operand(0)), y.shape());
    if (is<reshape_op>(y)) return reshape_op{}(inverse(y.operand(0)), y.shape());
    return divide_op{}(constant(*y.owner, 1, y.shape()), y);
  }

public:
  constexpr explicit reciprocals(results_of const& results) : quotients_(results.last() + 1, 0) {
    usage const needed(results);
    for (int id = 0; id < quotients_.count; ++id)
      if (term const t(&results.owner, id); needed.uses[id] > 0 && is<divide_op>(t))
        quotients_[unrepeated(t.operand(1)).id] += t.shape().size();
  }
  constexpr term operator()(term t, term const* x, term const*) const {
    if (!is<divide_op>(t) || is_constant(x[0], 1)) return {};
    if (is_constant(x[1]))  // the quotient 1 / c stays one, as equality needs it; compilers fold it
      return multiply_op{}(x[0], entrywise<divide_op>(constant(*t.owner, 1, x[1].shape()), x[1]));
    term const y = unrepeated(t.operand(1));
    if (quotients_[y.id] <= y.shape().size()) return {};
    return multiply_op{}(x[0], inverse(x[1]));
  }
};

}  // namespace tapeless::core
