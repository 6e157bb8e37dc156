// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/arithmetic.hpp>
#include <tapeless/ops/option.hpp>

namespace tapeless::core {

/// The same entries in the same order under another shape.   x̄ = reshape(g)
struct reshape_op {
  static constexpr phrase name = "reshape";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term, term x) { return reshape_op{}(g, x.shape()); }
  static constexpr term batched(term y, term x) { return reshape_op{}(x, in_front(x.extent(0), y.shape())); }

  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for (int i = 0; i < c.y.size(); ++i) y[i] = x[i];
  }
  constexpr term operator()(term x, shape const& to) const {
    if (x.shape() == to) return x;                                            // the same shape → x
    if (is<reshape_op>(x)) return reshape_op{}(x.operand(0), to);  // reshape(reshape(x)) → reshape(x)
    if (is_zero(x)) return zero(*x.owner, to);                                // zero → zero
    if (is_constant(x)) return constant(*x.owner, number_of(x), to);          // constant → constant
    if (is<negate_op>(x)) return negate_op{}(reshape_op{}(x.operand(0), to)); // reshape(-x) → -reshape(x)
    if (is_partial(x)) return moved_within(x, [&](term t) { return reshape_op{}(t, to); });
    return make<reshape_op>(to, 0, x);
  }
};

/// The axes in another order: axis i of the result is axis order[i] of x.   x̄ = permute(g, inverse order)
struct permute_op {
  static constexpr phrase name = "permute";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term y, term x) {
    return permute_op{}(g, order{y->with}.inverse(x.rank()));
  }
  static constexpr term batched(term y, term x) {
    order o;
    for (int axis = 1; axis < x.rank(); ++axis) o.set(axis, order{y->with}[axis - 1] + 1);
    return permute_op{}(x, o);
  }

  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    order const o{c.with};
    int step[max_rank]{}, index[max_rank]{};  // of each axis of y, the distance of its neighbours in x
    for (int axis = 0; axis < c.y.rank; ++axis) step[axis] = c.x[0].stride(o[axis]);
    int const size = c.y.size(), last = c.y.rank - 1, n = c.y[last], apart = step[last];
    for (int i = 0, from = 0; i < size; i += n) {
      for (int k = 0; k < n; ++k) y[i + k] = x[from + k * apart];
      for (int axis = last; axis-- > 0;) {
        from += step[axis];
        if (++index[axis] < c.y.extent[axis]) break;
        from -= step[axis] * c.y.extent[axis];
        index[axis] = 0;
      }
    }
  }
  constexpr term operator()(term x, order o) const {
    shape const s = x.shape();
    if (is_zero(x)) return zero(*x.owner, o(s));                              // zero → zero
    if (is_constant(x)) return constant(*x.owner, number_of(x), o(s));        // constant → constant
    if (is<negate_op>(x)) return negate_op{}(permute_op{}(x.operand(0), o));  // permute(-x) → -permute(x)
    if (is<permute_op>(x)) {                                                  // (Xᵀ)ᵀ → X, and so on
      order both;
      for (int axis = 0; axis < s.rank; ++axis) both.set(axis, order{x->with}[o[axis]]);
      return permute_op{}(x.operand(0), both);
    }
    int last = -1;
    bool keeps = true;
    for (int axis = 0; axis < s.rank; ++axis)
      if (s[o[axis]] != 1) {
        keeps = keeps && o[axis] > last;
        last = o[axis];
      }
    if (keeps) return reshape_op{}(x, o(s));  // only axes of length 1 move → reshape
    return make<permute_op>(o(s), o.bits, x);
  }
};

template <int... E>
struct reshape_call {
  constexpr term operator()(term x) const {
    shape to{E...};
    int known = 1, open = -1;
    for (int axis = 0; axis < to.rank; ++axis)
      if (to[axis] == -1 && open < 0) open = axis;
      else known *= to[axis];
    if (open >= 0) to.extent[open] = known > 0 ? x.shape().size() / known : 0;
    if (known <= 0 || to.size() != x.shape().size()) {
      x.owner->refuse("reshape<extents...>(x): the number of entries must stay the same; x is ", x.shape(),
                      ", the extents are ", shape{E...});
      return x;
    }
    return reshape_op{}(x, to);
  }
};
/// The entries of x, row-major, under other extents; one of them may be -1 and follows from the others.
///     reshape<2, -1>(x)      x̄ = reshape(g, shape of x)
template <int... Extents, class... X>
constexpr called<reshape_call<Extents...>, X...> reshape(X... x) {
  return compose<reshape_call<Extents...>>(x...);
}
template <int... Extents, class... X>
rejected<reshape_call<Extents...>, X...> reshape(X...);

struct flatten_call {
  constexpr term operator()(term x) const { return reshape_op{}(x, shape{x.shape().size()}); }
};
/// All entries along one axis.   x̄ = reshape(g, shape of x)
template <class... X>
constexpr called<flatten_call, X...> flatten(X... x) { return compose<flatten_call>(x...); }

