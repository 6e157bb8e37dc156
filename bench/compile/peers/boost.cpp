// SPDX-License-Identifier: BSL-1.0
// Boost.Math's autodiff: forward mode, one variable a sweep, which is what it is for.
#include <boost/math/differentiation/autodiff.hpp>
#include "questions.hpp"

#ifdef BLOCK
void measured(double const* at, double* to) {
  using number = boost::math::differentiation::autodiff_fvar<double, 1>;
  number x[inputs], y[outputs];
  for (int by = 0; by < inputs; ++by) {
    for (int i = 0; i < inputs; ++i)
      x[i] = i == by ? boost::math::differentiation::make_fvar<double, 1>(at[i]) : number(at[i]);
    question(x, y);
    for (int k = 0; k < outputs; ++k) to[k * inputs + by] = y[k].derivative(1);
  }
}
#endif
