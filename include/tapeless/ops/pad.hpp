// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/repeat.hpp>

namespace tapeless::core {

/// pad: the entries next to the edge mirrored, the edge itself once.   [1, 2, 3] → [3, 2, 1, 2, 3, 2, 1]
struct reflect_mode_option : option {};
inline constexpr reflect_mode_option reflect_mode{};
/// pad: the entry at the edge repeated.   [1, 2, 3] → [1, 1, 1, 2, 3, 3, 3]
struct replicate_mode_option : option {};
inline constexpr replicate_mode_option replicate_mode{};
/// pad: the entries from the other end.   [1, 2, 3] → [2, 3, 1, 2, 3, 1, 2]
struct circular_mode_option : option {};
inline constexpr circular_mode_option circular_mode{};

/// The entries that pad an axis on one side: a number of shape [] repeated, or taken from x by a rule.
constexpr term padding_of(term x, int along, int width, bool, term filler) {
  shape s = x.shape();
  s.extent[along] = width;
  return is_zero(filler) ? zero(*x.owner, s) : broadcast_term(filler, s);
}
constexpr term padding_of(term x, int along, int width, bool in_front, reflect_mode_option) {
  return slice_along(x, {along, in_front ? width : x.extent(along) - 2, -1}, width);
}
constexpr term padding_of(term x, int along, int width, bool in_front, replicate_mode_option) {
  return repeat_along(slice_along(x, {along, in_front ? 0 : x.extent(along) - 1, 1}, 1), along, width);
}
constexpr term padding_of(term x, int along, int width, bool in_front, circular_mode_option) {
  return slice_along(x, {along, in_front ? x.extent(along) - width : 0, 1}, width);
}
/// How many entries an axis of n can be padded with on one side.
constexpr int most_padding(int n, auto how) {
  if constexpr (std::same_as<decltype(how), reflect_mode_option>) return n - 1;
  else if constexpr (std::same_as<decltype(how), circular_mode_option>) return n;
  else return 1 << 24;
}
/// Entries before and after those along an axis.
constexpr term pad_along(term x, int along, int before, int after, auto how) {
  term y = x;
  if (before > 0) y = concat_along(padding_of(x, along, before, true, how), y, along);
  if (after > 0) y = concat_along(y, padding_of(x, along, after, false, how), along);
  return y;
}

template <int... Widths>
struct pad_call {
  static constexpr phrase call = "pad<before, after, ...>(x)";
  constexpr term operator()(term x) const { return by(x, zero(*x.owner, scalar)); }
  constexpr term operator()(term x, term value) const {
    if (value.rank() == 0) return by(x, value);
    x.owner->refuse(call, ": the value must be a scalar; x is ", x.shape(), ", the value is ", value.shape());
    return x;
  }
  constexpr term operator()(term x, reflect_mode_option o) const { return by(x, o); }
  constexpr term operator()(term x, replicate_mode_option o) const { return by(x, o); }
  constexpr term operator()(term x, circular_mode_option o) const { return by(x, o); }

private:
  static constexpr term by(term x, auto how) {
    int const width[]{Widths..., 0}, count = sizeof...(Widths);
    if (count % 2 != 0 || count / 2 > x.rank()) {
      x.owner->refuse(call, ": two widths for each axis, from the first; x is ", x.shape(),
                      ", the number of widths is ", count);
      return x;
    }
    term y = x;
    for (int i = 0; i < count; i += 2) {
      int const along = i / 2, most = most_padding(x.extent(along), how);
      int const least_of = width[i] < width[i + 1] ? width[i] : width[i + 1];
      int const most_of = width[i] < width[i + 1] ? width[i + 1] : width[i];
      if (least_of < 0)
        x.owner->refuse(call, ": a width is 0 or more, slice takes entries away; x is ", x.shape(),
                        ", a width is ", least_of, ", the axis is ", along);
      else if (most_of > most)
        x.owner->refuse(call, ": this mode adds at most ", most, " entries to axis ", along, "; x is ",
                        x.shape(), ", a width is ", most_of);
      if (x.owner->problem()) return x;
      y = pad_along(y, along, width[i], width[i + 1], how);
    }
    return y;
  }
};
/// Entries added around x: two widths an axis, before and after, from the first axis on, as in NumPy:
/// pad<0, 1, 2, 0>(x) adds a row below and two columns on the left; axes not named stay as they are. Zeros;
/// or a value, pad<1, 1>(x, 0.5_c); or a mode, pad<1, 1>(x, reflect_mode): reflect_mode, replicate_mode,
/// circular_mode. reflect_mode adds fewer entries than there are, circular_mode no more.
///     x̄ = g at the entries of x, plus what their copies received   value: the sum of g around x
template <int... Widths, class... X>
constexpr called<pad_call<Widths...>, X...> pad(X... x) { return compose<pad_call<Widths...>>(x...); }
template <int... Widths, class... X>
rejected<pad_call<Widths...>, X...> pad(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::reflect_mode, core::replicate_mode, core::circular_mode, core::pad;
}  // namespace tapeless