struct permute_call {
  template <int... A>
  constexpr term operator()(term x, axis_option<A...> to) const {
    axes const named = resolve(x, to, "permute(x, axis<...>)");
    if (x.owner->problem()) return x;
    if (named.bits != axes::all(x.rank()).bits) {
      x.owner->refuse("permute(x, axis<...>): every axis must be named once; x is ", x.shape(),
                      ", the order is ", shape{A...});
      return x;
    }
    order o;
    for (int i = 0; i < x.rank(); ++i) o.set(i, to.axis[i] < 0 ? to.axis[i] + x.rank() : to.axis[i]);
    return permute_op{}(x, o);
  }
};
/// The axes of x in the order named: permute(x, axis<2, 0, 1>) has axis 2 of x first.   x̄ = the inverse
/// order of g
template <class... X>
constexpr called<permute_call, X...> permute(X... x) { return compose<permute_call>(x...); }
template <class... X>
rejected<permute_call, X...> permute(X...);

/// Two axes exchanged.
constexpr term swap_axes(term x, int a, int b) {
  order o;
  for (int i = 0; i < x.rank(); ++i) o.set(i, i == a ? b : i == b ? a : i);
  return permute_op{}(x, o);
}
/// One axis moved to another place, the others kept in order.
constexpr term move_axis(term x, int from, int to) {
  order o;
  for (int i = 0, next = 0; i < x.rank(); ++i) {
    if (next == from) ++next;
    o.set(i, i == to ? from : next++);
  }
  return permute_op{}(x, o);
}

struct transpose_call {
  constexpr term operator()(term x) const {
    if (x.rank() >= 2) return swap_axes(x, x.rank() - 2, x.rank() - 1);
    x.owner->refuse("transpose(x): x must have two axes or more; x is ", x.shape());
    return x;
  }
  template <int A, int B>
  constexpr term operator()(term x, axis_option<A, B> two) const {
    resolve(x, two, "transpose(x, axis<a, b>)");
    if (x.owner->problem()) return x;
    return swap_axes(x, A < 0 ? A + x.rank() : A, B < 0 ? B + x.rank() : B);
  }
  template <int... A>
    requires(sizeof...(A) != 2)
  constexpr term operator()(term x, axis_option<A...>) const {
    x.owner->refuse("transpose(x, axis<a, b>): two axes are exchanged; x is ", x.shape(), ", the axes are ",
                    shape{A...});
    return x;
  }
};
/// Two axes exchanged, the last two unless they are named: transpose(x, axis<0, 2>).   x̄ = the same exchange
/// of g
template <class... X>
constexpr called<transpose_call, X...> transpose(X... x) { return compose<transpose_call>(x...); }
template <class... X>
rejected<transpose_call, X...> transpose(X...);

struct squeeze_call {
  constexpr term operator()(term x) const { return reshape_op{}(x, squeezed(x.shape())); }
  template <int... A>
  constexpr term operator()(term x, axis_option<A...> named) const {
    axes const set = resolve(x, named, "squeeze(x, axis<...>)");
    for (int along = 0; along < x.rank(); ++along)
      if (set[along] && x.extent(along) != 1)
        x.owner->refuse("squeeze(x, axis<...>): an axis that goes must have length 1; x is ", x.shape(),
                        ", the axis is ", along);
    return x.owner->problem() ? x : reshape_op{}(x, without(x.shape(), set));
  }
};
/// x without its axes of length 1, or without those named, which must have length 1.   x̄ = reshape(g)
template <class... X>
constexpr called<squeeze_call, X...> squeeze(X... x) { return compose<squeeze_call>(x...); }
template <class... X>
rejected<squeeze_call, X...> squeeze(X...);

struct unsqueeze_call {
  template <int... A>
  constexpr term operator()(term x, axis_option<A...>) const {
    int const rank = x.rank() + int(sizeof...(A));
    axes added;
    for (int a : {A...}) {
      int const along = a < 0 ? a + rank : a;
      if (rank > max_rank || along < 0 || along >= rank || added[along]) {
        x.owner->refuse("unsqueeze(x, axis<...>): axis ", a, " is out of range or named twice; x is ",
                        x.shape());
        return x;
      }
      added.insert(along);
    }
    shape y;
    for (int along = 0, next = 0; along < rank; ++along) y.append(added[along] ? 1 : x.extent(next++));
    return reshape_op{}(x, y);
  }
};
/// Axes of length 1 added at these places of the result: unsqueeze(x, axis<0>), also called expand_dims.
///     x̄ = reshape(g)
template <class... X>
constexpr called<unsqueeze_call, X...> unsqueeze(X... x) { return compose<unsqueeze_call>(x...); }
template <class... X>
rejected<unsqueeze_call, X...> unsqueeze(X...);
template <class... X>
constexpr called<unsqueeze_call, X...> expand_dims(X... x) { return compose<unsqueeze_call>(x...); }
template <class... X>
rejected<unsqueeze_call, X...> expand_dims(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::reshape, core::flatten, core::permute, core::transpose, core::squeeze, core::unsqueeze,
    core::expand_dims;
}  // namespace tapeless
