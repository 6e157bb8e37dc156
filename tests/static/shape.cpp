// SPDX-License-Identifier: BSL-1.0
#include <tapeless/core/shape.hpp>
using namespace tapeless::core;

static_assert(scalar.rank == 0 && scalar.size() == 1);
static_assert(shape{} == scalar && shape{1} != scalar);
static_assert(shape{2, 3, 4}.size() == 24 && shape{2, 3, 4}.rank == 3 && shape{2, 3, 4}[1] == 3);
static_assert(shape{2, 3} == shape{2, 3} && shape{2, 3} != shape{3, 2} && shape{2, 3} != shape{2, 3, 1});
static_assert(shape{2, 3, 4}.stride(0) == 12 && shape{2, 3, 4}.stride(1) == 4 &&
              shape{2, 3, 4}.stride(2) == 1);
static_assert(shape{1, 2, 3, 4, 5, 6, 7, 8}.rank == max_rank);
static_assert([] {
  shape s{2};
  s.append(5);
  return s;
}() == shape{2, 5});
static_assert([] {  // entries beyond the rank do not count
  shape s{2, 3};
  s.rank = 1;
  return s == shape{2};
}());

// NumPy's broadcasting.
static_assert(broadcastable(scalar, shape{2, 3}) && broadcast(scalar, shape{2, 3}) == shape{2, 3});
static_assert(broadcastable(shape{2, 3}, scalar) && broadcast(shape{2, 3}, scalar) == shape{2, 3});
static_assert(broadcast(shape{3}, shape{2, 3}) == shape{2, 3} &&
              broadcast(shape{2, 3}, shape{3}) == shape{2, 3});
static_assert(broadcast(shape{2, 1}, shape{1, 3}) == shape{2, 3});
static_assert(broadcast(shape{5, 1, 3}, shape{4, 1}) == shape{5, 4, 3});
static_assert(broadcast(shape{1}, shape{1, 1}) == shape{1, 1});
static_assert(broadcastable(shape{5, 1, 3}, shape{4, 1}));
static_assert(!broadcastable(shape{2}, shape{3}));
static_assert(!broadcastable(shape{2, 3}, shape{2}));
static_assert(!broadcastable(shape{2, 3, 4}, shape{3, 3, 4}));

static_assert(squeezed(shape{1, 2, 1, 3}) == shape{2, 3} && squeezed(shape{1, 1}) == scalar);

// Sets of axes.
constexpr axes none{};
constexpr axes first_and_last = [] {
  axes a;
  a.insert(0);
  a.insert(2);
  return a;
}();
static_assert(first_and_last[0] && !first_and_last[1] && first_and_last[2]);
static_assert(without(shape{2, 3, 4}, none) == shape{2, 3, 4});
static_assert(without(shape{2, 3, 4}, first_and_last) == shape{3});
static_assert(without(shape{2, 3, 4}, first_and_last, true) == shape{1, 3, 1});
static_assert(without(shape{2, 3, 4}, axes::all(3)) == scalar);
static_assert(axes::all(0).bits == 0 && axes::all(6).bits == 63);

// Orders of axes.
constexpr order turned = [] {
  order o;
  o.set(0, 2);
  o.set(1, 0);
  o.set(2, 1);
  return o;
}();
static_assert(turned[0] == 2 && turned[1] == 0 && turned[2] == 1);
static_assert(turned(shape{2, 3, 4}) == shape{4, 2, 3});
static_assert(turned.inverse(3)(turned(shape{2, 3, 4})) == shape{2, 3, 4});
static_assert(turned.inverse(3)[2] == 0 && turned.inverse(3)[0] == 1 && turned.inverse(3)[1] == 2);
static_assert([] {  // all eight axes have room
  order o;
  for (int axis = 0; axis < max_rank; ++axis) o.set(axis, max_rank - 1 - axis);
  for (int axis = 0; axis < max_rank; ++axis)
    if (o[axis] != max_rank - 1 - axis) return false;
  return true;
}());
