// SPDX-License-Identifier: BSL-1.0
// Sacado's reverse mode, for scalar formulas.
#include <formula.hpp>
#include "../contender.hpp"
#include "sacado.hpp"

using number = Sacado::Rad::ADvar<double>;
static void reverse(input const& in, output& out) {
  static_assert(output::values == 1);
  auto const* from = reinterpret_cast<double const*>(&in);
  number x[input::variables], y;
  for (int i = 0; i < input::variables; ++i) x[i] = from[i];
  formula(x, from + input::variables, &y);
  number::Gradcomp();
  auto* to = reinterpret_cast<double*>(&out);
  *to++ = y.val();
  for (number& v : x) *to++ = v.adj();
}
static contender const rad = entrant<reverse>("sacado_rad", allocates);
