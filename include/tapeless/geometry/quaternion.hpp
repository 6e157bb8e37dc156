// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/geometry/angle.hpp>
#include <tapeless/ops/cross.hpp>

namespace tapeless::core {

// Quaternions (w, x, y, z) along the last axis, Hamilton's product; leading axes broadcast. All are
// composites.

/// Two operands with leading axes broadcast and last axes of these lengths.
struct geometric_pair {
  term a, b;
  bool fit;
  constexpr geometric_pair(term x, int of_x, term y, int of_y, phrase call) : a(x), b(y) {
    fit = ends_in(x, call, of_x) && ends_in(y, call, of_y);
    if (!fit) return;
    shape const batch = common_batch(x, 1, y, 1, call);
    fit = !x.owner->problem();
    if (!fit) return;
    a = broadcast_term(x, with_axes(batch, of_x));
    b = broadcast_term(y, with_axes(batch, of_y));
  }
};
constexpr term inner_product(term a, term b) {
  axes last;
  last.insert(a.rank() - 1);
  return sum_over(multiply_op{}(a, b), last, true);
}

constexpr term quaternion_product(term p, term q) {
  term const w = part_of(p, 0), v = part_of(p, 1, 3), w2 = part_of(q, 0), v2 = part_of(q, 1, 3);
  return joined_parts(w * w2 - inner_product(v, v2), w * v2 + w2 * v + cross_op{}(v, v2));
}
struct quat_multiply_call {
  constexpr term operator()(term p, term q) const {
    geometric_pair const both(p, 4, q, 4, "quat_multiply(p, q)");
    return both.fit ? quaternion_product(both.a, both.b) : p;
  }
};
/// Hamilton's product p q of quaternions (w, x, y, z): (w w' - v·v', w v' + w' v + v × v').
///     [.., 4] [.., 4] → [.., 4]
template <class... X>
constexpr called<quat_multiply_call, X...> quat_multiply(X... x) {
  return compose<quat_multiply_call>(x...);
}
template <class... X>
rejected<quat_multiply_call, X...> quat_multiply(X...);

constexpr term conjugate_of(term q) { return joined_parts(part_of(q, 0), negate_op{}(part_of(q, 1, 3))); }
struct quat_conjugate_call {
  constexpr term operator()(term q) const {
    return ends_in(q, "quat_conjugate(q)", 4) ? conjugate_of(q) : q;
  }
};
/// (w, -x, -y, -z): the inverse of a unit quaternion.   [.., 4] → [.., 4]
template <class... X>
constexpr called<quat_conjugate_call, X...> quat_conjugate(X... x) {
  return compose<quat_conjugate_call>(x...);
}
template <class... X>
rejected<quat_conjugate_call, X...> quat_conjugate(X...);

struct quat_normalize_call {
  constexpr term operator()(term q) const {
    return ends_in(q, "quat_normalize(q)", 4) ? q / sqrt_op{}(squared_length(q)) : q;
  }
};
/// q / |q|.   [.., 4] → [.., 4]   NaN at 0, which has no direction
template <class... X>
constexpr called<quat_normalize_call, X...> quat_normalize(X... x) {
  return compose<quat_normalize_call>(x...);
}
template <class... X>
rejected<quat_normalize_call, X...> quat_normalize(X...);

struct quat_rotate_call {
  constexpr term operator()(term q, term v) const {
    geometric_pair const both(q, 4, v, 3, "quat_rotate(q, v)");
    if (!both.fit) return q;
    term const w = part_of(both.a, 0), u = part_of(both.a, 1, 3), t = 2 * cross_op{}(u, both.b);
    return both.b + w * t + cross_op{}(u, t);
  }
};
/// v rotated by a unit quaternion q = (w, u): v + w t + u × t with t = 2 u × v.   [.., 4] [.., 3] → [.., 3]
/// q is not normalised: quat_rotate(quat_normalize(q), v) does so.
template <class... X>
constexpr called<quat_rotate_call, X...> quat_rotate(X... x) { return compose<quat_rotate_call>(x...); }
template <class... X>
rejected<quat_rotate_call, X...> quat_rotate(X...);

struct quat_to_matrix_call {
  constexpr term operator()(term q) const {
    if (!ends_in(q, "quat_to_matrix(q)", 4)) return q;
    term const w = part_of(q, 0), x = part_of(q, 1), y = part_of(q, 2), z = part_of(q, 3);
    term const m = joined_parts(1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
                          2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
                          2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y));
    return reshape_op{}(m, with_axes(batch_of(q.shape(), 1), 3, 3));
  }
};
/// The rotation matrix of a unit quaternion: quat_rotate(q, v) is matmul(quat_to_matrix(q), v).
///     [.., 4] → [.., 3, 3]
template <class... X>
constexpr called<quat_to_matrix_call, X...> quat_to_matrix(X... x) {
  return compose<quat_to_matrix_call>(x...);
}
template <class... X>
rejected<quat_to_matrix_call, X...> quat_to_matrix(X...);

