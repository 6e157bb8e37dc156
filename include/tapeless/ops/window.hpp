// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/lanes.hpp>
#include <tapeless/ops/slice.hpp>

namespace tapeless::core {

/// Windows of `length` entries, `dilation` apart, along an axis; neighbours begin `stride` apart, the first
/// `padding` entries before the axis. Their entries get an axis of their own, at `place` <= axis.
struct windowing {
  int axis, place, length, stride = 1, dilation = 1, padding = 0;
  static constexpr int limit = 1 << 13;  ///< every number is smaller
  constexpr windowing(int along, int at_axis, int entries, int step = 1, int apart = 1, int before = 0)
      : axis(along), place(at_axis), length(entries), stride(step), dilation(apart), padding(before) {}
  constexpr explicit windowing(long long packed)
      : axis(field(packed, 0, 15)), place(field(packed, 4, 15)), length(field(packed, 8, limit - 1)),
        stride(field(packed, 21, limit - 1)), dilation(field(packed, 34, limit - 1)),
        padding(field(packed, 47, limit - 1)) {}
  constexpr long long packed() const {
    return axis | place << 4 | static_cast<long long>(length) << 8 | static_cast<long long>(stride) << 21 |
           static_cast<long long>(dilation) << 34 | static_cast<long long>(padding) << 47;
  }
  /// How many windows lie within n entries and `after` more.
  constexpr int count(int n, int after) const {
    int const room = n + padding + after - dilation * (length - 1) - 1;
    return room < 0 ? 0 : room / stride + 1;
  }
  /// Whether each of n entries is a window of its own.
  constexpr bool trivial(int n, int windows) const {
    return length == 1 && stride == 1 && padding == 0 && windows == n;
  }
  /// The shape of the windows of x.
  constexpr shape of(shape const& x, int windows) const {
    shape y;
    for (int i = 0; i < x.rank; ++i) {
      if (i == place) y.append(length);
      y.append(i == axis ? windows : x[i]);
    }
    return y;
  }

private:
  static constexpr int field(long long packed, int shift, int mask) { return int(packed >> shift) & mask; }
};
/// What kernels loop over: x is (before, between, n, after), its windows (before, length, between, count,
/// after). Entry j of window i is entry i · stride + j · dilation - padding of the axis.
struct window_loops {
  int before, between, n, after, count;
  windowing w;
  constexpr window_loops(windowing how, shape const& x, int windows)
      : before(run_of_axes::product(x, 0, how.place)), between(run_of_axes::product(x, how.place, how.axis)),
        n(x[how.axis]), after(run_of_axes::product(x, how.axis + 1, x.rank)), count(windows), w(how) {}
  constexpr int entry(int i, int j) const { return i * w.stride + j * w.dilation - w.padding; }
  /// The windows whose entry j lies on the axis: [first, last).
  constexpr int first(int j) const {
    int const missing = w.padding - j * w.dilation;
    int const i = missing <= 0 ? 0 : (missing + w.stride - 1) / w.stride;
    return i < count ? i : count;
  }
  constexpr int last(int j) const {
    int const room = n - 1 + w.padding - j * w.dilation;
    int const i = room < 0 ? 0 : room / w.stride + 1;
    return i < first(j) ? first(j) : i < count ? i : count;
  }
};

constexpr term overlap_windows(term y, windowing w, int n);

/// Windows along an axis; what lies beyond it is zero.   [b, c, n, a] → [b, length, c, count, a]
/// x̄ = overlap of g   with = a windowing
struct windows_op {
  static constexpr phrase name = "windows";
  static constexpr element kind = element::same;
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term y, term x) {
    windowing const w(y->with);
    return overlap_windows(g, w, x.extent(w.axis));
  }
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <call C, class T>
  static constexpr void evaluate(T* y, T const* x) {
    constexpr windowing w(C.with);
    constexpr window_loops l(w, C.x[0], C.y[w.axis + 1]);
    if constexpr (w.stride == 1 && w.padding == 0) {  // entry j of all windows is a run of the axis
      constexpr int line = l.n * l.after, row = l.count * l.after;
      for (int b = 0; b < l.before; ++b, x += l.between * line)
        for (int j = 0; j < w.length; ++j)
          for (int m = 0; m < l.between; ++m, y += row)
            copy_numbers<row>(y, x + m * line + j * w.dilation * l.after);
    } else {
      constexpr call c = C;
      evaluate(c, y, x);
    }
  }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    windowing const w(c.with);
    window_loops const l(w, c.x[0], c.y[w.axis + 1]);
    T const nothing = nothing_beside(x);
    for (int b = 0; b < l.before; ++b, x += l.between * l.n * l.after)
      for (int j = 0; j < w.length; ++j)
        for (int m = 0; m < l.between; ++m, y += l.count * l.after) {
          T const* const from = x + m * l.n * l.after;
          int const first = l.first(j), last = l.last(j);
          for (int i = 0; i < first * l.after; ++i) y[i] = nothing;
          for (int i = first; i < last; ++i)
            for (int a = 0; a < l.after; ++a) y[i * l.after + a] = from[l.entry(i, j) * l.after + a];
          for (int i = last * l.after; i < l.count * l.after; ++i) y[i] = nothing;
        }
  }
};

