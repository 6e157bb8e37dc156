// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/graph.hpp>
#include <concepts>
#include <type_traits>

namespace tapeless::core {

/// One call of a kernel: the shapes and the attribute, constants wherever code is emitted.
struct call {
  shape y;
  shape x[max_arity];
  long long with = 0;
};

/// One operand of a call that varies, and what is known of all: the number that is in every entry, else NaN.
struct varied {
  call shapes;
  int operand = 0;
  long double known[max_arity]{};
};

/// The cotangents of an op's operands, in order. An absent one is zero.
struct cotangents {
  term x[max_arity];
  constexpr cotangents() = default;
  constexpr cotangents(term a, term b = {}, term c = {}) : x{a, b, c} {}
};

/// An op whose entries depend on the same entries of its operands has `value`, and may have an attribute.
template <class Op>
concept Elementwise =
    requires(double x) { Op::value(x); } || requires(double x) { Op::value(x, x); } ||
    requires(double x) { Op::value(x, x, x); } || requires(double x) { Op::template value<1>(x); };
/// An elementwise op whose attribute is part of its arithmetic, as the exponent of a power is.
template <class Op>
concept Attributed = requires(double x) { Op::template value<1>(x); };

/// An op that merges entries along a run of axes: merge(x, y), with a neutral number.
template <class Op>
concept Reducing = requires(double x) { Op::merge(x, Op::template neutral<double>()); };

/// The cotangents of y's operands from that of y, by its op's rule.
constexpr cotangents pull_back(term g, term y) {
  auto const& rule = y->op->pullback;
  if (rule.one) return rule.one(g, y, y.operand(0));
  if (rule.two) return rule.two(g, y, y.operand(0), y.operand(1));
  return rule.three(g, y, y.operand(0), y.operand(1), y.operand(2));
}

/// An elementwise op applied to terms, by its own identities.
template <class Op>
constexpr term apply_again(term const* x, long long with) {
  if constexpr (Attributed<Op>) return Op{}(x[0], with);
  else if constexpr (requires { Op{}(x[0]); }) return Op{}(x[0]);
  else if constexpr (requires { Op{}(x[0], x[1]); }) return Op{}(x[0], x[1]);
  else return Op{}(x[0], x[1], x[2]);
}
/// An op written out over single entries: y from the entries of its operands.
constexpr void expand_over_terms(operation const& op, call const& c, term* y, term const* const* x) {
  if (op.expand.one) return op.expand.one(c, y, x[0]);
  if (op.expand.two) return op.expand.two(c, y, x[0], x[1]);
  if (op.expand.three) return op.expand.three(c, y, x[0], x[1], x[2]);
  int const n = c.y.size();
  for (int i = 0; i < n; ++i) {
    term entry[max_arity];
    for (int k = 0; k < max_arity && x[k]; ++k) entry[k] = x[k][i];
    y[i] = op.again(entry, c.with);
  }
}
constexpr long long flops_of_entries(call const& c) { return c.y.size(); }
constexpr int storage_of_entries(call const& c) { return c.y.size(); }

template <int Times>
constexpr long long each_entry(call const& c) {
  return 1ll * Times * c.y.size();
}
template <int Order>
constexpr int constant_order(varied const&) {
  return Order;
}

template <class Op>
constexpr operation described();
template <class Op>
inline constexpr operation describe = described<Op>();

/// A shape with one more axis in front.
constexpr shape in_front(int first, shape const& s) {
  shape y{first};
  for (int axis = 0; axis < s.rank; ++axis) y.append(s[axis]);
  return y;
}
/// The two axes in the lowest fields of an attribute, four bits each, behind one more axis.
constexpr long long behind_one_axis(long long with) { return with + 0x11; }

/// An op says how it carries samples along a new first axis in its member `batched`, of two forms:
///     long long batched(long long with)        the attribute; all else follows
///     term batched(term y, term x, ...)        from its vertex for one sample, and all samples
/// One that says `shares` is also asked where some operands are one for all samples, without that axis: bit k
/// of `each` is 0 where operand k is. It gives no term where it cannot use that.
constexpr term run_for_samples(term y, term const* x, unsigned each) {
  batching_rule const& how = y->op->batched;
  if (!how.shares && each != (1u << y->arity) - 1) return {};
  if (how.rule.one) return how.rule.one(y, x[0]);
  if (how.rule.two) return how.rule.two(y, x[0], x[1]);
  if (how.rule.three) return how.rule.three(y, x[0], x[1], x[2]);
  vertex v = *y;
  v.shape = y.owner->intern(in_front(x[0].extent(0), y.shape()));
  for (int i = 0; i < y->arity; ++i) v.x[i] = x[i].id;
  v.with = how.with(y->with);
  return y.owner->add(v);
}

/// A description as a type, for which its op can be asked: describing an op defines the answer.
template <operation const* D>
struct description {
#if defined __NVCC__
#pragma nv_diagnostic push
#pragma nv_diag_suppress 1301  // the same, said by nvcc
#endif
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"  // one function for each description is what is meant
#endif
  friend constexpr auto op_of(description);
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
#if defined __NVCC__
#pragma nv_diagnostic pop
#endif
};
template <class Op>
struct described_op {
  friend constexpr auto op_of(description<&describe<Op>>) { return std::type_identity<Op>{}; }
  static constexpr bool elementwise = Elementwise<Op>;
};

template <class Op>
constexpr operation described() {
  operation o{Op::name, hash(Op::name)};
  o.flops = flops_of_entries;
  o.storage = storage_of_entries;
  if constexpr (requires { Op::special; }) o.plain = false;
  if constexpr (requires { Op::kind; }) o.kind = Op::kind;
  if constexpr (requires { &Op::flops; }) o.flops = &Op::flops;
  if constexpr (requires { &Op::pullback; }) o.pullback.be(&Op::pullback);
  if constexpr (requires { &Op::transcendentals; }) {
    if constexpr (requires { Op::transcendentals(call{}); }) o.transcendentals = &Op::transcendentals;
    else o.transcendentals = each_entry<Op::transcendentals>;
  }
  if constexpr (requires { &Op::smoothness; }) {
    if constexpr (requires { Op::smoothness(varied{}); }) o.smoothness = &Op::smoothness;
    else o.smoothness = constant_order<Op::smoothness>;
  }
  o.elementwise = described_op<Op>::elementwise;
  if constexpr (Elementwise<Op>) {
    o.again = apply_again<Op>;
  } else {  // what an elementwise op has no need to say: each question costs compilers time for each op
    o.reduces = Reducing<Op>;
    if constexpr (requires { &Op::storage; }) o.storage = &Op::storage;
    if constexpr (requires { o.expand.be(&Op::template evaluate<term>); })
      o.expand.be(&Op::template evaluate<term>);
    if constexpr (requires { &Op::settle; }) o.settle = Op::settle;
    if constexpr (requires { &Op::simpler; }) o.simpler = Op::simpler;
    if constexpr (requires { o.batched.be(&Op::batched); }) o.batched.be(&Op::batched);
    if constexpr (requires { Op::shares; }) o.batched.shares = Op::shares;
  }
  return o;
}
/// The op behind a description: lets code be emitted with its op as a type.
template <operation const* D>
struct behind : decltype(op_of(description<D>{})) {};
template <operation const* D>
using op_behind = typename behind<D>::type;

template <class Op>
constexpr bool is(term t) {
  return t.owner && t.owner->vertices.entries[t.id].op == &describe<Op>;
}

/// The vertex of an op: its result's shape, its attribute, its operands (all of one graph).
template <class Op>
constexpr term make(shape const& result, long long with, term x) {
  return x.owner->add({&describe<Op>, x.owner->intern(result), 1, {x.id, -1, -1}, with});
}
template <class Op>
constexpr term make(shape const& result, long long with, term x, term y) {
  return x.owner->add({&describe<Op>, x.owner->intern(result), 2, {x.id, y.id, -1}, with});
}
template <class Op>
constexpr term make(shape const& result, long long with, term x, term y, term z) {
  return x.owner->add({&describe<Op>, x.owner->intern(result), 3, {x.id, y.id, z.id}, with});
}
/// The vertex of an elementwise op: of the shape of its operands, which are aligned.
template <class Op>
constexpr term entrywise(term x, long long with = 0) {
  return x.owner->add({&describe<Op>, x->shape, 1, {x.id, -1, -1}, with});
}
template <class Op>
constexpr term entrywise(term x, term y) {
  return x.owner->add({&describe<Op>, x->shape, 2, {x.id, y.id, -1}, 0});
}
template <class Op>
constexpr term entrywise(term x, term y, term z) {
  return x.owner->add({&describe<Op>, x->shape, 3, {x.id, y.id, z.id}, 0});
}
/// A vertex without operands.
template <class Op>
constexpr term make(graph& g, shape const& result, long long with) {
  return g.add({&describe<Op>, g.intern(result), 0, {-1, -1, -1}, with});
}

}  // namespace tapeless::core
namespace tapeless {
using core::cotangents;
}  // namespace tapeless