constexpr term quaternion_exponential(term v) {
  term const s = squared_length(v);
  return joined_parts(stumpff_op{}(s, 0), stumpff_op{}(s, 1) * v);
}
struct quat_exp_call {
  constexpr term operator()(term v) const {
    return ends_in(v, "quat_exp(v)", 3) ? quaternion_exponential(v) : v;
  }
};
/// The exponential of the pure quaternion (0, v): (cos |v|, v sin |v| / |v|), the rotation by 2 |v| about
/// v, so quat_exp(0.5_c * r) is that of a rotation vector r.   [.., 3] → [.., 4]   Smooth at 0 too
template <class... X>
constexpr called<quat_exp_call, X...> quat_exp(X... x) { return compose<quat_exp_call>(x...); }
template <class... X>
rejected<quat_exp_call, X...> quat_exp(X...);

constexpr term quaternion_logarithm(term q) {
  term const v = part_of(q, 1, 3);
  return angle_over_sine(squared_length(v), part_of(q, 0)) * v;
}
struct quat_log_call {
  constexpr term operator()(term q) const {
    return ends_in(q, "quat_log(q)", 4) ? quaternion_logarithm(q) : q;
  }
};
/// The vector v with exp (0, v) = q for a unit quaternion, |v| ≤ π: v arctan2(|v|, w) / |v|. Half the
/// rotation vector.   [.., 4] → [.., 3]   Smooth at 1 too. NaN at -1, where v has no direction
template <class... X>
constexpr called<quat_log_call, X...> quat_log(X... x) { return compose<quat_log_call>(x...); }
template <class... X>
rejected<quat_log_call, X...> quat_log(X...);

struct quat_boxplus_call {
  constexpr term operator()(term q, term v) const {
    geometric_pair const both(q, 4, v, 3, "quat_boxplus(q, v)");
    return both.fit ? quaternion_product(both.a, quaternion_exponential(0.5 * both.b)) : q;
  }
};
/// q exp(v / 2): a unit quaternion moved by a rotation vector of its tangent space.
///     [.., 4] [.., 3] → [.., 4]
template <class... X>
constexpr called<quat_boxplus_call, X...> quat_boxplus(X... x) { return compose<quat_boxplus_call>(x...); }
template <class... X>
rejected<quat_boxplus_call, X...> quat_boxplus(X...);

struct quat_boxminus_call {
  constexpr term operator()(term p, term q) const {
    geometric_pair const both(p, 4, q, 4, "quat_boxminus(p, q)");
    if (!both.fit) return p;
    term const d = quaternion_product(conjugate_of(both.b), both.a), w = part_of(d, 0);
    term const none = constant(*p.owner, 0, w.shape());
    term const negative = broadcast_along(less_op{}(w, none), d.shape());
    return 2 * quaternion_logarithm(where_op{}(negative, negate_op{}(d), d));  // the shorter way
  }
};
/// 2 log(q⁻¹ p): the rotation vector from q to p, of at most π; quat_boxplus(q, quat_boxminus(p, q)) is p or
/// -p.
///     [.., 4] [.., 4] → [.., 3]
template <class... X>
constexpr called<quat_boxminus_call, X...> quat_boxminus(X... x) {
  return compose<quat_boxminus_call>(x...);
}
template <class... X>
rejected<quat_boxminus_call, X...> quat_boxminus(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::quat_multiply, core::quat_conjugate, core::quat_normalize, core::quat_rotate,
    core::quat_to_matrix, core::quat_exp, core::quat_log, core::quat_boxplus, core::quat_boxminus;
}  // namespace tapeless
