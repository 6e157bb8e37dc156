// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/index.hpp>
#include <tapeless/ops/where.hpp>

namespace tapeless::core {

/// A selection without the rows whose column a later row names: what is written last stays. Flat.
struct last_named_op {
  static constexpr phrase name = "last named";
  static constexpr int storage(call const& c) { return selection_op::rows(c); }
  static constexpr long long flops(call const& c) { return 2ll * c.y.size(); }
  static constexpr long long batched(long long with) { return with; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* s) {
    int const n = selection_op::columns(c), k = c.y[c.y.rank - 2];
    for (int batch = 0; batch < selection_op::rows(c) / k; ++batch)
      if constexpr (std::same_as<T, term>) {
        term const none = constant(*s->owner, 0), yes = constant(*s->owner, 1);
        for (int i = 0; i < n; ++i) {
          term named = none;
          for (int row = k; row-- > 0;) {
            int const at = (batch * k + row) * n + i;
            y[at] = where_op{}(named, none, s[at]);
            named = where_op{}(s[at], yes, named);
          }
        }
      } else {
        for (int row = 0; row < k; ++row) {
          y[batch * k + row] = s[batch * k + row];
          for (int later = row + 1; later < k; ++later)
            if (s[batch * k + later] == s[batch * k + row]) y[batch * k + row] = T{} - 1;
        }
      }
  }
};

/// The operands of scatter, made ready: index and src with the axis last, and the selection of the positions.
struct scattering {
  term x, src, s;
  int axis = -1;
  constexpr scattering(term of, term index, term from, phrase call, Option auto... options)
      : x(of), src(from) {
    int const found = one_axis(x, -1, call, options...);
    if (found < 0) return;
    if (src.rank() == 0) src = broadcast_term(src, index.shape());
    bool fits = index.rank() == x.rank() && src.rank() == x.rank();
    for (int i = 0; fits && i < x.rank(); ++i)
      fits = index.extent(i) <= src.extent(i) && (i == found || index.extent(i) <= x.extent(i));
    if (!fits) {
      x.owner->refuse(call, ": index must have the axes of x and src, no longer than in src, nor in x but ",
                      "along a; x is ", x.shape(), ", index is ", index.shape(), ", src is ", src.shape());
      return;
    }
    check_positions(index, x.extent(found), call);
    for (int i = 0; i < x.rank(); ++i) src = slice_along(src, {i, 0, 1}, index.extent(i));
    s = placed(move_axis(index, found, x.rank() - 1), x.extent(found), call);
    src = move_axis(src, found, x.rank() - 1);
    axis = found;
  }
  /// Entries put where a selection says, zero elsewhere, in the shape of x.
  constexpr term put(term where, term entries) const {
    term y = move_axis(put_entries(where, entries), x.rank() - 1, axis);
    for (int i = 0; i < x.rank(); ++i) y = spread_along(y, {i, 0, 1}, x.extent(i));
    return y;
  }
};

struct scatter_add_call {
  static constexpr phrase name = "scatter_add";
  constexpr term operator()(term x, term index, term src, Option auto... options) const {
    scattering const to(x, index, src, "scatter_add(x, index, src, axis<a>)", options...);
    return to.axis < 0 ? x : x + to.put(to.s, to.src);
  }
};
struct scatter_call {
  static constexpr phrase name = "scatter";
  constexpr term operator()(term x, term index, term src, Option auto... options) const {
    scattering const to(x, index, src, "scatter(x, index, src, axis<a>)", options...);
    if (to.axis < 0) return x;
    term const last = make<last_named_op>(to.s.shape(), 0, to.s);
    term const covered = to.put(last, constant(*x.owner, 1, to.src.shape()));
    return where_op{}(covered, to.put(last, to.src), x);
  }
};
struct index_add_call {
  static constexpr phrase name = "index_add", call = "index_add(x, index, src, axis<a>)";
  constexpr term operator()(term x, term index, term src, Option auto... options) const {
    int const axis = one_axis(x, 0, call, options...);
    if (axis < 0) return x;
    shape wanted = x.shape();
    if (index.rank() == 1) wanted.extent[axis] = index.extent(0);
    if (index.rank() != 1 || src.shape() != wanted) {
      x.owner->refuse(call, ": index must be a vector, src like x but for one entry per index along a; x is ",
                      x.shape(), ", index is ", index.shape(), ", src is ", src.shape());
      return x;
    }
    term const s = placed(index, x.extent(axis), call);
    return x + reshape_op{}(put_op{}(s, in_three(src, axis)), x.shape());
  }
};
struct masked_fill_call {
  static constexpr phrase name = "masked_fill";
  constexpr term operator()(term x, term mask, term value) const {
    bool const fits = broadcastable(x.shape(), mask.shape()) && broadcast(x.shape(), mask.shape()) ==
        x.shape();
    if (fits && value.rank() == 0)
      return where_op{}(broadcast_term(mask, x.shape()), broadcast_term(value, x.shape()), x);
    x.owner->refuse("masked_fill(x, mask, value): mask must broadcast to x, value be a number; x is ",
                    x.shape(), ", mask is ", mask.shape(), ", value is ", value.shape());
    return x;
  }
};

// Positions as for gather: a known one out of range is an error, one found at run time is left out.

/// x with the entries of src added at positions along an axis, the last unless named: y[i, index[i, j]] +=
/// src[i, j]. index has the axes of x and src; where it is shorter, the rest is untouched. src may be a
/// number.
///     x̄ = g   src̄ = g at those positions
template <class... X>
constexpr called<scatter_add_call, X...> scatter_add(X... x) { return compose<scatter_add_call>(x...); }
template <class... X>
rejected<scatter_add_call, X...> scatter_add(X...);
/// The same, written instead of added; of several entries for one position the last.
///     x̄ = g where nothing is written, 0 elsewhere   src̄ = g at the positions where it was written, 0 if
/// replaced
template <class... X>
constexpr called<scatter_call, X...> scatter(X... x) { return compose<scatter_call>(x...); }
template <class... X>
rejected<scatter_call, X...> scatter(X...);
/// x with the slices of src added at positions along an axis, the first unless named: y[index[i]] += src[i].
///     [b, n, a] [k] [b, k, a] → [b, n, a]   x̄ = g   src̄ = S g
template <class... X>
constexpr called<index_add_call, X...> index_add(X... x) { return compose<index_add_call>(x...); }
template <class... X>
rejected<index_add_call, X...> index_add(X...);
/// x with a number in place of every entry where the mask is not 0; the mask broadcasts to x.
///     x̄ = g where it is 0, else 0   value̅ = Σ g where it is not
template <class... X>
constexpr called<masked_fill_call, X...> masked_fill(X... x) { return compose<masked_fill_call>(x...); }
template <class... X>
rejected<masked_fill_call, X...> masked_fill(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::scatter_add, core::scatter, core::index_add, core::masked_fill;
}  // namespace tapeless
