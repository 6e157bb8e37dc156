// SPDX-License-Identifier: BSL-1.0
// Eigen's AutoDiffScalar: forward mode in dense vectors.
#include <Eigen/Core>
#include <unsupported/Eigen/AutoDiff>
#include "questions.hpp"

#ifdef BLOCK
template <int N>
using number = Eigen::AutoDiffScalar<Eigen::Matrix<double, N, 1>>;
void measured(double const* at, double* to) {
  number<inputs> x[inputs], y[outputs];
  for (int i = 0; i < inputs; ++i) x[i] = number<inputs>(at[i], inputs, i);
  question(x, y);
  for (int k = 0; k < outputs; ++k)
    for (int i = 0; i < inputs; ++i) to[k * inputs + i] = y[k].derivatives()[i];
}
#endif
