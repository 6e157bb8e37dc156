// SPDX-License-Identifier: BSL-1.0
#include "sacado.hpp"
#include <formula.hpp>

using number = Sacado::Fad::SFad<double, input::variables>;
static void seed(number& x, double value, int i) { x = number(input::variables, i, value); }
static double value_of(number const& y) { return y.val(); }
static double derivative_of(number const& y, int i) { return y.dx(i); }

#include "forward.hpp"
static contender const sfad = entrant<forward<number>>("sacado", allocates);
