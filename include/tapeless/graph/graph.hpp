// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/sentence.hpp>
#include <tapeless/core/sequence.hpp>
#include <bit>

#if defined __NVCC__
#pragma nv_diag_suppress 20208  // about long double in kernels: graphs have it, and are gone by then
#endif

namespace tapeless::core {

inline constexpr int max_arity = 3;

struct term;
struct call;
struct cotangents;

/// What the entries of a result are. All are kept as the formula's scalar type; only real ones have
/// gradients. `same` is said by ops that only move entries.
enum class element { real, index, truth, same };

/// How often the value of an op is continuously differentiable in one operand, everywhere in its domain.
inline constexpr int jumps = -1, smooth_everywhere = 2147483647;

struct varied;

/// A function of an op as a pointer of its own type, which costs compilers less than a wrapper for each op.
template <class One, class Two, class Three>
struct by_arity {
  One one = nullptr;
  Two two = nullptr;
  Three three = nullptr;
  constexpr void be(One f) { one = f; }
  constexpr void be(Two f) { two = f; }
  constexpr void be(Three f) { three = f; }
  constexpr explicit operator bool() const { return one || two || three; }
};

/// How an op carries samples: by another attribute, where all else follows, or by a rule.
struct batching_rule {
  long long (*with)(long long with) = nullptr;
  by_arity<term (*)(term y, term), term (*)(term y, term, term), term (*)(term y, term, term, term)> rule{};
  bool shares = false;  ///< the rule is also asked where operands are one for all samples

  constexpr void be(long long (*f)(long long)) { with = f; }
  constexpr void be(auto f) { rule.be(f); }
  constexpr explicit operator bool() const { return with || rule; }
};

/// What passes know of an op: one static object per op, derived from its struct by `describe` (op.hpp).
struct operation {
  phrase name;
  std::uint64_t key;
  element kind = element::real;
  bool elementwise = false;
  bool reduces = false;  ///< merges the entries along a run of axes, `with`, into one
  bool plain = true;  ///< no identity of arithmetic looks at this op: not a number, not a negation
  /// The derivative rule: from the result y and its cotangent g. None where the op is flat.
  by_arity<cotangents (*)(term g, term y, term), cotangents (*)(term g, term y, term, term),
           cotangents (*)(term g, term y, term, term, term)>
      pullback{};
  /// The kernel, run on terms, which writes the op out over single entries. None where it is elementwise, and
  /// where it must stay a loop.
  by_arity<void (*)(call const&, term* y, term const*),
           void (*)(call const&, term* y, term const*, term const*),
           void (*)(call const&, term* y, term const*, term const*, term const*)>
      expand{};
  /// An elementwise op on other operands. Null for other ops.
  term (*again)(term const* x, long long with) = nullptr;
  /// Scalar operations of one call.
  long long (*flops)(call const&) = nullptr;
  /// How many numbers the result takes in memory.
  int (*storage)(call const&) = nullptr;
  /// Whether it can be written out over single entries.
  constexpr bool expands() const { return again || expand; }
  /// What a vertex becomes once the formula is complete, and whether another one that becomes something reads
  /// it. Null for most ops.
  term (*settle)(term y, bool asked) = nullptr;
  /// The op in simpler ones, for loops. Null where its kernel is the better code.
  term (*simpler)(shape const& y, long long with, term x) = nullptr;
  /// Calls of elementary functions in one call. Null: none.
  long long (*transcendentals)(call const&) = nullptr;
  /// How smooth the value is in one operand. Null: everywhere, or nowhere where the op is flat.
  int (*smoothness)(varied const&) = nullptr;
  /// How the op carries samples along a new first axis (op.hpp). None where it states no rule: elementwise
  /// ones need none.
  batching_rule batched{};
};

/// One value of a formula: an op applied to earlier vertices. Shapes, numbers and names are kept in tables of
/// the graph, so that vertices compare by integers.
struct vertex {
  operation const* op = nullptr;
  int shape = 0;
  int arity = 0;
  int x[max_arity]{-1, -1, -1};
  long long with =
      0;  ///< the op's attribute: axes, an order, a count, a number's bits, an index into a table

