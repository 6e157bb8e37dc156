// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/slice.hpp>

namespace tapeless::core {

/// Operands one after another along an axis.   [b, n1, a] [b, n2, a] .. → [b, n1 + n2 + .., a]
/// x̄, ȳ .. = their slices of g   with = axis   The kind is `same` where all operands are of one kind.
template <element Kind>
struct concat_op {
  static constexpr phrase name = Kind == element::same ? "concat" : "concat of two kinds";
  static constexpr element kind = Kind;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term y, term a, term b) {
    int const along = int(y->with), n = a.extent(along), m = b.extent(along);
    return {slice_along(g, {along, 0, 1}, n), slice_along(g, {along, n, 1}, m)};
  }
  static constexpr long long batched(long long with) { return with + 1; }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* a, T const* b) {
    run_of_axes const along(int(c.with), int(c.with) + 1);
    int const after = along.after(c.y), n = along.length(c.x[0]) * after, m = along.length(c.x[1]) * after;
    for (int before = 0; before < along.before(c.y); ++before) {
      for (int i = 0; i < n; ++i) y[before * (n + m) + i] = a[before * n + i];
      for (int i = 0; i < m; ++i) y[before * (n + m) + n + i] = b[before * m + i];
    }
  }
};

/// Two operands that differ in length along one axis at most.
constexpr term concat_along(term a, term b, int along) {
  shape y = a.shape();
  y.extent[along] += b.extent(along);
  if (is_zero(a) && is_zero(b)) return zero(*a.owner, y);                     // zeros → zero
  if (is_zero(b)) return spread_along(a, {along, 0, 1}, y[along]);            // x, zero → x among zeros
  if (is_zero(a)) return spread_along(b, {along, a.extent(along), 1}, y[along]);  // zero, x → x among zeros
  if (is_constant(a) && is_constant(b) && a->with == b->with && a->x[0] == b->x[0] && a->x[1] == b->x[1])
    return constant(*a.owner, number_of(a), y);                               // c, c → c
  return kind_of(a) == kind_of(b) ? make<concat_op<element::same>>(y, along, a, b)
                                  : make<concat_op<element::real>>(y, along, a, b);
}
/// Any number of operands, by halves: each entry is moved log₂ count times.
constexpr term concat_along(term const* x, int count, int along) {
  if (count == 1) return x[0];
  int const half = (count + 1) / 2;
  return concat_along(concat_along(x, half, along), concat_along(x + half, count - half, along), along);
}

/// x with y in place of zeros that it has by structure, from `start` on along an axis; an empty term where it
/// has none there.
constexpr term put_in_zeros(term x, term y, int along, int start) {
  int const n = x.extent(along), end = start + y.extent(along);
  auto const among_zeros = [&](term t, int from) { return spread_along(t, {along, from, 1}, n); };
  if (is_zero(x)) return among_zeros(y, start);
  if (is<spread_op>(x)) {
    progression const p(x->with);
    term const z = x.operand(0);
    int const first = p.start, last = first + z.extent(along);
    if (p.axis != along || p.step != 1) return {};
    auto const beside = [&](term a, term b, int gap) {
      shape none = a.shape();
      none.extent[along] = gap;
      return concat_along(gap > 0 ? concat_along(a, zero(*a.owner, none), along) : a, b, along);
    };
    if (end <= first) return among_zeros(beside(y, z, first - end), start);
    if (last <= start) return among_zeros(beside(z, y, start - last), first);
    if (start < first || end > last) return {};
    term const within = put_in_zeros(z, y, along, start - first);
    return within.owner ? among_zeros(within, first) : within;
  }
  if (!is<concat_op<element::same>>(x) || x->with != along) return {};
  term const a = x.operand(0), b = x.operand(1);
  int const middle = a.extent(along);
  term const part = end <= middle ? put_in_zeros(a, y, along, start)
                    : start >= middle ? put_in_zeros(b, y, along, start - middle) : term{};
  if (!part.owner) return part;
  return end <= middle ? concat_along(part, b, along) : concat_along(a, part, along);
}
/// The sum of x and of entries among zeros, where these lie in zeros of x: they are moved, not added. Else an
/// empty term.
constexpr term put_beside(term x, term spread) {
  progression const p(spread->with);
  return p.step == 1 ? put_in_zeros(x, spread.operand(0), p.axis, p.start) : term{};
}