/// The transpose of windows: their entries added up where they overlap; those beyond the axis are dropped.
/// [b, length, c, count, a] → [b, c, n, a]   x̄ = windows of g   with = a windowing
struct overlap_op {
  static constexpr phrase name = "overlap";
  static constexpr long long flops(call const& c) { return c.x[0].size(); }
  static constexpr cotangents pullback(term g, term y, term x);
  static constexpr long long batched(long long with) { return behind_one_axis(with); }
  template <class T>
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    windowing const w(c.with);
    window_loops const l(w, c.y, c.x[0][w.axis + 1]);
    T const nothing = nothing_beside(x);
    for (int i = 0; i < c.y.size(); ++i) y[i] = nothing;
    for (int b = 0; b < l.before; ++b, y += l.between * l.n * l.after)
      for (int j = 0; j < w.length; ++j)
        for (int m = 0; m < l.between; ++m, x += l.count * l.after) {
          T* const to = y + m * l.n * l.after;
          int const first = l.first(j), last = l.last(j);
          for (int i = first; i < last; ++i)
            for (int a = 0; a < l.after; ++a) {
              T& sum = to[l.entry(i, j) * l.after + a];
              sum = plus(sum, x[i * l.after + a]);
            }
        }
  }
};

/// `count` windows along an axis of x.
constexpr term windows_along(term x, windowing w, int count) {
  shape const y = w.of(x.shape(), count);
  if (w.trivial(x.extent(w.axis), count)) return reshape_op{}(x, y);          // one entry each → x
  if (is_zero(x)) return zero(*x.owner, y);                                   // zero → zero
  return make<windows_op>(y, w.packed(), x);
}
/// Windows put back on an axis of n entries.
constexpr term overlap_windows(term y, windowing w, int n) {
  axes entries;
  entries.insert(w.place);
  shape x = without(y.shape(), entries);
  int const count = x[w.axis];
  x.extent[w.axis] = n;
  if (w.trivial(n, count)) return reshape_op{}(y, x);                         // one entry each → y
  if (is_zero(y)) return zero(*y.owner, x);                                   // zero → zero
  return make<overlap_op>(x, w.packed(), y);
}
constexpr cotangents overlap_op::pullback(term g, term y, term x) {
  windowing const w(y->with);
  return windows_along(g, w, x.extent(w.axis + 1));
}

// What convolutions and pools are told beside their operands: a number for each axis, or one for all.
template <int... N>
struct numbers_option : option {
  static constexpr int count = sizeof...(N);
  static constexpr int of(int i) {
    int const each[]{N..., 0};
    return each[count == 1 ? 0 : i];
  }
};
template <int... N>
struct stride_option : numbers_option<N...> {};
template <int... N>
struct padding_option : numbers_option<N...> {};
template <int... N>
struct dilation_option : numbers_option<N...> {};
template <int... N>
struct output_padding_option : numbers_option<N...> {};
template <int N>
struct groups_option : numbers_option<N> {};
struct exclude_padding_option : option {};

