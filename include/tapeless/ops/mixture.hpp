// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/softmax.hpp>
#include <tapeless/ops/topk.hpp>

namespace tapeless::core {

template <int K>
struct moe_gate_call {
  static constexpr phrase name = "moe_gate";
  constexpr term operator()(term x, Option auto... along) const {
    chosen const c = choose_first<K>(x, "moe_gate<K>(x)", along...);
    if (!c) return x;
    return c.back(put_entries(c.s, softmax_op{}(take_entries(c.s, c.x), x.rank() - 1)));
  }
};
/// The gate of a mixture of experts (Shazeer et al. 2017): softmax over the K greatest entries along an axis,
/// the last unless it is named, and zero elsewhere: moe_gate<2>(x).   [.., n] → [.., n]
///     y = Sᵀ softmax(S x), S = selection<K>(x)      x̄ = Sᵀ of the gradient of softmax from S g
/// Ties as in topk. An entry that is not chosen has value and gradient 0.
template <int K, class... X>
constexpr called<moe_gate_call<K>, X...> moe_gate(X... x) { return compose<moe_gate_call<K>>(x...); }
template <int K, class... X>
rejected<moe_gate_call<K>, X...> moe_gate(X...);
template <Expression X, class... More>
auto moe_gate(X, More...) -> error<no_brackets<"moe_gate<K>(x)", X>>;

}  // namespace tapeless::core
namespace tapeless {
using core::moe_gate;
}  // namespace tapeless
