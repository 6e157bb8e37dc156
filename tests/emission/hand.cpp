// SPDX-License-Identifier: BSL-1.0
// The gradient of the two greatest of W x, squared and added, by hand: of three entries, all but the least.
struct gradients {
  double W[3][3], x[3];
};
gradients by_hand(double const (&W)[3][3], double const (&x)[3]) {
  double y[3], g[3];
  for (int i = 0; i < 3; ++i) y[i] = W[i][0] * x[0] + W[i][1] * x[1] + W[i][2] * x[2];
  int least = y[1] <= y[0] ? 1 : 0;
  if (y[2] <= y[least]) least = 2;
  for (int i = 0; i < 3; ++i) g[i] = i == least ? 0 : 2 * y[i];
  gradients d;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) d.W[i][j] = g[i] * x[j];
  for (int j = 0; j < 3; ++j) d.x[j] = W[0][j] * g[0] + W[1][j] * g[1] + W[2][j] * g[2];
  return d;
}