/// Neighbouring windows begin so many entries apart: stride<2>, stride<2, 1>.
template <int... N>
inline constexpr stride_option<N...> stride{};
/// Entries added on both sides of each axis: zeros, or -inf for max_pool: padding<1>, padding<1, 0>.
template <int... N>
inline constexpr padding_option<N...> padding{};
/// Entries of one window lie so many entries apart: dilation<2>.
template <int... N>
inline constexpr dilation_option<N...> dilation{};
/// conv_transpose: entries added at the end of each axis of the result: output_padding<1>.
template <int... N>
inline constexpr output_padding_option<N...> output_padding{};
/// Channels in so many groups that do not see each other: groups<2>.
template <int N>
inline constexpr groups_option<N> groups{};
/// avg_pool: the mean of the entries of x in a window, not of its padding.
inline constexpr exclude_padding_option exclude_padding{};

/// The options of one call, read; the first mistake is noted.
template <int Dims>
struct window_options {
  using numbers = fixed<int, Dims>;
  numbers stride_of{}, padding_of{}, dilation_of{}, output_padding_of{};
  int group_count = 1;
  bool with_padding = true;
  term x;
  phrase call;

  constexpr window_options(term operand, phrase name) : x(operand), call(name) {
    for (int i = 0; i < Dims; ++i) stride_of[i] = dilation_of[i] = 1;
  }
  template <class Option>
  constexpr void each(numbers& to, Option, phrase what, int least) {
    once(what);
    for (int i = 0; i < Dims; ++i) {
      bool const fits = Option::count == 1 || Option::count == Dims;
      to[i] = fits ? Option::of(i) : least;
      if (!fits || to[i] < least || to[i] >= windowing::limit)
        x.owner->refuse(call, ": ", what, " is one number or ", Dims, ", each at least ", least, "; x is ",
                        x.shape(), ", ", what, " is ", fits ? to[i] : Option::count, fits ? "" : " numbers");
    }
  }
  template <int... N>
  constexpr void read(stride_option<N...> o) {
    each(stride_of, o, "stride", 1);
  }
  template <int... N>
  constexpr void read(padding_option<N...> o) {
    each(padding_of, o, "padding", 0);
  }
  template <int... N>
  constexpr void read(dilation_option<N...> o) {
    each(dilation_of, o, "dilation", 1);
  }
  template <int... N>
  constexpr void read(output_padding_option<N...> o) {
    each(output_padding_of, o, "output_padding", 0);
    has_output_padding = true;
  }
  template <int N>
  constexpr void read(groups_option<N>) {
    once("groups");
    group_count = N;
    has_groups = true;
  }
  constexpr void read(exclude_padding_option) { with_padding = false; }
  constexpr void read(term) {}
  template <Option O>
  constexpr void read(O) {
    refuse("an axis or a mode");
  }
  /// Notes the options that a call has no use for.
  constexpr void expect(bool of_convolution, bool transposed, bool of_mean) {
    if (has_groups && !of_convolution) refuse("groups");
    if (has_output_padding && !transposed) refuse("output_padding");
    if (!with_padding && !of_mean) refuse("exclude_padding");
  }

private:
  bool has_groups = false, has_output_padding = false;
  sequence<phrase> named_;
  constexpr void once(phrase what) {
    for (phrase p : named_)
      if (p == what) x.owner->refuse(call, ": ", what, " is said twice; x is ", x.shape());
    named_.push(what);
  }
  constexpr void refuse(phrase what) {
    x.owner->refuse(call, ": ", what, " is no option of it; x is ", x.shape());
  }
};

}  // namespace tapeless::core
namespace tapeless {
using core::stride, core::padding, core::dilation, core::output_padding, core::groups,
    core::exclude_padding;
}  // namespace tapeless
