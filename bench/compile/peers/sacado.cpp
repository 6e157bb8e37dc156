// SPDX-License-Identifier: BSL-1.0
// Sacado's SFad: forward mode in fixed-size arrays, by expression templates.
#include <Sacado_No_Kokkos.hpp>
#include "questions.hpp"

#ifdef BLOCK
void measured(double const* at, double* to) {
  using number = Sacado::Fad::SFad<double, inputs>;
  number x[inputs], y[outputs];
  for (int i = 0; i < inputs; ++i) x[i] = number(inputs, i, at[i]);
  question(x, y);
  for (int k = 0; k < outputs; ++k)
    for (int i = 0; i < inputs; ++i) to[k * inputs + i] = y[k].dx(i);
}
#endif
