// SPDX-License-Identifier: BSL-1.0
#include <Eigen/Core>
#include <formula.hpp>
#include <unsupported/Eigen/AutoDiff>

using inner = Eigen::AutoDiffScalar<Eigen::Matrix<double, input::variables, 1>>;
using number = Eigen::AutoDiffScalar<Eigen::Matrix<inner, input::variables, 1>>;
static void seed(number& x, double value, int i) {
  x.value() = inner(value, input::variables, i);
  for (int j = 0; j < input::variables; ++j) {
    x.derivatives()[j] = inner(i == j ? 1.0 : 0.0);
    x.derivatives()[j].derivatives().setZero();
  }
}
static double value_of(number const& y) { return y.value().value(); }
static double slope_of(number const& y, int i) { return y.value().derivatives()[i]; }
static double curvature_of(number const& y, int i, int j) { return y.derivatives()[i].derivatives()[j]; }
namespace Eigen {
/// Not among Eigen's functions for these numbers.
static inner slope_of_erf(inner const& x) { return M_2_SQRTPI * exp(-1.0 * x * x); }
[[maybe_unused]] static inner erf(inner const& x) {
  return inner(std::erf(x.value()), slope_of_erf(x).value() * x.derivatives());
}
[[maybe_unused]] static number erf(number const& x) {
  number y(erf(x.value()));
  for (int i = 0; i < input::variables; ++i)
    y.derivatives()[i] = slope_of_erf(x.value()) * x.derivatives()[i];
  return y;
}
}  // namespace Eigen

#include "second.hpp"
static contender const eigen = entrant<second<number>>("eigen", allocates);
