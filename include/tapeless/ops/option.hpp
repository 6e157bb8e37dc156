// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/call.hpp>

namespace tapeless::core {

/// Axes of an operand, counted from the front, or from the back below zero: sum(x, axis<0, -1>).
template <int... Axes>
struct axis_option : option {
  static constexpr int count = sizeof...(Axes);
  static constexpr fixed<int, count> axis{Axes...};
};
template <int... Axes>
inline constexpr axis_option<Axes...> axis{};

/// Reduced axes stay, at length 1: sum(x, axis<1>, keepdims).
struct keepdims_option : option {};
inline constexpr keepdims_option keepdims{};

/// topk: the smallest entries rather than the greatest.
struct smallest_option : option {};
inline constexpr smallest_option smallest{};
/// topk: the default, spelled out.
struct largest_option : option {};
inline constexpr largest_option largest{};

/// topk: only the set of entries is promised, not their order.
struct unsorted_option : option {};
inline constexpr unsorted_option unsorted{};

/// maximum, minimum, amax, amin: the whole gradient goes to the first of equal entries. Without a policy they
/// share it.
struct one_sided_option : option {};
inline constexpr one_sided_option one_sided{};
/// The same: a tie has no gradient, NaN.
struct reject_option : option {};
inline constexpr reject_option reject{};

template <class Wanted, class... Given>
inline constexpr bool has = (std::is_same_v<Wanted, Given> || ...);

template <class X>
inline constexpr bool is_axis = false;
template <int... A>
inline constexpr bool is_axis<axis_option<A...>> = true;

/// How many of some options name axes: more than one are a mistake.
template <class... O>
inline constexpr int options_of_axes = (0 + ... + int(is_axis<O>));

/// An axis counted from the front, or -1 where there is none; the graph then holds the sentence.
constexpr int resolve_axis(term x, int axis, phrase call) {
  int const rank = x.rank(), from_front = axis < 0 ? axis + rank : axis;
  if (from_front >= 0 && from_front < rank) return from_front;
  x.owner->refuse(call, ": axis ", axis, " is out of range; x is ", x.shape(), ", of rank ", rank);
  return -1;
}
/// The set of axes that an option names; a doubled one is a mistake.
template <int... A>
constexpr axes resolve(term x, axis_option<A...>, phrase call) {
  axes set;
  if (sizeof...(A) == 0) x.owner->refuse(call, ": axis<> names no axis; x is ", x.shape());
  constexpr int named[]{A..., 0};
  for (std::size_t k = 0; k < sizeof...(A); ++k) {
    int const a = named[k], i = resolve_axis(x, a, call);
    if (i < 0) break;
    if (set[i]) x.owner->refuse(call, ": axis ", a, " is named twice; x is ", x.shape());
    set.insert(i);
  }
  return set;
}

}  // namespace tapeless::core
namespace tapeless {
using core::axis, core::keepdims, core::smallest, core::largest, core::unsorted, core::one_sided,
    core::reject;
}  // namespace tapeless
