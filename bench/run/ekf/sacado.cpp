// SPDX-License-Identifier: BSL-1.0
#include "../common/peers/sacado.hpp"
#include "inputs.hpp"

using number = Sacado::Fad::SFad<double, 6>;
static void seed(number& x, double value, int i) { x = number(6, i, value); }
static double value_of(number const& y) { return y.val(); }
static double derivative_of(number const& y, int i) { return y.dx(i); }

#include "step.hpp"
static contender const sfad = entrant<forward<number>>("sacado", allocates);
