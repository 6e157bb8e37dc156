// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/geometry/so3.hpp>

namespace tapeless::core {

// Rigid motions: matrices [.., 4, 4] = [[R, t], [0, 1]] and twists [.., 6] = (ρ, φ), translation first.
// All are composites.

/// R and t, [.., 3, 1], of a motion; and the motion of such.
constexpr term rotation_part(term m) {
  int const row = m.rank() - 2;
  return slice_along(slice_along(m, {row, 0, 1}, 3), {row + 1, 0, 1}, 3);
}
constexpr term translation_part(term m) {
  int const row = m.rank() - 2;
  return slice_along(slice_along(m, {row, 0, 1}, 3), {row + 1, 3, 1}, 1);
}
constexpr term motion_of(term r, term t) {
  int const row = r.rank() - 2;
  shape const batch = batch_of(r.shape());
  term const below = concat_along(zero(*r.owner, with_axes(batch, 1, 3)),
                                  constant(*r.owner, 1, with_axes(batch, 1, 1)), row + 1);
  return concat_along(concat_along(r, t, row + 1), below, row);
}
/// A vector as a column.
constexpr term column_of(term v) { return reshape_op{}(v, with_axes(v.shape(), 1)); }

constexpr term motion_exponential(term twist) {
  term const rho = part_of(twist, 0, 3), phi = part_of(twist, 3, 3);
  return motion_of(rotation_of(phi), matrix_product(left_jacobian_of(phi), column_of(rho)));
}
constexpr term motion_logarithm(term m) {
  term const phi = rotation_vector_of(rotation_part(m));
  term const rho = matrix_product(inverse_left_jacobian_of(phi), translation_part(m));
  return joined_parts(reshape_op{}(rho, phi.shape()), phi);
}
constexpr term motion_inverse(term m) {
  term const back = matrix_transpose(rotation_part(m));
  return motion_of(back, negate_op{}(matrix_product(back, translation_part(m))));
}

struct se3_exp_call {
  constexpr term operator()(term v) const { return ends_in(v, "se3_exp(v)", 6) ? motion_exponential(v) : v; }
};
/// The rigid motion of a twist v = (ρ, φ): [[exp φ, J ρ], [0, 1]] with J = so3_left_jacobian(φ).
///     [.., 6] → [.., 4, 4]   Smooth at 0 too, at every order
template <class... X>
constexpr called<se3_exp_call, X...> se3_exp(X... x) { return compose<se3_exp_call>(x...); }
template <class... X>
rejected<se3_exp_call, X...> se3_exp(X...);

struct se3_log_call {
  constexpr term operator()(term m) const { return ends_in(m, "se3_log(m)", 4, 4) ? motion_logarithm(m) : m; }
};
/// The twist (ρ, φ) of a rigid motion: φ = so3_log(R), ρ = J⁻¹ t.   [.., 4, 4] → [.., 6]
/// Smooth at the identity too, at every order. The last row is not read.
template <class... X>
constexpr called<se3_log_call, X...> se3_log(X... x) { return compose<se3_log_call>(x...); }
template <class... X>
rejected<se3_log_call, X...> se3_log(X...);

struct se3_inverse_call {
  constexpr term operator()(term m) const {
    return ends_in(m, "se3_inverse(m)", 4, 4) ? motion_inverse(m) : m;
  }
};
/// The inverse of a rigid motion: [[Rᵀ, -Rᵀ t], [0, 1]].   [.., 4, 4] → [.., 4, 4]
template <class... X>
constexpr called<se3_inverse_call, X...> se3_inverse(X... x) { return compose<se3_inverse_call>(x...); }
template <class... X>
rejected<se3_inverse_call, X...> se3_inverse(X...);

struct se3_transform_call {
  constexpr term operator()(term m, term p) const {
    constexpr phrase call = "se3_transform(m, p)";
    if (!ends_in(m, call, 4, 4) || !ends_in(p, call, 3)) return m;
    shape const batch = common_batch(m, 2, p, 1, call);
    if (m.owner->problem()) return m;
    term const moved = matmul_call{}(rotation_part(m), column_of(p)) + translation_part(m);
    return reshape_op{}(moved, with_axes(batch, 3));
  }
};
/// R p + t: points moved by rigid motions.   [.., 4, 4] [.., 3] → [.., 3]
template <class... X>
constexpr called<se3_transform_call, X...> se3_transform(X... x) {
  return compose<se3_transform_call>(x...);
}
template <class... X>
rejected<se3_transform_call, X...> se3_transform(X...);

struct se3_boxplus_call {
  constexpr term operator()(term m, term v) const {
    constexpr phrase call = "se3_boxplus(m, v)";
    if (!ends_in(m, call, 4, 4) || !ends_in(v, call, 6)) return m;
    common_batch(m, 2, v, 1, call);
    return m.owner->problem() ? m : matmul_call{}(m, motion_exponential(v));
  }
};
/// m exp(v): a rigid motion moved by a twist of its tangent space.   [.., 4, 4] [.., 6] → [.., 4, 4]
template <class... X>
constexpr called<se3_boxplus_call, X...> se3_boxplus(X... x) { return compose<se3_boxplus_call>(x...); }
template <class... X>
rejected<se3_boxplus_call, X...> se3_boxplus(X...);

struct se3_boxminus_call {
  constexpr term operator()(term a, term b) const {
    constexpr phrase call = "se3_boxminus(a, b)";
    if (!ends_in(a, call, 4, 4) || !ends_in(b, call, 4, 4)) return a;
    common_batch(a, 2, b, 2, call);
    return a.owner->problem() ? a : motion_logarithm(matmul_call{}(motion_inverse(b), a));
  }
};
/// log(b⁻¹ a): the twist that takes the motion b to a.   [.., 4, 4] [.., 4, 4] → [.., 6]
template <class... X>
constexpr called<se3_boxminus_call, X...> se3_boxminus(X... x) { return compose<se3_boxminus_call>(x...); }
template <class... X>
rejected<se3_boxminus_call, X...> se3_boxminus(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::se3_exp, core::se3_log, core::se3_inverse, core::se3_transform, core::se3_boxplus,
    core::se3_boxminus;
}  // namespace tapeless
