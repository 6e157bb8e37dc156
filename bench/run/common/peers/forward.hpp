// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "samples.hpp"

/// How every forward-mode peer is driven: its number type carries all derivatives at once.
///     seed(number, value, i): variable i      value_of(y), derivative_of(y, i)
template <class Number>
void forward(input const& in, output& out) {
  each_sample(in, out, [](auto const& sample, double* to, auto where) {
    auto const* const from = reinterpret_cast<double const*>(&sample);
    Number x[input::variables], y[output::values];
    for (int i = 0; i < input::variables; ++i) seed(x[i], from[i], i);
    formula(x, from + input::variables, y);
    for (int r = 0; r < output::values; ++r) {
      to[r] = value_of(y[r]);
      for (int i = 0; i < input::variables; ++i) where(r, i) = derivative_of(y[r], i);
    }
  });
}
