// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/geometry/quaternion.hpp>

namespace tapeless::core {

// Rotations: matrices [.., 3, 3] and rotation vectors [.., 3]. All are composites.

/// I + a K + b K² with K = hat(v): what exponential and Jacobians of rotations are.
constexpr term rodrigues(term v, term a, term b) {
  term const x = part_of(v, 0), y = part_of(v, 1), z = part_of(v, 2);
  term const m = joined_parts(1 - b * (y * y + z * z), b * (x * y) - a * z, b * (x * z) + a * y,
                        b * (x * y) + a * z, 1 - b * (x * x + z * z), b * (y * z) - a * x,
                        b * (x * z) - a * y, b * (y * z) + a * x, 1 - b * (x * x + y * y));
  return reshape_op{}(m, with_axes(batch_of(v.shape(), 1), 3, 3));
}
constexpr term rotation_of(term v) {
  term const s = squared_length(v);
  return rodrigues(v, stumpff_op{}(s, 1), stumpff_op{}(s, 2));
}
constexpr term left_jacobian_of(term v) {
  term const s = squared_length(v);
  return rodrigues(v, stumpff_op{}(s, 2), stumpff_op{}(s, 3));
}
constexpr term inverse_left_jacobian_of(term v) {
  term const s = squared_length(v), half = constant(*v.owner, -0.5L, s.shape());
  term const b = (stumpff_op{}(s, 3) - 2 * stumpff_op{}(s, 4)) / (2 * stumpff_op{}(s, 2));
  return rodrigues(v, half, b);
}
/// The entries of a matrix along one axis.
constexpr term entries_of_matrix(term m, int size) {
  return reshape_op{}(m, with_axes(batch_of(m.shape()), size));
}
/// A quaternion of the rotation, of any length, w ≥ 0: of the four that its entries give, the longest
/// (Shepperd 1978). The logarithm depends on its direction only.
constexpr term quaternion_along(term rotation) {
  term const m = entries_of_matrix(rotation, 9);
  auto const at = [m](int i, int j) { return part_of(m, 3 * i + j); };
  term const x = at(2, 1) - at(1, 2), y = at(0, 2) - at(2, 0), z = at(1, 0) - at(0, 1);
  term const xy = at(0, 1) + at(1, 0), xz = at(0, 2) + at(2, 0), yz = at(1, 2) + at(2, 1);
  term const a = at(0, 0), b = at(1, 1), c = at(2, 2), trace = a + b + c;
  auto const longer = [](term one, term other, term p, term q) {
    return where_op{}(broadcast_along(less_op{}(one, other), p.shape()), q, p);
  };
  auto const greater = [](term p, term q) { return where_op{}(less_op{}(p, q), q, p); };
  term const by_w = joined_parts(1 + trace, x, y, z), by_x = joined_parts(x, 1 + a - b - c, xy, xz);
  term const by_y = joined_parts(y, xy, 1 + b - a - c, yz), by_z = joined_parts(z, xz, yz, 1 + c - a - b);
  term const first = longer(trace, a, by_w, by_x), second = longer(b, c, by_y, by_z);
  term const q = longer(greater(trace, a), greater(b, c), first, second), w = part_of(q, 0);
  term const negative = less_op{}(w, constant(*m.owner, 0, w.shape()));
  return where_op{}(broadcast_along(negative, q.shape()), negate_op{}(q), q);
}
constexpr term rotation_vector_of(term rotation) {
  return 2 * quaternion_logarithm(quaternion_along(rotation));
}

struct so3_hat_call {
  constexpr term operator()(term v) const {
    if (!ends_in(v, "so3_hat(v)", 3)) return v;
    term const x = part_of(v, 0), y = part_of(v, 1), z = part_of(v, 2), none = zero(*v.owner, x.shape());
    term const m = joined_parts(none, negate_op{}(z), y, z, none, negate_op{}(x), negate_op{}(y), x, none);
    return reshape_op{}(m, with_axes(batch_of(v.shape(), 1), 3, 3));
  }
};
/// The skew matrix of a vector: matmul(so3_hat(v), u) is v × u.   [.., 3] → [.., 3, 3]
template <class... X>
constexpr called<so3_hat_call, X...> so3_hat(X... x) { return compose<so3_hat_call>(x...); }
template <class... X>
rejected<so3_hat_call, X...> so3_hat(X...);

struct so3_vee_call {
  constexpr term operator()(term k) const {
    if (!ends_in(k, "so3_vee(k)", 3, 3)) return k;
    term const m = entries_of_matrix(k, 9);
    return joined_parts(part_of(m, 7), part_of(m, 2), part_of(m, 3));
  }
};
/// The vector of a skew matrix, (k₂₁, k₀₂, k₁₀): the inverse of so3_hat.   [.., 3, 3] → [.., 3]
template <class... X>
constexpr called<so3_vee_call, X...> so3_vee(X... x) { return compose<so3_vee_call>(x...); }
template <class... X>
rejected<so3_vee_call, X...> so3_vee(X...);

struct so3_exp_call {
  constexpr term operator()(term v) const { return ends_in(v, "so3_exp(v)", 3) ? rotation_of(v) : v; }
};
/// The rotation by θ = |v| about v (Rodrigues): I + sin θ / θ K + (1 - cos θ) / θ² K² with K = so3_hat(v).
///     [.., 3] → [.., 3, 3]   Smooth at 0 too, at every order
template <class... X>
constexpr called<so3_exp_call, X...> so3_exp(X... x) { return compose<so3_exp_call>(x...); }
template <class... X>
rejected<so3_exp_call, X...> so3_exp(X...);

struct so3_log_call {
  constexpr term operator()(term m) const {
    return ends_in(m, "so3_log(m)", 3, 3) ? rotation_vector_of(m) : m;
  }
};
/// The rotation vector of a rotation matrix, of length at most π, by way of the quaternion that its entries
/// give best: accurate near 0 and near π.   [.., 3, 3] → [.., 3]   Smooth at the identity, at every order.
/// The gradient is that of this formula in all nine entries; its part along rotations is the derivative.
template <class... X>
constexpr called<so3_log_call, X...> so3_log(X... x) { return compose<so3_log_call>(x...); }
template <class... X>
rejected<so3_log_call, X...> so3_log(X...);

struct so3_left_jacobian_call {
  constexpr term operator()(term v) const {
    return ends_in(v, "so3_left_jacobian(v)", 3) ? left_jacobian_of(v) : v;
  }
};
/// J with exp(v + d) = exp(J d) exp(v) to first order: I + (1 - cos θ) / θ² K + (θ - sin θ) / θ³ K².
///     [.., 3] → [.., 3, 3]   Smooth at 0 too, at every order
template <class... X>
constexpr called<so3_left_jacobian_call, X...> so3_left_jacobian(X... x) {
  return compose<so3_left_jacobian_call>(x...);
}
template <class... X>
rejected<so3_left_jacobian_call, X...> so3_left_jacobian(X...);

struct so3_boxplus_call {
  constexpr term operator()(term m, term v) const {
    constexpr phrase call = "so3_boxplus(m, v)";
    if (!ends_in(m, call, 3, 3) || !ends_in(v, call, 3)) return m;
    common_batch(m, 2, v, 1, call);
    return m.owner->problem() ? m : matmul_call{}(m, rotation_of(v));
  }
};
/// m exp(v): a rotation moved by a vector of its tangent space.   [.., 3, 3] [.., 3] → [.., 3, 3]
template <class... X>
constexpr called<so3_boxplus_call, X...> so3_boxplus(X... x) { return compose<so3_boxplus_call>(x...); }
template <class... X>
rejected<so3_boxplus_call, X...> so3_boxplus(X...);

struct so3_boxminus_call {
  constexpr term operator()(term a, term b) const {
    constexpr phrase call = "so3_boxminus(a, b)";
    if (!ends_in(a, call, 3, 3) || !ends_in(b, call, 3, 3)) return a;
    common_batch(a, 2, b, 2, call);
    return a.owner->problem() ? a : rotation_vector_of(matmul_call{}(matrix_transpose(b), a));
  }
};
/// log(b⁻¹ a): the vector that takes the rotation b to a.   [.., 3, 3] [.., 3, 3] → [.., 3]
template <class... X>
constexpr called<so3_boxminus_call, X...> so3_boxminus(X... x) { return compose<so3_boxminus_call>(x...); }
template <class... X>
rejected<so3_boxminus_call, X...> so3_boxminus(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::so3_hat, core::so3_vee, core::so3_exp, core::so3_log, core::so3_left_jacobian,
    core::so3_boxplus, core::so3_boxminus;
}  // namespace tapeless
