// SPDX-License-Identifier: BSL-1.0
#include <ceres/jet.h>
#include "inputs.hpp"

using number = ceres::Jet<double, 6>;
static void seed(number& x, double value, int i) { x = number(value, i); }
static double value_of(number const& y) { return y.a; }
static double derivative_of(number const& y, int i) { return y.v[i]; }

#include "step.hpp"
static contender const jet = entrant<forward<number>>("ceres", allocates);
