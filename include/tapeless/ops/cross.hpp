// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/elementwise.hpp>

namespace tapeless::core {

/// a × b along the last axis, of length 3.   ā = b × g   b̄ = g × a
struct cross_op {
  static constexpr phrase name = "cross";
  static constexpr long long flops(call const& c) { return 3ll * c.y.size(); }
  static constexpr cotangents pullback(term g, term, term a, term b) {
    return {cross_op{}(b, g), cross_op{}(g, a)};
  }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a, T const* b) {
    for (int i = 0; i < c.y.size(); i += 3)
      for (int k = 0; k < 3; ++k) {
        int const k1 = i + (k + 1) % 3, k2 = i + (k + 2) % 3;
        y[i + k] = minus(times(a[k1], b[k2]), times(a[k2], b[k1]));
      }
  }
  constexpr term operator()(term a, term b) const {
    if (is_zero(a) || a == b) return zero(*a.owner, a.shape());               // zero × b, a × a → zero
    if (is_zero(b)) return b;                                                 // a × zero → zero
    if (is<negate_op>(a)) return negate_op{}(cross_op{}(a.operand(0), b));    // (-a) × b → -(a × b)
    if (is<negate_op>(b)) return negate_op{}(cross_op{}(a, b.operand(0)));    // a × (-b) → -(a × b)
    return make<cross_op>(a.shape(), 0, a, b);
  }
};

struct cross_call {
  constexpr term operator()(term a, term b) const { return along(a, b, -1); }
  template <int A>
  constexpr term operator()(term a, term b, axis_option<A>) const {
    return along(a, b, A);
  }

private:
  static constexpr bool spans(term x, int from_back) {
    return x.rank() >= from_back && x.extent(x.rank() - from_back) == 3;
  }
  static constexpr term along(term a, term b, int wanted) {
    aligned const both(a, b, "cross(a, b)");
    if (!both.fit) return a;
    int const last = both.x.rank() - 1;
    int const axis = last < 0 ? -1 : resolve_axis(both.x, wanted, "cross(a, b, axis<a>)");
    if (a.owner->problem()) return a;
    if (axis < 0 || !spans(a, last + 1 - axis) || !spans(b, last + 1 - axis)) {
      a.owner->refuse("cross(a, b): the axis must have length 3; a is ", a.shape(), ", b is ", b.shape());
      return a;
    }
    return move_axis(cross_op{}(move_axis(both.x, axis, last), move_axis(both.y, axis, last)), last, axis);
  }
};
/// The vector product of vectors of three entries along an axis, the last unless named; other axes broadcast.
///     [.., 3] [.., 3] → [.., 3]   ā = b × g   b̄ = g × a
template <class... X>
constexpr called<cross_call, X...> cross(X... x) { return compose<cross_call>(x...); }
template <class... X>
rejected<cross_call, X...> cross(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::cross;
}  // namespace tapeless
