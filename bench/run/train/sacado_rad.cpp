// SPDX-License-Identifier: BSL-1.0
#include "../common/peers/sacado.hpp"
#include "../common/contender.hpp"
#include "adam.hpp"
#include "formula.hpp"

using number = Sacado::Rad::ADvar<double>;
static void compute(input const& in, output& out) {
  auto const* const from = reinterpret_cast<double const*>(&in.p);
  number p[parameter_count];
  parameters gradient;
  for (int i = 0; i < parameter_count; ++i) p[i] = from[i];
  number const loss = loss_of(p, in);
  number::Gradcomp();
  out.loss = loss.val();
  auto* const g = reinterpret_cast<double*>(&gradient);
  for (int i = 0; i < parameter_count; ++i) g[i] = p[i].adj();
  adam(in, gradient, out);
}
static contender const rad = entrant<compute>("sacado_rad", allocates);
