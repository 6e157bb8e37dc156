// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/formulas.hpp>
#include <tapeless/plan/factor.hpp>
#include <tapeless/plan/reciprocal.hpp>
#include <tapeless/plan/reuse.hpp>

namespace tapeless {

struct fast_call {
  static constexpr std::string_view name = "fast";
  static constexpr int growth = 2;
  constexpr term operator()(term f) const {
    if (f.owner->problem()) return f;
    reused_values reuse(f);
    f = rewritten(f, reuse);
    factoring factor(f);
    f = rewritten(f, factor);
    reciprocals one_each(f);
    return rewritten(f, one_each);
  }
};
/// The same formula with less work: equal in exact arithmetic, not in the last bits, nor where an operand is
/// infinite or a step overflows. Evaluation alone never does this; so it is said, for one formula or several:
///     evaluate(fast(gradient(loss, W)), W = w, x = v)
/// Shared factors are taken out of sums, polynomials follow Horner's scheme, quotients by one denominator
/// share its reciprocal, and the slopes of tanh and sigmoid come from their values, so that in the tails they
/// are accurate to an ulp of 1 rather than of themselves. Each is done where it counts fewer operations.
template <Expression F>
constexpr applied<fast_call, F> fast(F) {
  return {};
}
template <class... Keys, Expression... Fs>
constexpr formulas_of<labelled<Keys, applied<fast_call, Fs>>...> fast(formulas_of<labelled<Keys, Fs>...>) {
  return {};
}

}  // namespace tapeless
