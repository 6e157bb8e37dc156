// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/evaluate.hpp>

namespace tapeless {

/// How many operations an evaluation runs, one after another: scalar ones where the formula is written out
/// over single entries, kernels over tensors elsewhere. A constant.
template <Evaluable X>
constexpr int steps(X) {
  return entries_of<X>::program::steps();
}

/// The memory, in bytes, that an evaluation needs beside its variables and results. A constant; 0 for a small
/// formula, which is written out and lives in registers.
template <class T = double, Evaluable X>
constexpr std::size_t workspace_bytes(X) {
  return std::size_t(entries_of<X>::program::workspace()) * sizeof(T);
}

}  // namespace tapeless