  friend constexpr bool operator==(vertex const& a, vertex const& b) {
    return a.op == b.op && a.shape == b.shape && a.x[0] == b.x[0] && a.x[1] == b.x[1] && a.x[2] == b.x[2] &&
           a.with == b.with;
  }
};

/// How large the tables of a graph are.
struct table_sizes {
  int vertices = 0, shapes = 0, numbers = 0, names = 0;
  constexpr bool within(table_sizes const& room) const {
    return vertices <= room.vertices && shapes <= room.shapes && numbers <= room.numbers &&
           names <= room.names;
  }
};

/// A number is kept in its vertex, as the double next to it and the double next to what is left, so that
/// numbers compare by bits: 0 and -0 are two.
constexpr void keep_number(vertex& v, long double number) {
  double const most = static_cast<double>(number);
  v.with = std::bit_cast<long long>(most);
  bool const whole = number != number || static_cast<long double>(most) == number || most - most != 0;
  auto const rest = std::bit_cast<std::uint64_t>(whole ? 0.0 : static_cast<double>(number - most));
  v.x[0] = static_cast<int>(rest >> 32);
  v.x[1] = static_cast<int>(rest & 0xffffffffu);
}
constexpr long double kept_number(vertex const& v) {
  double const most = std::bit_cast<double>(v.with);
  if (v.x[0] == 0 && v.x[1] == 0) return most;
  return most + static_cast<long double>(
                    std::bit_cast<double>(std::uint64_t(unsigned(v.x[0])) << 32 | unsigned(v.x[1])));
}

class graph;
struct recipe;

/// One vertex of a graph under construction: what derivative rules, composites and traced functions are
/// written in. A plain number is a term too, and so is an expression, until it meets a term of a graph and
/// enters that.
struct term {
  graph* owner = nullptr;
  int id = -1;
  long double number = 0;
  recipe const* pending = nullptr;

  constexpr term() = default;
  constexpr term(graph* g, int i) : owner(g), id(i) {}
  constexpr term(long double literal) : number(literal) {}
  constexpr term(double literal) : number(literal) {}
  constexpr term(int literal) : number(literal) {}
  template <class X>
    requires requires { X::how.operands, X::kind; }
  constexpr term(X) : pending(&X::how) {}

  constexpr vertex const& operator*() const;
  constexpr vertex const* operator->() const;
  constexpr tapeless::core::shape shape() const;
  constexpr int rank() const { return shape().rank; }
  constexpr int extent(int axis) const { return shape()[axis]; }
  constexpr term operand(int i) const;

  friend constexpr bool operator==(term const& a, term const& b) {
    return a.owner == b.owner && a.id == b.id;
  }
};

/// What code a formula becomes: what counts less, scalars in registers, or loops over tensors.
enum class code { by_cost, scalars, loops };

/// A formula as data: vertices in topological order, equal vertices stored once, so a common subexpression
/// cannot arise.
class graph {
  sequence<int> buckets_{8};  // open addressing: 0 is empty, else id + 1
  sequence<tapeless::core::shape> shapes_;
  sequence<long double> numbers_;
  sequence<phrase> names_;
  sentence problem_;

  constexpr int slot(vertex const& v) const;
  constexpr void grow();
  template <class T>
  static constexpr int intern(sequence<T>& table, T const& x, auto same) {
    for (int i = table.size(); i-- > 0;)
      if (same(table[i], x)) return i;
    table.push(x);
    return table.size() - 1;
  }

public:
  sequence<vertex> vertices;
  bool over_entries = false;  ///< a formula written out over single entries
  code wanted = code::by_cost;

  /// The last backward sweep: the vertex it began at, that one's cotangent, and that of each earlier one or
  /// -1.
  struct sweep {
    int of = -1, seed = -1;
    sequence<int> cotangent;
  } swept;
  /// The last formulas that were rewritten together, and what they became.
  struct rewriting {
    sequence<int> from, to;
    void (*entries)(graph&, term*, int) = nullptr;  ///< rewrites their entries, when they are written out
  } rewritten;
  bool unsettled = false;  ///< some vertex becomes another once the formula is complete
  int apart = 0;  ///< how many rules differentiate formulas of their own now: sweeps end at held vertices

