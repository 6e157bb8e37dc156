// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/kernels/pack.hpp>
#include <tapeless/ops/layout.hpp>
#include <tapeless/ops/slice.hpp>
#include <tapeless/ops/window.hpp>
#include <tapeless/plan/listing.hpp>

namespace tapeless::core {

/// Where the entries of a tensor lie: in whose memory, from which entry on, and how far apart along each
/// axis. Transposes, slices, broadcasts and reshapes are other strides over the same memory.
struct strided {
  int of = -1, offset = 0;
  int stride[max_rank]{};
  friend constexpr bool operator==(strided const&, strided const&) = default;
};
constexpr strided row_major(int of, shape const& s) {
  strided y{of};
  for (int axis = s.rank, n = 1; axis-- > 0; n *= s[axis]) y.stride[axis] = n;
  return y;
}
/// Whether the entries lie one after another. Along an axis of length 1 any stride will do.
constexpr bool is_row_major(strided const& x, shape const& s) {
  for (int axis = s.rank, n = 1; axis-- > 0; n *= s[axis])
    if (s[axis] != 1 && x.stride[axis] != n) return false;
  return true;
}

/// The same entries under another shape, where strides can say that: each new axis must lie within a run of
/// old ones that are one axis in memory.
constexpr bool reshape_strides(strided const& x, shape const& from, shape const& to, strided& y) {
  int extent[max_rank]{}, stride[max_rank]{}, runs = 0;  // of x, from the last axis, neighbours merged
  for (int axis = from.rank; axis-- > 0;) {
    if (from[axis] == 1) continue;
    if (runs > 0 && x.stride[axis] == extent[runs - 1] * stride[runs - 1]) extent[runs - 1] *= from[axis];
    else extent[runs] = from[axis], stride[runs++] = x.stride[axis];
  }
  y = {x.of, x.offset};
  for (int axis = to.rank, run = 0; axis-- > 0;) {
    if (to[axis] == 1) continue;
    while (extent[run] == 1) ++run;
    if (extent[run] % to[axis] != 0) return false;
    y.stride[axis] = stride[run];
    stride[run] *= to[axis];
    extent[run] /= to[axis];
  }
  return true;
}

/// The same for a matrix whose rows and columns may be in runs each.
constexpr bool runs_of_matrix(strided const& x, shape const& from, shape const& to, strided& y,
                              axis_runs (&runs)[2]) {
  y = {x.of, x.offset};
  int axis = from.rank;
  for (int of = 2; of-- > 0;) {
    int done = 1, first = 0;  // entries, and those of the runs
    for (; done < to[of]; done *= from[axis]) {
      if (--axis < 0 || to[of] % (done * from[axis]) != 0) return false;
      int const n = from[axis], stride = x.stride[axis];
      if (n == 1) continue;
      if (done == 1) y.stride[of] = stride, first = n;
      else if (!runs[of] && stride == first * y.stride[of]) first *= n;
      else if (!runs[of]) runs[of] = {first, stride};
      else if (stride != done / first * runs[of].apart) return false;
    }
  }
  return true;
}

/// Whether an op only says where its operand's entries are read.
constexpr bool moves_nothing(operation const* op) {
  return op == &describe<reshape_op> || op == &describe<permute_op> || op == &describe<broadcast_op> ||
         op == &describe<slice_op>;
}
/// Whether a vertex is only that: windows are too, where they lie within their operand.
template <class List>
constexpr bool is_view(List const& list, int id) {
  vertex const& v = list.vertices[id];
  return moves_nothing(v.op) || (v.op == &describe<windows_op> && windowing(v.with).padding == 0);
}
/// Its result in the memory of its operand x; false for a reshape that strides cannot say.
template <class List>
constexpr bool view_of(List const& list, int id, strided const& x, strided& y) {
  vertex const& v = list.vertices[id];
  shape const &from = list.shape(v.x[0]), &to = list.shape(id);
  y = x;
  if (v.op == &describe<reshape_op>) return reshape_strides(x, from, to, y);
  if (v.op == &describe<permute_op>) {
    for (int axis = 0; axis < to.rank; ++axis) y.stride[axis] = x.stride[order{v.with}[axis]];
  } else if (v.op == &describe<broadcast_op>) {
    for (int axis = 0; axis < to.rank; ++axis)
      if (from[axis] == 1) y.stride[axis] = 0;
  } else if (v.op == &describe<windows_op>) {
    windowing const w(v.with);
    for (int axis = w.place; axis < from.rank; ++axis) y.stride[axis + 1] = x.stride[axis];
    y.stride[w.place] = w.dilation * x.stride[w.axis];
    y.stride[w.axis + 1] = w.stride * x.stride[w.axis];
  } else {
    progression const p(v.with);
    y.offset += p.start * x.stride[p.axis];
    y.stride[p.axis] *= p.step;
  }
  return true;
}

/// The strides along the axes that are longer than 1.
constexpr strided squeezed(strided const& x, shape const& s) {
  strided y{x.of, x.offset};
  for (int axis = 0, to = 0; axis < s.rank; ++axis)
    if (s[axis] != 1) y.stride[to++] = x.stride[axis];
  return y;
}

}  // namespace tapeless::core
