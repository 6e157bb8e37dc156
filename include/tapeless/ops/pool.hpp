// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/pool.hpp>
#include <tapeless/ops/compare.hpp>
#include <tapeless/ops/concat.hpp>
#include <tapeless/ops/extremes.hpp>
#include <tapeless/ops/window.hpp>

namespace tapeless::core {

/// Whether the greatest entry so far stays, before a later one: it is no less, or NaN.
template <class T>
constexpr T stays_greatest(T best, T x) {
  if constexpr (std::same_as<T, term>) return precedes_op<false>{}(best, x);
  else return precedes_op<false>::value(best, x);
}
/// Windows of x as a kernel sees them.
constexpr pool_shape pool_of(windowing w, shape const& x, int count) {
  return {run_of_axes::product(x, 0, w.axis), x[w.axis], count, run_of_axes::product(x, w.axis + 1, x.rank),
          w.length, w.stride, w.dilation};
}
/// 1 at the first greatest entry of each window, 0 at its others; padding is never it. NaN counts as
/// greatest.   [b, n, a] → [b, length, count, a]   Flat wherever it is differentiable.   with = a windowing
struct window_peak_op {
  static constexpr phrase name = "window_peak";
  static constexpr element kind = element::truth;
  static constexpr long long flops(call const& c) { return 5ll * c.y.size(); }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    windowing const w(c.with);
    window_loops const l(w, c.x[0], c.y[w.axis + 1]);
    int const row = l.count * l.after;
    T one{}, none{};
    if constexpr (std::same_as<T, term>) one = constant(*x->owner, 1), none = constant(*x->owner, 0);
    else one = T{} + 1;
    for (int b = 0; b < l.before; ++b, x += l.n * l.after, y += w.length * row)
      for (int i = 0; i < l.count; ++i)
        for (int a = 0; a < l.after; ++a) {
          T* const peak = y + i * l.after + a;
          int from = 0;
          while (l.entry(i, from) < 0) peak[row * from++] = none;
          int to = w.length;
          while (l.entry(i, to - 1) >= l.n) peak[row * --to] = none;
          T best = x[l.entry(i, from) * l.after + a];
          for (int j = from + 1; j < to; ++j) {  // first, whether entry j leaves the greatest before it
            T const next = x[l.entry(i, j) * l.after + a], stays = stays_greatest(best, next);
            best = choose(stays, best, next);
            peak[row * j] = stays;
          }
          T later_stay = one;  // then, whether it takes over and all later ones leave it
          for (int j = to - 1; j > from; --j) {
            T const stays = peak[row * j];
            peak[row * j] = times(minus(one, stays), later_stay);
            later_stay = times(stays, later_stay);
          }
          peak[row * from] = later_stay;
        }
  }
};

