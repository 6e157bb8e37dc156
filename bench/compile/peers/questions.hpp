// SPDX-License-Identifier: BSL-1.0
// The questions as their peers are asked: functions of a scalar type, with loops as their manuals write them.
#pragma once
#include <cmath>

#if defined QUESTION_chain
constexpr int inputs = 1, outputs = 1;
template <class T>
void question(T const* x, T* y) {
  using std::sin;
  T f = x[0];
  for (int i = 0; i < SIZE; ++i) f = sin(f);
  y[0] = f;
}
#elif defined QUESTION_mlp
constexpr int inputs = 64 * SIZE + 8, outputs = 1;
template <class T>
void question(T const* x, T* y) {
  using std::tanh;
  T h[8], next[8];
  for (int i = 0; i < 8; ++i) h[i] = x[64 * SIZE + i];
  for (int layer = 0; layer < SIZE; ++layer) {
    for (int i = 0; i < 8; ++i) {
      T total = x[64 * layer + 8 * i] * h[0];
      for (int j = 1; j < 8; ++j) total = total + x[64 * layer + 8 * i + j] * h[j];
      next[i] = tanh(total);
    }
    for (int i = 0; i < 8; ++i) h[i] = next[i];
  }
  y[0] = h[0] * h[0];
  for (int i = 1; i < 8; ++i) y[0] = y[0] + h[i] * h[i];
}
#elif defined QUESTION_bundle
constexpr int inputs = 14, outputs = 2;  // rotation vector, centre, focal, principal, distortion, point
template <class T>
void question(T const* c, T* y) {
  using std::cos;
  using std::sin;
  using std::sqrt;
  T v[3], turned[3];
  for (int i = 0; i < 3; ++i) v[i] = c[11 + i] - c[3 + i];
  T angle = sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]);
  T s = sin(angle) / angle, k = (1.0 - cos(angle)) / (angle * angle);
  T dot = c[0] * v[0] + c[1] * v[1] + c[2] * v[2];
  T co = cos(angle);
  turned[0] = v[0] * co + (c[1] * v[2] - c[2] * v[1]) * s + c[0] * (dot * k);
  turned[1] = v[1] * co + (c[2] * v[0] - c[0] * v[2]) * s + c[1] * (dot * k);
  turned[2] = v[2] * co + (c[0] * v[1] - c[1] * v[0]) * s + c[2] * (dot * k);
  T a = turned[0] / turned[2], b = turned[1] / turned[2];
  T r2 = a * a + b * b;
  T distortion = 1.0 + c[9] * r2 + c[10] * (r2 * r2);
  y[0] = c[7] + c[6] * (distortion * a);
  y[1] = c[8] + c[6] * (distortion * b);
}
#endif
