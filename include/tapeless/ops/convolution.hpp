// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>
#include <tapeless/ops/window.hpp>

namespace tapeless::core {

/// The bias among what follows the weights, or nothing.
constexpr term bias_among(phrase call, auto... rest) {
  term b;
  [[maybe_unused]] auto const look = [&](auto o) {
    if constexpr (std::same_as<decltype(o), term>) {
      if (b.owner) o.owner->refuse(call, ": there is one bias at most; another is ", o.shape());
      b = o;
    }
  };
  (look(rest), ...);
  return b;
}
/// Notes what is wrong with the operands that every convolution has: their ranks, their groups, the bias.
/// `from` and `to` are the channels of x and of the result that w is made for.
constexpr void check_convolution(phrase call, int dims, term x, term w, term b, int groups_of_w,
                                 auto const& from, auto const& to) {
  graph& g = *x.owner;
  int const channels = x.rank() - dims - 1;
  if (w.rank() != dims + 2 || (channels != 0 && channels != 1))
    g.refuse(call, ": x is [batch, channels, ...] or [channels, ...] with ", dims, " axes more, w has ",
             dims + 2, "; x is ", x.shape(), ", w is ", w.shape());
  else if (groups_of_w < 1 || x.extent(channels) % groups_of_w != 0 || to() % groups_of_w != 0)
    g.refuse(call, ": groups must divide the channels of x and of the result, ", x.extent(channels), " and ",
             to(), "; groups is ", groups_of_w);
  else if (x.extent(channels) != from())
    g.refuse(call, ": w is made for ", from(), " channels, x has ", x.extent(channels), "; x is ", x.shape(),
             ", w is ", w.shape());
  else if (b.owner && !(b.shape() == shape{to()}))
    g.refuse(call, ": the bias must have one entry for each channel of the result, ", to(), "; it is ",
             b.shape());
}
/// A result [channels, batch, ...] as [batch, channels, ...], or without a batch, with its bias.
constexpr term finish_convolution(term y, term b, bool batched) {
  axes batch;
  batch.insert(1);
  y = batched ? swap_axes(y, 0, 1) : reshape_op{}(y, without(y.shape(), batch));
  if (!b.owner) return y;
  shape each;
  for (int i = 0; i < y.rank(); ++i) each.append(i == (batched ? 1 : 0) ? b.extent(0) : 1);
  return add_op{}(y, broadcast_along(reshape_op{}(b, each), y.shape()));
}
/// x as [channels, batch, ...], with a batch of one where it has none.
constexpr term channels_first(term x, int dims) {
  if (x.rank() == dims + 2) return swap_axes(x, 0, 1);
  shape s{x.extent(0), 1};
  for (int i = 1; i < x.rank(); ++i) s.append(x.extent(i));
  return reshape_op{}(x, s);
}
/// A product of matrices, one for each group.
constexpr term grouped_matmul(term a, term b, int groups_of_a) {
  if (groups_of_a > 1) return matmul_op{}(a, b);
  return matmul_op{}(reshape_op{}(a, shape{a.extent(1), a.extent(2)}),
                     reshape_op{}(b, shape{b.extent(1), b.extent(2)}));
}

template <int Dims>
struct convolution_call {
  static constexpr phrase call = Dims == 1   ? "conv1d(x, w)"
                                           : Dims == 2 ? "conv2d(x, w)"
                                                       : "conv3d(x, w)";
  constexpr term operator()(term x, term w, auto... rest) const {
    window_options<Dims> o(x, call);
    (o.read(rest), ...);
    o.expect(true, false, false);
    term const b = bias_among(call, rest...);
    int const groups_of_w = o.group_count;
    check_convolution(
        call, Dims, x, w, b, groups_of_w, [&] { return w.extent(1) * groups_of_w; },
        [&] { return w.extent(0); });
    for (int i = 0; i < Dims && !x.owner->problem(); ++i)
      if (along(o, w, i).count(x.extent(x.rank() - Dims + i), o.padding_of[i]) < 1)
        x.owner->refuse(call, ": the kernel does not fit into x with its padding; x is ", x.shape(),
                        ", w is ", w.shape(), ", padding is ", o.padding_of[i], ", dilation is ",
                        o.dilation_of[i]);
    if (x.owner->problem()) return x;

    term columns = channels_first(x, Dims);  // windows of it: [channels, kernel .., batch, places ..]
    for (int i = 0; i < Dims; ++i) {
      windowing const windows = along(o, w, i);
      columns = windows_along(columns, windows, windows.count(columns.extent(windows.axis), o.padding_of[i]));
    }
    shape y{w.extent(0)};
    for (int i = Dims + 1; i < columns.rank(); ++i) y.append(columns.extent(i));
    int const in_group = w.shape().size() / w.extent(0), out_of_group = w.extent(0) / groups_of_w;
    term const product = grouped_matmul(
        reshape_op{}(w, shape{groups_of_w, out_of_group, in_group}),
        reshape_op{}(columns, shape{groups_of_w, in_group, y.size() / w.extent(0)}), groups_of_w);
    return finish_convolution(reshape_op{}(product, y), b, x.rank() == Dims + 2);
  }
  static constexpr windowing along(window_options<Dims> const& o, term w, int i) {
    return {2 + 2 * i, 1 + i, w.extent(2 + i), o.stride_of[i], o.dilation_of[i], o.padding_of[i]};
  }
};
/// Cross-correlation of channels with kernels over the last axes, as PyTorch's: conv2d(x, w),
/// conv2d(x, w, b), with stride<..>, padding<..> (zeros), dilation<..> and groups<n>; one number or one for
/// each axis.
///     conv2d: [N, C, h, w] [O, C / groups, kh, kw] [O] → [N, O, oh, ow]; x may lack N
///     y[n, o, i, j] = b[o] + Σ w[o, c, k, l] x[n, c, i stride + k dilation - padding, ...]
///     x̄ = the transposed convolution of g with w   w̄ = the correlation of x with g   b̄ = the sum of g
/// Windows of x times a matrix, one product a group.
template <class... X>
constexpr called<convolution_call<1>, X...> conv1d(X... x) { return compose<convolution_call<1>>(x...); }
template <class... X>
rejected<convolution_call<1>, X...> conv1d(X...);
template <class... X>
constexpr called<convolution_call<2>, X...> conv2d(X... x) { return compose<convolution_call<2>>(x...); }
template <class... X>
rejected<convolution_call<2>, X...> conv2d(X...);
template <class... X>
constexpr called<convolution_call<3>, X...> conv3d(X... x) { return compose<convolution_call<3>>(x...); }
template <class... X>
rejected<convolution_call<3>, X...> conv3d(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::conv1d, core::conv2d, core::conv3d;
}  // namespace tapeless
