// SPDX-License-Identifier: BSL-1.0
#include <Eigen/Core>
#include <unsupported/Eigen/AutoDiff>
#include "inputs.hpp"

using number = Eigen::AutoDiffScalar<Eigen::Matrix<double, 6, 1>>;
static void seed(number& x, double value, int i) { x = number(value, 6, i); }
static double value_of(number const& y) { return y.value(); }
static double derivative_of(number const& y, int i) { return y.derivatives()[i]; }

#include "step.hpp"
static contender const eigen = entrant<forward<number>>("eigen", allocates);
