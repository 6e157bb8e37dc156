// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#include "../common/vector_math.hpp"
#include "inputs.hpp"

using namespace simd;

/// Six numbers as 4 + 2 lanes; F and H are never stored: what they do not change is not multiplied.
struct six {
  d4 a;
  d2 b;
};
INLINE six load6(double const* p) { return {load<d4>(p), load<d2>(p + 4)}; }
INLINE void store6(double* p, six v) { store(p, v.a), store(p + 4, v.b); }
INLINE six operator+(six x, six y) { return {x.a + y.a, x.b + y.b}; }
INLINE six operator-(six x, six y) { return {x.a - y.a, x.b - y.b}; }
INLINE six operator*(double s, six x) { return {s * x.a, s * x.b}; }

/// The two angles by the C library, as in plain code.
static void compute(input const& in, output& out) {
  double const* const m = in.m;
  d2 sine, cosine;
  sincos(d2{m[4], m[4]}, sine, cosine);
  double const v = m[3], a = dt * cosine[0], b = dt * sine[0];
  double const y[6]{m[0] + a * v, m[1] + b * v, m[2], v, m[4] + dt * m[5], m[5]};
  six r[6], P[6];
  repeat<6>([&](auto i) __attribute__((always_inline)) { r[i] = load6(in.P + 6 * i); });
  r[0] = r[0] + a * r[3] + (-b * v) * r[4];  // F P
  r[1] = r[1] + b * r[3] + (a * v) * r[4];
  r[4] = r[4] + dt * r[5];
  repeat<6>([&](auto i) __attribute__((always_inline)) {  // F P Fᵀ + Q
    double const p3 = r[i].a[3], p4 = r[i].b[0], p5 = r[i].b[1];
    six const more{d4{a * p3 - b * v * p4, b * p3 + a * v * p4, 0, 0}, d2{dt * p5, 0}};
    P[i] = r[i] + more + load6(in.Q + 6 * i);
  });
  double const flat = y[0] * y[0] + y[1] * y[1], square = flat + y[2] * y[2];
  d2 const roots = sqrt(d2{flat, square});
  double const ground = roots[0], range = roots[1];
  double const over_flat = 1 / flat, over_range = range / square, tilt = -y[2] * ground * over_flat / square;
  double const h0 = y[0] * over_range, h1 = y[1] * over_range, h2 = y[2] * over_range;
  double const b0 = -y[1] * over_flat, b1 = y[0] * over_flat, e0 = y[0] * tilt, e1 = y[1] * tilt,
               e2 = ground / square;
  six const HP[3]{h0 * P[0] + h1 * P[1] + h2 * P[2], b0 * P[0] + b1 * P[1],
                  e0 * P[0] + e1 * P[1] + e2 * P[2]};
  double S[6];  // H P Hᵀ + R is symmetric: 00, 01, 02, 11, 12, 22
  S[0] = HP[0].a[0] * h0 + HP[0].a[1] * h1 + HP[0].a[2] * h2 + in.R[0];
  S[1] = HP[0].a[0] * b0 + HP[0].a[1] * b1 + in.R[1];
  S[2] = HP[0].a[0] * e0 + HP[0].a[1] * e1 + HP[0].a[2] * e2 + in.R[2];
  S[3] = HP[1].a[0] * b0 + HP[1].a[1] * b1 + in.R[4];
  S[4] = HP[1].a[0] * e0 + HP[1].a[1] * e1 + HP[1].a[2] * e2 + in.R[5];
  S[5] = HP[2].a[0] * e0 + HP[2].a[1] * e1 + HP[2].a[2] * e2 + in.R[8];
  double const c0 = S[3] * S[5] - S[4] * S[4], c1 = S[4] * S[2] - S[1] * S[5], c2 = S[1] * S[4] - S[3] * S[2];
  double const s = 1 / (S[0] * c0 + S[1] * c1 + S[2] * c2);
  double const I0 = c0 * s, I1 = c1 * s, I2 = c2 * s, I3 = (S[0] * S[5] - S[2] * S[2]) * s,
               I4 = (S[2] * S[1] - S[0] * S[4]) * s, I5 = (S[0] * S[3] - S[1] * S[1]) * s;
  six const K[3]{I0 * HP[0] + I1 * HP[1] + I2 * HP[2], I1 * HP[0] + I3 * HP[1] + I4 * HP[2],
                 I2 * HP[0] + I4 * HP[1] + I5 * HP[2]};  // columns of P Hᵀ S⁻¹
  double const z0 = in.z[0] - range, z1 = in.z[1] - __builtin_atan2(y[1], y[0]),
               z2 = in.z[2] - __builtin_atan2(y[2], ground);
  store6(out.m, six{d4{y[0], y[1], y[2], y[3]}, d2{y[4], y[5]}} + z0 * K[0] + z1 * K[1] + z2 * K[2]);
  repeat<6>([&](auto i) __attribute__((always_inline)) {
    auto const k = [&](six const& x) __attribute__((always_inline)) {
      return i < 4 ? x.a[i & 3] : x.b[i & 1];
    };
    store6(out.P + 6 * i, P[i] - (k(K[0]) * HP[0] + k(K[1]) * HP[1] + k(K[2]) * HP[2]));
  });
}
static contender const hand_simd = entrant<compute>("hand_simd");
