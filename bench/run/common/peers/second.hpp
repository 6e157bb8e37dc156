// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <formula.hpp>
#include "../contender.hpp"

/// Value, gradient and Hessian of formula(x, y) by numbers whose derivatives carry derivatives, sample by
/// sample.
///     seed(number, value, i)      value_of(y), slope_of(y, i), curvature_of(y, i, j)
template <class Number>
void second(input const& in, output& out) {
  constexpr int n = input::variables;
  for (int s = 0; s < input::samples; ++s) {
    Number x[n], y;
    for (int i = 0; i < n; ++i) seed(x[i], in.at(i, s), i);
    formula(x, &y);
    out.value(s) = value_of(y);
    for (int i = 0; i < n; ++i) {
      out.slope(i, s) = slope_of(y, i);
      for (int j = 0; j <= i; ++j) out.curvature(i, j, s) = out.curvature(j, i, s) = curvature_of(y, i, j);
    }
  }
}