/// The greatest entry of each window along an axis; padding is left out. NaN wins.
/// [b, n, a] → [b, count, a]   x̄ = overlap of (g at the first greatest entry)   with = a windowing
struct window_max_op {
  static constexpr phrase name = "window_max";
  static constexpr int smoothness = 0;
  static constexpr long long flops(call const& c) { return 2ll * windowing(c.with).length * c.y.size(); }
  static constexpr cotangents pullback(term g, term y, term x) {
    windowing const w(y->with);
    shape const entries = w.of(x.shape(), y.extent(w.axis));
    shape row = entries;
    row.extent[w.place] = 1;
    term const peak = make<window_peak_op>(entries, w.packed(), x);
    term const everywhere = broadcast_along(reshape_op{}(g, row), entries);
    return overlap_windows(where_op{}(peak, everywhere, zero(*g.owner, entries)), w, x.extent(w.axis));
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <call C, class T>
  static constexpr void evaluate(T* y, T const* x) {
    constexpr windowing w(C.with);
    constexpr call c = C;
    if constexpr (!has_lanes<T> || w.padding > 0) evaluate(c, y, x);
    else if (std::is_constant_evaluated()) evaluate(c, y, x);
    else greatest_of_windows<pool_of(w, C.x[0], C.y[w.axis])>(y, x);
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    windowing const w(c.with);
    window_loops const l(w, c.x[0], c.y[w.axis]);
    for (int b = 0; b < l.before; ++b, x += l.n * l.after, y += l.count * l.after)
      for (int i = 0; i < l.count; ++i) {
        int from = 0, to = w.length;
        while (l.entry(i, from) < 0) ++from;
        while (l.entry(i, to - 1) >= l.n) --to;
        for (int a = 0; a < l.after; ++a) y[i * l.after + a] = x[l.entry(i, from) * l.after + a];
        for (int j = from + 1; j < to; ++j)
          for (int a = 0; a < l.after; ++a) {
            T& best = y[i * l.after + a];
            T const next = x[l.entry(i, j) * l.after + a];
            best = choose(stays_greatest(best, next), best, next);
          }
      }
  }
};

/// Whether a term is one with entries repeated along an axis.
constexpr bool is_repeated(term x, int axis) { return is<broadcast_op>(x) && x.operand(0).extent(axis) == 1; }
/// The greatest entry of each window along one axis, and the sum of each. What moves all entries of a window
/// alike comes behind it; of entries that it makes equal by rounding, the greatest before is taken.
constexpr term window_max(term x, windowing w, int count) {
  shape y = x.shape();
  y.extent[w.axis] = count;
  if (w.trivial(x.extent(w.axis), count)) return x;                           // one entry each → x
  if (is_zero(x)) return zero(*x.owner, y);                                   // zero → zero
  if (is<relu_op>(x)) return relu_op{}(window_max(x.operand(0), w, count));   // max(relu(x)) → relu(max(x))
  if (is<add_op>(x))
    for (int i : {0, 1})
      if (term const b = x.operand(i); is_repeated(b, w.axis))                // max(x + b) → max(x) + b
        return add_op{}(window_max(x.operand(1 - i), w, count), broadcast_along(b.operand(0), y));
  return make<window_max_op>(y, w.packed(), x);
}
constexpr term window_sum(term x, windowing w, int count) {
  axes entries;
  if (w.stride == w.length && w.dilation == 1 && w.padding == 0) {  // side by side: two axes of one
    shape apart;
    for (int i = 0; i < x.rank(); ++i) {
      apart.append(i == w.axis ? count : x.extent(i));
      if (i == w.axis) apart.append(w.length);
    }
    entries.insert(w.axis + 1);
    return sum_over(reshape_op{}(slice_along(x, {w.axis, 0, 1}, count * w.length), apart), entries, false);
  }
  entries.insert(w.place);
  return sum_over(windows_along(x, w, count), entries, false);
}

template <int Dims, int... Kernel>
struct pool_options : window_options<Dims> {
  fixed<int, Dims> length{};
  constexpr pool_options(bool of_mean, term x, phrase name, auto... options)
      : window_options<Dims>(x, name) {
    this->each(length, numbers_option<Kernel...>{}, "the window", 1);
    for (int i = 0; i < Dims; ++i) this->stride_of[i] = length[i];
    (this->read(options), ...);
    this->expect(false, false, of_mean);
    if (x.rank() < Dims)
      x.owner->refuse(name, ": x must have ", Dims, " axes or more; x is ", x.shape());
    for (int i = 0; i < Dims && !x.owner->problem(); ++i) {
      int const n = x.extent(axis(i));
      if (2 * this->padding_of[i] > length[i])
        x.owner->refuse(name, ": padding is half of the window at most; the window is ", length[i],
                        ", padding is ", this->padding_of[i]);
      else if (along(i).count(n, this->padding_of[i]) < 1)
        x.owner->refuse(name, ": the window does not fit; x is ", x.shape(), ", the window along axis ",
                        axis(i), " covers ", this->dilation_of[i] * (length[i] - 1) + 1, ", padding is ",
                        this->padding_of[i]);
    }
  }
  constexpr int axis(int i) const { return this->x.rank() - Dims + i; }
  constexpr windowing along(int i) const {
    return {axis(i), axis(i), length[i], this->stride_of[i], this->dilation_of[i], this->padding_of[i]};
  }
  constexpr int count(int i) const { return along(i).count(this->x.extent(axis(i)), this->padding_of[i]); }
};

template <int Dims, int... Kernel>
struct max_pool_call {
  constexpr term operator()(term x, Option auto... options) const {
    pool_options<Dims, Kernel...> const o(false, x, "max_pool<window...>(x)", options...);
    if (x.owner->problem()) return x;
    term y = x;
    for (int i = Dims; i-- > 0;) y = window_max(y, o.along(i), o.count(i));  // the last first: row-major ties
    return y;
  }
};
template <int Dims, int... Kernel>
struct avg_pool_call {
  constexpr term operator()(term x, Option auto... options) const {
    pool_options<Dims, Kernel...> const o(true, x, "avg_pool<window...>(x)", options...);
    if (x.owner->problem()) return x;
    term y = x;
    long double size = 1;
    bool padded = false;
    for (int i = Dims; i-- > 0;) {
      y = window_sum(y, o.along(i), o.count(i));
      size *= o.length[i];
      padded = padded || o.padding_of[i] > 0;
    }
    if (o.with_padding || !padded) return divide_op{}(y, constant(*x.owner, size, y.shape()));
    return divide_op{}(y, broadcast_term(entries_of_x(o), y.shape()));
  }

private:
  /// How many entries of x lie in each window.
  static constexpr term entries_of_x(auto const& o) {
    shape s;
    for (int i = 0; i < Dims; ++i) s.append(o.count(i));
    sequence<long double> entries(s.size(), 1);
    for (int at = 0; at < s.size(); ++at)
      for (int i = Dims, rest = at; i-- > 0; rest /= s[i]) {
        window_loops const l(o.along(i), o.x.shape(), s[i]);
        int inside = 0;
        for (int j = 0; j < o.length[i]; ++j) inside += l.first(j) <= rest % s[i] && rest % s[i] < l.last(j);
        entries[at] *= inside;
      }
    return table(*o.x.owner, entries.begin(), s);
  }
};

/// The greatest entry of each window over the last one, two or three axes: max_pool2d<2>(x),
/// max_pool2d<3, 2>(x, stride<2>, padding<1, 0>, dilation<1>). The stride is the window unless it is said.
/// Padding is -inf.
///     [.., h, w] → [.., oh, ow], o = (h + 2 padding - dilation (k - 1) - 1) / stride + 1, rounded down
///     x̄ = the sum of g over the windows whose greatest entry it is   A tie goes to the first in row-major
///     order, NaN wins. What is added to all entries of a window alike is added behind it.
template <int... Window, class... X>
constexpr called<max_pool_call<1, Window...>, X...> max_pool1d(X... x) {
  return compose<max_pool_call<1, Window...>>(x...);
}
template <int... Window, class... X>
rejected<max_pool_call<1, Window...>, X...> max_pool1d(X...);
template <int... Window, class... X>
constexpr called<max_pool_call<2, Window...>, X...> max_pool2d(X... x) {
  return compose<max_pool_call<2, Window...>>(x...);
}
template <int... Window, class... X>
rejected<max_pool_call<2, Window...>, X...> max_pool2d(X...);
template <int... Window, class... X>
constexpr called<max_pool_call<3, Window...>, X...> max_pool3d(X... x) {
  return compose<max_pool_call<3, Window...>>(x...);
}
template <int... Window, class... X>
rejected<max_pool_call<3, Window...>, X...> max_pool3d(X...);

/// The mean of each window over the last one, two or three axes: avg_pool2d<2>(x), with stride<..> and
/// padding<..> as for max_pool. Padding counts as entries that are 0, unless exclude_padding is said.
///     x̄ = the sum of g / (entries of the window) over the windows it lies in
template <int... Window, class... X>
constexpr called<avg_pool_call<1, Window...>, X...> avg_pool1d(X... x) {
  return compose<avg_pool_call<1, Window...>>(x...);
}
template <int... Window, class... X>
rejected<avg_pool_call<1, Window...>, X...> avg_pool1d(X...);
template <int... Window, class... X>
constexpr called<avg_pool_call<2, Window...>, X...> avg_pool2d(X... x) {
  return compose<avg_pool_call<2, Window...>>(x...);
}
template <int... Window, class... X>
rejected<avg_pool_call<2, Window...>, X...> avg_pool2d(X...);
template <int... Window, class... X>
constexpr called<avg_pool_call<3, Window...>, X...> avg_pool3d(X... x) {
  return compose<avg_pool_call<3, Window...>>(x...);
}
template <int... Window, class... X>
rejected<avg_pool_call<3, Window...>, X...> avg_pool3d(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::max_pool1d, core::max_pool2d, core::max_pool3d, core::avg_pool1d, core::avg_pool2d,
    core::avg_pool3d;
}  // namespace tapeless
