// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/logistic.hpp>
#include <tapeless/ops/softmax.hpp>
#include <tapeless/ops/square.hpp>
#include <tapeless/plan/rewrite.hpp>

namespace tapeless::core {

/// Derivatives from values that are computed anyhow, without an exponential of their own:
///     1 / cosh² x → 1 - tanh² x      σ(x) σ(-x) → σ(x) (1 - σ(x))      c (d x) → (c d) x
/// Where the value is close to 1 the difference cancels: absolutely accurate, relatively not.
class reused_values {
  sequence<int> tanh_, sigmoid_;  ///< of each vertex, the vertex of its function, or -1

public:
  constexpr explicit reused_values(results_of const& results)
      : tanh_(results.last() + 1, -1), sigmoid_(results.last() + 1, -1) {
    usage const needed(results);
    for (int id = 0; id < tanh_.count; ++id) {
      if (needed.uses[id] == 0) continue;
      term const t(&results.owner, id);
      if (is<tanh_op>(t)) tanh_[t->x[0]] = id;
      if (is<sigmoid_op>(t)) sigmoid_[t->x[0]] = id;
    }
  }
  constexpr term operator()(term t, term const* x, term const* now) const {
    if (is<multiply_op>(t) && is_constant(x[0]) != is_constant(x[1])) {
      term const c = is_constant(x[0]) ? x[0] : x[1], y = is_constant(x[0]) ? x[1] : x[0];
      if (!is<multiply_op>(y)) return {};
      for (int i = 0; i < 2; ++i)
        if (is_constant(y.operand(i))) return multiply_op{}(multiply_op{}(c, y.operand(i)), y.operand(1 - i));
      return {};
    }
    bool const logistic = is<logistic_pdf_op>(t);
    if (!logistic && !is<sech2_op>(t)) return {};
    int const found = (logistic ? sigmoid_ : tanh_)[t->x[0]];
    if (found < 0) return {};
    term const one = constant(*t.owner, 1, t.shape()), y = now[found];
    return logistic ? y * (one - y) : one - square(y);
  }
};

}  // namespace tapeless::core
