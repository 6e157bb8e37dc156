// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <formula.hpp>
#include "../contender.hpp"

/// How every forward-mode peer is driven: its number type carries all derivatives at once.
///     seed(number, value, i): variable i      value_of(y), derivative_of(y, i)
template <class Number>
void forward(input const& in, output& out) {
  auto const* from = reinterpret_cast<double const*>(&in);
  Number x[input::variables], y[output::values];
  for (int i = 0; i < input::variables; ++i) seed(x[i], from[i], i);
  formula(x, from + input::variables, y);
  auto* to = reinterpret_cast<double*>(&out);
  for (int r = 0; r < output::values; ++r) *to++ = value_of(y[r]);
  for (int r = 0; r < output::values; ++r)
    for (int i = 0; i < input::variables; ++i) *to++ = derivative_of(y[r], i);
}
