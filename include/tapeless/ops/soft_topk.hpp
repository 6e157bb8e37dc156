// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/logsumexp.hpp>
#include <tapeless/ops/topk.hpp>

namespace tapeless::core {

template <int K>
struct soft_topk_call {
  static constexpr phrase call = "soft_topk<K>(x, temperature)";
  constexpr term operator()(term x, term temperature, Option auto... options) const {
    chosen const c = choose_first<K>(x, call, options...);
    if (!c) return x;
    if (temperature.rank() != 0 || (is_constant(temperature) && !(number_of(temperature) > 0))) {
      x.owner->refuse(call, ": the temperature must be a number above 0; x is ", x.shape(),
                      ", the temperature is ", temperature.shape());
      return x;
    }
    shape matrix = c.s.shape(), column = c.x.shape(), row = c.x.shape();
    column.extent[column.rank - 1] = K;
    column.append(1);
    row.extent[row.rank - 1] = 1;
    row.append(c.x.extent(c.x.rank() - 1));
    term const all = broadcast_along(reshape_op{}(c.x, row), matrix);
    term const first = broadcast_along(reshape_op{}(take_entries(c.s, c.x), column), matrix);
    run_of_axes const last(matrix.rank - 1, matrix.rank);
    term const w = make<share_of_exp_op>(matrix, last.packed(), -abs_op{}(first - all) / temperature);
    return c.back(sum_over(w * all, axes_of(last), false));
  }
};
/// A smooth topk<K>(x): each of its entries is the mean of x weighted by e^(-|x - entry| / temperature),
/// which tends to topk as the temperature tends to 0 (SoftSort: Prillo and Eisenschlos 2020). Options as
/// for topk.
///     w = softmax(-|topk<K>(x) - x| / temperature)   y = w x   x̄: by the chain rule, through w and topk too
template <int K, class... X>
constexpr called<soft_topk_call<K>, X...> soft_topk(X... x) { return compose<soft_topk_call<K>>(x...); }
template <int K, class... X>
rejected<soft_topk_call<K>, X...> soft_topk(X...);
template <Expression X, class... More>
auto soft_topk(X, More...) -> error<no_brackets<"soft_topk<K>(x)", X>>;

}  // namespace tapeless::core
namespace tapeless {
using core::soft_topk;
}  // namespace tapeless