/// The axis that the option among the operands of a call names, the first without one; any other option, or
/// a second one, is a mistake.
template <class... X>
constexpr int axis_among(term first, phrase call, X... more) {
  int wanted = 0, options = 0;
  [[maybe_unused]] auto const read = [&]<class O>(O o) {
    if constexpr (Option<O>) ++options;
    if constexpr (is_axis<O>)
      if (o.count == 1) wanted = o.axis[0], --options;
  };
  (read(more), ...);
  if (options > 0 || options_of_axes<X...> > 1)
    first.owner->refuse(call, ": its one option is axis<a>; x is ", first.shape());
  return wanted;
}

struct concat_call {
  template <class... X>
  constexpr term operator()(term first, X... more) const {
    term x[sizeof...(X) + 1]{first};
    int count = 1;
    int const wanted = axis_among(first, "concat(x, y, ..., axis<a>)", more...);
    [[maybe_unused]] auto const read = [&](auto next) {
      if constexpr (!Option<decltype(next)>) x[count++] = next;
    };
    (read(more), ...);
    int const along = resolve_axis(first, wanted, "concat(x, y, ..., axis<a>)");
    for (int i = 1; i < count && along >= 0; ++i) {
      shape s = x[i].shape();
      if (s.rank == first.rank()) s.extent[along] = first.extent(along);
      if (s == first.shape()) continue;
      first.owner->refuse("concat(x, y, ..., axis<a>): shapes must be equal but for the axis; one is ",
                          first.shape(), ", another ", x[i].shape(), ", the axis is ", along);
      return first;
    }
    return along < 0 ? first : concat_along(x, count, along);
  }
};
/// Operands one after another along an axis, 0 unless named: concat(x, y, z, axis<-1>).
///     x̄, ȳ, .. = the parts of g   Shapes must be equal but for the axis.
template <class... X>
constexpr called<concat_call, X...> concat(X... x) { return compose<concat_call>(x...); }
template <class... X>
rejected<concat_call, X...> concat(X...);

struct stack_call {
  template <class... X>
  constexpr term operator()(term first, X... more) const {
    term x[sizeof...(X) + 1]{first};
    int count = 1;
    int const wanted = axis_among(first, "stack(x, y, ..., axis<a>)", more...);
    [[maybe_unused]] auto const read = [&](auto next) {
      if constexpr (!Option<decltype(next)>) x[count++] = next;
    };
    (read(more), ...);
    int const rank = first.rank(), along = wanted < 0 ? wanted + rank + 1 : wanted;
    if (along < 0 || along > rank || rank == max_rank) {
      first.owner->refuse("stack(x, y, ..., axis<a>): axis ", wanted, " is out of range; x is ",
                          first.shape());
      return first;
    }
    shape s;
    for (int i = 0; i <= rank; ++i) s.append(i == along ? 1 : first.extent(i - (i > along)));
    for (int i = 0; i < count; ++i) {
      if (!(x[i].shape() == first.shape())) {
        first.owner->refuse("stack(x, y, ..., axis<a>): shapes must be equal; one is ", first.shape(),
                            ", another ", x[i].shape());
        return first;
      }
    }
    for (int i = 0; i < count; ++i) x[i] = reshape_op{}(x[i], s);
    return concat_along(x, count, along);
  }
};
/// Operands of one shape along a new axis, 0 unless named: stack(x, y, axis<-1>).   x̄, ȳ, .. = entries of g
template <class... X>
constexpr called<stack_call, X...> stack(X... x) { return compose<stack_call>(x...); }
template <class... X>
rejected<stack_call, X...> stack(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::concat, core::stack;
}  // namespace tapeless
