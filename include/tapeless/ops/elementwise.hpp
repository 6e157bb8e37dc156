// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/reduce.hpp>

namespace tapeless::core {

/// Operands broadcast to their common shape.
struct aligned {
  term x, y;
  bool fit = true;
  constexpr aligned(term a, term b, phrase call) : x(a), y(b) {
    if (a->shape == b->shape) return;
    shape const sa = a.shape(), sb = b.shape();
    fit = broadcastable(sa, sb);
    if (!fit) {
      a.owner->refuse(call, ": axes, from the last, must be equal or 1; x is ", sa, ", y is ", sb);
    } else {
      shape const common = broadcast(sa, sb);
      x = broadcast_term(a, common);
      y = broadcast_term(b, common);
    }
  }
};

/// An elementwise op of two or three operands, called with any shapes that broadcast. Its `call` stands in
/// the message of a mistake.
template <class Op>
struct broadcasting {
  static constexpr phrase name = Op::name;
  constexpr term operator()(term a, term b) const
    requires requires { Op{}(a, b); }
  {
    aligned const both(a, b, Op::call);
    return both.fit ? Op{}(both.x, both.y) : a;
  }
  constexpr term operator()(term a, term b, term c) const
    requires requires { Op{}(a, b, c); }
  {
    if (a->shape == b->shape && b->shape == c->shape) return Op{}(a, b, c);
    shape const sa = a.shape(), sb = b.shape(), sc = c.shape();
    bool const fit = broadcastable(sa, sb) && broadcastable(broadcast(sa, sb), sc);
    if (!fit) {
      a.owner->refuse(Op::call, ": axes, from the last, must be equal or 1; the shapes are ", sa, ", ", sb,
                      " and ", sc);
      return a;
    }
    shape const common = broadcast(broadcast(sa, sb), sc);
    return Op{}(broadcast_term(a, common), broadcast_term(b, common), broadcast_term(c, common));
  }
};

}  // namespace tapeless::core
