// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/repeat.hpp>

namespace tapeless::core {

template <int... Scales>
struct upsample_call {
  constexpr term operator()(term x) const {
    int const scale[]{Scales..., 0}, given = sizeof...(Scales), spatial = x.rank() - 2;
    bool fits = spatial >= 1 && (given == 1 || given == spatial);
    for (int i = 0; i < given; ++i) fits = fits && scale[i] > 0;
    if (!fits) {
      x.owner->refuse("upsample_nearest<scales...>(x): x is [batch, channels, ...], with one positive scale "
                      "for all axes after these or for each; x is ",
                      x.shape(), ", the scales are ", shape{Scales...});
      return x;
    }
    term y = x;
    for (int i = spatial; i-- > 0;) y = repeat_along(y, i + 2, scale[given == 1 ? 0 : i]);
    return y;
  }
};
/// Every entry repeated along the axes after batch and channels: upsample_nearest<2>(x) has twice as many
/// along each, upsample_nearest<2, 3>(x) twice and three times as many.
///     [N, C, h, w] → [N, C, s h, t w]   x̄ = the sum of g over the repeats
template <int... Scales, class... X>
constexpr called<upsample_call<Scales...>, X...> upsample_nearest(X... x) {
  return compose<upsample_call<Scales...>>(x...);
}
template <int... Scales, class... X>
rejected<upsample_call<Scales...>, X...> upsample_nearest(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::upsample_nearest;
}  // namespace tapeless
