// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/transforms/operands.hpp>

namespace tapeless::core {

/// Whether a formula, after all identities, still contains a variable: depends_on(f, W). A constant.
template <Evaluable X, Variable V>
constexpr bool depends_on(X, V) {
  constexpr auto const& list = entries_of<X>::program::list;
  for (int id = 0; id < list.size.vertices; ++id)
    if (list.template is<variable_op>(id) && list.names[list.vertices[id].with] == V::name) return true;
  return false;
}
template <Evaluable X, class V>
  requires(!Variable<V>)
auto depends_on(X, V) -> error<no_variable<"depends_on(f, x)", V>>;

}  // namespace tapeless::core
namespace tapeless {
using core::depends_on;
}  // namespace tapeless
