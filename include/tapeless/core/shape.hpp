// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <concepts>

namespace tapeless::core {

/// The greatest rank of a tensor. Six are promised to users; two more serve batches and moved axes inside
/// rules.
inline constexpr int max_rank = 8;

/// The extents of a tensor, row-major. Rank 0 is a scalar, of size 1.
struct shape {
  int rank = 0;
  int extent[max_rank]{};

  constexpr shape() = default;
  constexpr explicit shape(std::integral auto... extents)
      : rank(sizeof...(extents)), extent{int(extents)...} {
    static_assert(sizeof...(extents) <= max_rank, "a tensor has at most 8 axes");
  }
  constexpr int operator[](int axis) const { return extent[axis]; }
  constexpr int size() const {
    int n = 1;
    for (int axis = 0; axis < rank; ++axis) n *= extent[axis];
    return n;
  }
  /// The distance between neighbours along an axis.
  constexpr int stride(int axis) const {
    int n = 1;
    for (int after = axis + 1; after < rank; ++after) n *= extent[after];
    return n;
  }
  constexpr void append(int length) { extent[rank++] = length; }

  friend constexpr bool operator==(shape const& a, shape const& b) {
    if (a.rank != b.rank) return false;
    for (int axis = 0; axis < a.rank; ++axis)
      if (a.extent[axis] != b.extent[axis]) return false;
    return true;
  }
};
inline constexpr shape scalar{};

/// NumPy's rule: aligned at the last axis, extents are equal or one of them is 1.
constexpr bool broadcastable(shape const& a, shape const& b) {
  for (int back = 1; back <= a.rank && back <= b.rank; ++back) {
    int const m = a.extent[a.rank - back], n = b.extent[b.rank - back];
    if (m != n && m != 1 && n != 1) return false;
  }
  return true;
}
/// The common shape of two broadcastable shapes.
constexpr shape broadcast(shape const& a, shape const& b) {
  shape y = a.rank < b.rank ? b : a;
  shape const& fewer = a.rank < b.rank ? a : b;
  for (int back = 1; back <= fewer.rank; ++back)
    if (fewer.extent[fewer.rank - back] != 1) y.extent[y.rank - back] = fewer.extent[fewer.rank - back];
  return y;
}
/// The same extents without those of length 1.
constexpr shape squeezed(shape const& x) {
  shape y;
  for (int axis = 0; axis < x.rank; ++axis)
    if (x.extent[axis] != 1) y.append(x.extent[axis]);
  return y;
}

/// A set of axes, one bit each.
struct axes {
  unsigned bits = 0;
  constexpr bool operator[](int axis) const { return (bits >> axis & 1u) != 0; }
  constexpr void insert(int axis) { bits |= 1u << axis; }
  static constexpr axes all(int rank) { return {(1u << rank) - 1u}; }
};
/// A shape without the axes of a set, or with them at length 1.
constexpr shape without(shape const& x, axes gone, bool keep = false) {
  shape y;
  for (int axis = 0; axis < x.rank; ++axis)
    if (!gone[axis]) y.append(x.extent[axis]);
    else if (keep) y.append(1);
  return y;
}

/// An order of axes, four bits each: axis i of the result is axis order[i] of the operand.
struct order {
  long long bits = 0;
  constexpr int operator[](int axis) const { return int(bits >> 4 * axis & 15); }
  constexpr void set(int axis, int from) { bits |= static_cast<long long>(from) << 4 * axis; }
  constexpr order inverse(int rank) const {
    order y;
    for (int axis = 0; axis < rank; ++axis) y.set((*this)[axis], axis);
    return y;
  }
  /// This order applied to a shape.
  constexpr shape operator()(shape const& x) const {
    shape y;
    for (int axis = 0; axis < x.rank; ++axis) y.append(x.extent[(*this)[axis]]);
    return y;
  }
};

}  // namespace tapeless::core
namespace tapeless {
using core::max_rank, core::shape;
}  // namespace tapeless
