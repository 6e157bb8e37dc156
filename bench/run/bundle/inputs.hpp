// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include "../common/random.hpp"

// ADBench's reprojection error w (projection(camera, X) - seen) with its 2 x 15 Jacobian, of each
// observation. A camera is rotation vector r[3], centre C[3], focal length f, principal point x0[2],
// distortion k[2].
inline constexpr int observations = OBSERVATIONS;
struct observation {
  double camera[11], X[3], w, seen[2];
};
struct errors {
  double error[2], camera[2 * 11], X[2 * 3], w[2];
};
struct input {
  static constexpr int variables = 15;
  static constexpr bool branches = false;
  observation all[observations];
};
struct output {
  static constexpr std::size_t count = 32 * observations;
  static constexpr int values = 2;
  errors all[observations];
};
inline void fill(input& in, std::mt19937_64& random) {
  for (observation& o : in.all) {
    uniform(o.camera, random), uniform(o.X, random), uniform(o.seen, random, 0.5);
    o.X[2] += 4, o.w = 0.7 + 0.1 * o.X[0];
    o.camera[6] = 1.5 + 0.2 * o.camera[6], o.camera[9] *= 0.1, o.camera[10] *= 0.01;
    for (int i = 0; i < 3; ++i) o.camera[i] *= 0.4;
  }
}
/// Where ∂error[row]/∂variable stands.
inline double& entry(errors& e, int row, int variable) {
  return variable < 11   ? e.camera[11 * row + variable]
         : variable < 14 ? e.X[3 * row + variable - 11]
                         : e.w[row];
}
