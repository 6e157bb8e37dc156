// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/formulas.hpp>
#include <tapeless/plan/program.hpp>

namespace tapeless::core {

/// Which code a formula becomes is decided by counting: one of few scalar operations is written out entry by
/// entry and runs in registers, a larger one runs as loops over tensors. as_loops(f) and as_scalars(f) decide
/// otherwise, for all formulas that are evaluated together:
///     evaluate(as_loops(gradient(loss, W)), W = w, x = v)
/// The value is the same up to rounding. An op that cannot be written out, such as scan, stays a loop.
template <Expression F>
constexpr applied<code_call<code::loops>, F> as_loops(F) {
  return {};
}
template <class... Keys, Expression... Fs>
constexpr formulas_of<labelled<Keys, applied<code_call<code::loops>, Fs>>...> as_loops(
    formulas_of<labelled<Keys, Fs>...>) {
  return {};
}
template <Expression F>
constexpr applied<code_call<code::scalars>, F> as_scalars(F) {
  return {};
}
template <class... Keys, Expression... Fs>
constexpr formulas_of<labelled<Keys, applied<code_call<code::scalars>, Fs>>...> as_scalars(
    formulas_of<labelled<Keys, Fs>...>) {
  return {};
}

}  // namespace tapeless::core
namespace tapeless {
using core::as_loops, core::as_scalars;
}  // namespace tapeless
