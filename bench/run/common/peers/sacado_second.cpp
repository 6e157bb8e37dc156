// SPDX-License-Identifier: BSL-1.0
#include <formula.hpp>
#include "sacado.hpp"

using inner = Sacado::Fad::SFad<double, input::variables>;
using number = Sacado::Fad::SFad<inner, input::variables>;
static void seed(number& x, double value, int i) {
  x = number(input::variables, i, inner(input::variables, i, value));
}
static double value_of(number const& y) { return y.val().val(); }
static double slope_of(number const& y, int i) { return y.val().dx(i); }
static double curvature_of(number const& y, int i, int j) { return y.dx(i).dx(j); }

#include "second.hpp"
static contender const sfad = entrant<second<number>>("sacado", allocates);
