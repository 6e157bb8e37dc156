// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>

namespace tapeless::core {

struct kron_call {
  constexpr term operator()(term a, term b) const {
    int const rank = a.rank() > b.rank() ? a.rank() : b.rank();
    if (2 * rank > max_rank) {
      a.owner->refuse("kron(a, b): at most four axes; a is ", a.shape(), ", b is ", b.shape());
      return a;
    }
    shape outer, inner, y;
    for (int i = 0; i < rank; ++i) {
      int const in_a = i - rank + a.rank(), in_b = i - rank + b.rank();
      int const m = in_a < 0 ? 1 : a.extent(in_a), n = in_b < 0 ? 1 : b.extent(in_b);
      outer.append(m), outer.append(1);
      inner.append(1), inner.append(n);
      y.append(m * n);
    }
    return reshape_op{}(reshape_op{}(a, outer) * reshape_op{}(b, inner), y);
  }
};
/// The Kronecker product: every entry of a times the whole of b.   [m, n] [p, q] → [m p, n q]
///     ā = sums of g over blocks with b   b̄ = sum of g's blocks with a
/// In any rank up to four; missing axes are added in front.
template <class... X>
constexpr called<kron_call, X...> kron(X... x) { return compose<kron_call>(x...); }
template <class... X>
rejected<kron_call, X...> kron(X...);

struct addmm_call {
  constexpr term operator()(term c, term a, term b) const { return c + matmul_call{}(a, b); }
  constexpr term operator()(term c, term a, term b, term beta) const {
    return beta * c + matmul_call{}(a, b);
  }
  constexpr term operator()(term c, term a, term b, term beta, term alpha) const {
    return beta * c + alpha * matmul_call{}(a, b);
  }
};
/// beta c + alpha a b, as in PyTorch: addmm(c, a, b), addmm(c, a, b, 0.5_c, 2_c). c broadcasts.
///     c̄ = beta g   ā = alpha g bᵀ   b̄ = alpha aᵀ g
template <class... X>
constexpr called<addmm_call, X...> addmm(X... x) { return compose<addmm_call>(x...); }
template <class... X>
rejected<addmm_call, X...> addmm(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::kron, core::addmm;
}  // namespace tapeless