  constexpr int size() const { return vertices.count; }
  constexpr table_sizes sizes() const {
    return {vertices.count, shapes_.size(), numbers_.size(), names_.size()};
  }
  constexpr vertex const& operator[](int id) const { return vertices.entries[id]; }
  constexpr tapeless::core::shape const& shape(int index) const { return shapes_.entries[index]; }
  constexpr long double table_number(int index) const { return numbers_[index]; }
  constexpr phrase name(long long index) const { return names_[int(index)]; }

  constexpr int intern(tapeless::core::shape const& s) {
    for (int i = shapes_.count; i-- > 0;)
      if (shapes_.entries[i].rank == s.rank && shapes_.entries[i] == s) return i;
    shapes_.push(s);
    return shapes_.count - 1;
  }
  /// A run of numbers: where it begins. Equal runs are stored once.
  constexpr int intern(long double const* numbers, int count) {
    for (int at = 0; at + count <= numbers_.count; ++at) {
      int same = 0;
      while (same < count && numbers_.entries[at + same] == numbers[same]) ++same;
      if (same == count) return at;
    }
    for (int i = 0; i < count; ++i) numbers_.push(numbers[i]);
    return numbers_.count - count;
  }
  constexpr int intern(phrase name) {
    return intern(names_, name, [](auto const& a, auto const& b) { return a == b; });
  }

  /// The vertex equal to `v`: the one that is there, or a new one.
  constexpr term add(vertex const& v);

  /// Notes the first mistake, for the call that the user wrote to report.
  constexpr void refuse(piece a, piece b = {}, piece c = {}, piece d = {}, piece e = {}, piece f = {},
                        piece g = {}, piece h = {}, piece i = {}, piece j = {}, piece k = {}, piece l = {},
                        piece m = {}, piece n = {}, piece o = {}, piece p = {}) {
    if (!problem_) problem_ = say(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
  }
  constexpr sentence const& problem() const { return problem_; }
};

constexpr vertex const& term::operator*() const { return owner->vertices.entries[id]; }
constexpr vertex const* term::operator->() const { return owner->vertices.entries + id; }
constexpr term term::operand(int i) const { return {owner, owner->vertices.entries[id].x[i]}; }
constexpr shape term::shape() const {
  return owner ? owner->shape(owner->vertices.entries[id].shape) : scalar;
}

/// The bucket that holds a vertex equal to `v`, or where one belongs. Few statements: this is the innermost
/// loop.
constexpr int graph::slot(vertex const& v) const {
  std::uint64_t h = ((v.op->key ^ std::uint64_t(v.with)) * 0x9e3779b97f4a7c15u) ^
                    (std::uint64_t(unsigned(v.x[0])) << 32 | unsigned(v.x[1])) * 0xc4ceb9fe1a85ec53u ^
                    (std::uint64_t(unsigned(v.x[2])) << 32 | unsigned(v.shape)) * 0xff51afd7ed558ccdu,
                mask = unsigned(buckets_.count) - 1, k = (h ^ h >> 29) * 0x9e3779b97f4a7c15u >> 32 & mask;
  while (buckets_.entries[k] != 0 && !(vertices.entries[buckets_.entries[k] - 1] == v)) k = (k + 1) & mask;
  return int(k);
}
constexpr void graph::grow() {
  buckets_ = sequence<int>(4 * buckets_.count);
  for (int i = 0; i < vertices.count; ++i) buckets_.entries[slot(vertices.entries[i])] = i + 1;
}
constexpr term graph::add(vertex const& v) {
  if (2 * vertices.count >= buckets_.count) grow();
  int& bucket = buckets_.entries[slot(v)];
  if (bucket == 0) vertices.push(v), bucket = vertices.count;
  return {this, bucket - 1};
}

}  // namespace tapeless::core
namespace tapeless {
using core::term;
}  // namespace tapeless
