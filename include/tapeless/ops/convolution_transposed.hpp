// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/convolution.hpp>

namespace tapeless::core {

template <int Dims>
struct transposed_convolution_call {
  static constexpr phrase call = Dims == 1   ? "conv_transpose1d(x, w)"
                                           : Dims == 2 ? "conv_transpose2d(x, w)"
                                                       : "conv_transpose3d(x, w)";
  constexpr term operator()(term x, term w, auto... rest) const {
    window_options<Dims> o(x, call);
    (o.read(rest), ...);
    o.expect(true, true, false);
    term const b = bias_among(call, rest...);
    int const groups_of_w = o.group_count;
    check_convolution(
        call, Dims, x, w, b, groups_of_w, [&] { return w.extent(0); },
        [&] { return w.extent(1) * groups_of_w; });
    fixed<int, Dims> length{};
    for (int i = 0; i < Dims && !x.owner->problem(); ++i) {
      length[i] = (x.extent(x.rank() - Dims + i) - 1) * o.stride_of[i] - 2 * o.padding_of[i] +
                  o.dilation_of[i] * (w.extent(2 + i) - 1) + o.output_padding_of[i] + 1;
      if (length[i] < 1)
        x.owner->refuse(call, ": padding leaves nothing of the result; x is ", x.shape(), ", w is ",
                        w.shape(), ", padding is ", o.padding_of[i]);
      if (o.output_padding_of[i] >= o.stride_of[i] && o.output_padding_of[i] >= o.dilation_of[i])
        x.owner->refuse(call, ": output_padding must be less than stride or dilation, which are ",
                        o.stride_of[i], " and ", o.dilation_of[i], "; it is ", o.output_padding_of[i]);
    }
    if (x.owner->problem()) return x;

    term const from = channels_first(x, Dims);
    int const in_group = w.extent(0) / groups_of_w, of_group = w.shape().size() / w.extent(0);
    int const places = from.shape().size() / from.extent(0);
    term const weights = swap_axes(reshape_op{}(w, shape{groups_of_w, in_group, of_group}), 1, 2);
    term const columns =
        grouped_matmul(weights, reshape_op{}(from, shape{groups_of_w, in_group, places}), groups_of_w);
    shape s{w.extent(1) * groups_of_w};  // [channels, kernel .., batch, places ..]
    for (int i = 0; i < Dims; ++i) s.append(w.extent(2 + i));
    for (int i = 1; i < from.rank(); ++i) s.append(from.extent(i));
    term y = reshape_op{}(columns, s);
    for (int i = Dims; i-- > 0;) y = overlap_windows(y, convolution_call<Dims>::along(o, w, i), length[i]);
    return finish_convolution(y, b, x.rank() == Dims + 2);
  }
};
/// The transpose of a convolution by its input, as PyTorch's: conv_transpose2d(x, w),
/// conv_transpose2d(x, w, b), with stride<..>, padding<..>, output_padding<..>, dilation<..> and groups<n>.
///     [N, C, h, w] [C, O / groups, kh, kw] [O] → [N, O, oh, ow]; x may lack N
///     oh = (h - 1) stride - 2 padding + dilation (kh - 1) + output_padding + 1
///     x̄ = the convolution of g with w   w̄ = the correlation of g with x   b̄ = the sum of g
template <class... X>
constexpr called<transposed_convolution_call<1>, X...> conv_transpose1d(X... x) {
  return compose<transposed_convolution_call<1>>(x...);
}
template <class... X>
rejected<transposed_convolution_call<1>, X...> conv_transpose1d(X...);
template <class... X>
constexpr called<transposed_convolution_call<2>, X...> conv_transpose2d(X... x) {
  return compose<transposed_convolution_call<2>>(x...);
}
template <class... X>
rejected<transposed_convolution_call<2>, X...> conv_transpose2d(X...);
template <class... X>
constexpr called<transposed_convolution_call<3>, X...> conv_transpose3d(X... x) {
  return compose<transposed_convolution_call<3>>(x...);
}
template <class... X>
rejected<transposed_convolution_call<3>, X...> conv_transpose3d(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::conv_transpose1d, core::conv_transpose2d, core::conv_transpose3d;
}  // namespace tapeless
