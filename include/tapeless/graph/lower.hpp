// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/graph.hpp>

namespace tapeless::core {

/// How an expression type enters a graph: its operands first, then itself. One static object per type, so a
/// branch that is used twice is entered once.
struct recipe {
  std::uint64_t key;
  int arity;
  recipe const* const* operands;
  term (*build)(graph&, term const* operands);
  tapeless::core::shape shape;
  element kind = element::real;
  /// What stands for it where a call is only rehearsed, if more of it matters than its shape.
  term (*known)(graph&) = nullptr;
  int vertices = 1;  ///< that it adds to a graph, about, besides
  int growth = 1;    ///< how many times as many vertices it makes of those of its operands
  bool names = false;  ///< it names variables itself, as a traced lambda may, beside its operands
  bool fits = true;    ///< whether the call can be
};

/// What was found at expressions.
template <class Found>
class found_at {
  struct entry {
    recipe const* what;
    Found found;
  };
  sequence<entry> entered_;
  sequence<int> buckets_{64};  // open addressing: 0 is empty, else index + 1

  constexpr int slot(recipe const* r) const {
    unsigned const mask = unsigned(buckets_.count) - 1;
    unsigned k = unsigned(r->key >> 32) & mask;
    while (buckets_.entries[k] != 0 && entered_.entries[buckets_.entries[k] - 1].what != r)
      k = (k + 1) & mask;
    return int(k);
  }

public:
  constexpr void remember(recipe const* r, Found const& found) {
    entered_.push({r, found});
    buckets_.entries[slot(r)] = entered_.count;
    if (2 * entered_.count < buckets_.count) return;
    buckets_ = sequence<int>(4 * buckets_.count);
    for (int i = 0; i < entered_.count; ++i) buckets_.entries[slot(entered_.entries[i].what)] = i + 1;
  }
  constexpr Found const* find(recipe const* r) const {
    int const i = buckets_.entries[slot(r)];
    return i == 0 ? nullptr : &entered_.entries[i - 1].found;
  }
};

/// A walk over expressions, operands first, each once: depth first and without recursion, so no compiler
/// limit on depth applies. What is found at each is remembered.
template <class Found>
class expression_walk {
  found_at<Found> found_;

public:
  /// `act` on every expression that was not met before, with what was found at its operands.
  constexpr Found operator()(recipe const* root, auto act) {
    sequence<recipe const*> pending;
    sequence<Found> x;
    pending.push(root);
    while (pending.count > 0) {
      recipe const* const r = pending.back();
      if (found_.find(r)) {
        pending.pop();
        continue;
      }
      x.clear();
      bool ready = true;
      for (int i = 0; i < r->arity; ++i) {
        if (auto const* found = found_.find(r->operands[i])) x.push(*found);
        else {
          pending.push(r->operands[i]);
          ready = false;
        }
      }
      if (!ready) continue;
      found_.remember(r, act(*r, x.entries));
      pending.pop();
    }
    return *found_.find(root);
  }
};

/// Enters expressions into one graph.
class lowering {
  graph& graph_;
  expression_walk<term> walk_;

public:
  constexpr explicit lowering(graph& g) : graph_(g) {}
  constexpr term operator()(recipe const* root) {
    return walk_(root, [this](recipe const& r, term const* x) { return r.build(graph_, x); });
  }
};

/// About how many vertices some expressions make, without building them: those that each adds by itself,
/// times the most growth on the way to one.
constexpr int expected_vertices(recipe const* const* roots, int count) {
  expression_walk<int> growth_of;
  int total = 0, most = 1;
  for (int i = 0; i < count; ++i) {
    int const growth = growth_of(roots[i], [&total](recipe const& r, int const* x) {
      if (total < 100'000) total += r.vertices;
      int most_below = 1;
      for (int k = 0; k < r.arity; ++k)
        if (x[k] > most_below) most_below = x[k];
      return most_below < 100'000 ? most_below * r.growth : most_below;
    });
    if (growth > most) most = growth;
  }
  return total < 100'000 / most ? total * most : 100'000;
}

}  // namespace tapeless::core
