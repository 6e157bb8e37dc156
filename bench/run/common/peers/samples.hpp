// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <formula.hpp>
#include "../contender.hpp"

/// f(numbers in, values out, where), where `where(row, variable)` is the place of a derivative: once, or for
/// each of the samples of an input that has them in `all`.
template <class Input, class Output, class F>
void each_sample(Input const& in, Output& out, F f) {
  if constexpr (requires { in.all; })
    for (int i = 0; i < int(sizeof in.all / sizeof in.all[0]); ++i)
      f(in.all[i], reinterpret_cast<double*>(&out.all[i]),
        [&](int r, int v) -> double& { return entry(out.all[i], r, v); });
  else {
    auto* const to = reinterpret_cast<double*>(&out);
    f(in, to, [&](int r, int v) -> double& { return to[Output::values + r * Input::variables + v]; });
  }
}
