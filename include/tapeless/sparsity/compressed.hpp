// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/pick.hpp>
#include <tapeless/transforms/entries.hpp>

namespace tapeless::core {

/// A tensor of shape s that is 1 at those entries from `first` on, of a longer count, that have a colour; the
/// others are zeros by structure. Entries at one distance from each other are put by one op.
constexpr term marked(graph& g, shape const& s, int const* colours, int first, int colour) {
  int const n = s.size();
  sequence<int> at;
  for (int i = 0; i < n; ++i)
    if (colours[first + i] == colour) at.push(i);
  term total = zero(g, shape{n});
  for (int from = 0; from < at.size();) {
    int to = from + 1;
    int const step = to < at.size() ? at[to] - at[from] : 1;
    while (to < at.size() && at[to] - at[to - 1] == step) ++to;
    total = add_op{}(total, spread_along(constant(g, 1, shape{to - from}), {0, at[from], step}, n));
    from = to;
  }
  return reshape_op{}(total, s);
}

}  // namespace tapeless::core
