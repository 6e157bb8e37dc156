// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/compare.hpp>

namespace tapeless::core {

enum class tally { any, all, count };

/// How many entries along a run of axes are not 0, or whether any or all of them are. NaN is not 0. Flat.
template <tally What>
struct tally_op {
  static constexpr phrase name = What == tally::any ? "any" : What == tally::all ? "all" : "count";
  static constexpr element kind = What == tally::count ? element::index : element::truth;
  static constexpr long long flops(call const& c) { return 2ll * c.x[0].size() + c.y.size(); }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    run_of_axes const run(c.with);
    int const n = run.length(c.x[0]);
    for_each_line(c.x[0], run, [&](int line, int at, int step) {
      if constexpr (std::same_as<T, term>) {
        term const none = constant(*x->owner, 0);
        term total = not_equal_op{}(x[at], none);
        for (int i = 1; i < n; ++i) total = plus(total, not_equal_op{}(x[at + i * step], none));
        y[line] = What == tally::any   ? term(not_equal_op{}(total, none))
                  : What == tally::all ? term(equal_op{}(total, constant(*x->owner, n)))
                                       : total;
      } else {
        int total = 0;
        for (int i = 0; i < n; ++i) total += x[at + i * step] != 0;
        y[line] = static_cast<T>(What == tally::any ? total > 0 : What == tally::all ? total == n : total);
      }
    });
  }
};

template <tally What>
struct tally_call {
  static constexpr phrase name = tally_op<What>::name;
  constexpr term operator()(term x, Option auto... options) const {
    reduction const r(x, What == tally::any   ? "any(x, axis<...>)"
                         : What == tally::all ? "all(x, axis<...>)"
                                              : "count(x, axis<...>)", options...);
    if (x.owner->problem()) return x;
    single_run const s(x, r.over);
    return r.shaped(x, make<tally_op<What>>(s.kept(), s.run.packed(), s.x));
  }
};
/// Whether any entry is not 0, of all or over the axes named: 1 or 0. NaN is not 0. No gradient.
template <class... X>
constexpr called<tally_call<tally::any>,
    X...> any(X... x) { return compose<tally_call<tally::any>>(x...); }
template <class... X>
rejected<tally_call<tally::any>, X...> any(X...);
/// Whether no entry is 0: 1 or 0. No gradient.
template <class... X>
constexpr called<tally_call<tally::all>,
    X...> all(X... x) { return compose<tally_call<tally::all>>(x...); }
template <class... X>
rejected<tally_call<tally::all>, X...> all(X...);
/// How many entries are not 0, a whole number; of x < y those where it holds. No gradient.
template <class... X>
constexpr called<tally_call<tally::count>, X...> count(X... x) {
  return compose<tally_call<tally::count>>(x...);
}
template <class... X>
rejected<tally_call<tally::count>, X...> count(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::any, core::all, core::count;
}  // namespace tapeless
