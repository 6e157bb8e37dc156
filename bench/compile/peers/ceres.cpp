// SPDX-License-Identifier: BSL-1.0
// ceres::Jet: forward mode in fixed-size vectors.
#include <ceres/jet.h>
#include "questions.hpp"

#ifdef BLOCK
void measured(double const* at, double* to) {
  using number = ceres::Jet<double, inputs>;
  number x[inputs], y[outputs];
  for (int i = 0; i < inputs; ++i) x[i] = number(at[i], i);
  question(x, y);
  for (int k = 0; k < outputs; ++k)
    for (int i = 0; i < inputs; ++i) to[k * inputs + i] = y[k].v[i];
}
#endif
