// SPDX-License-Identifier: BSL-1.0
#include <Eigen/Core>
#include <formula.hpp>
#include <unsupported/Eigen/AutoDiff>

using number = Eigen::AutoDiffScalar<Eigen::Matrix<double, input::variables, 1>>;
static void seed(number& x, double value, int i) { x = number(value, input::variables, i); }
static double value_of(number const& y) { return y.value(); }
static double derivative_of(number const& y, int i) { return y.derivatives()[i]; }

#include "forward.hpp"
static contender const eigen = entrant<forward<number>>("eigen", allocates);
