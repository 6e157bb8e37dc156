// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/graph/graph.hpp>

namespace tapeless {

/// How an expression type enters a graph: its operands first, then itself. One static object per type, so a
/// branch that is used twice is entered once.
struct recipe {
  std::uint64_t key;
  int arity;
  recipe const* const* operands;
  term (*build)(graph&, term const* operands);
};

/// Enters expressions into one graph, depth first and without recursion: no compiler limit on depth applies.
class lowering {
  struct entry {
    recipe const* what;
    term result;
  };
  graph& graph_;
  sequence<entry> entered_;
  sequence<int> buckets_{64};  // open addressing: 0 is empty, else index + 1

  constexpr int slot(recipe const* r) const {
    unsigned const mask = unsigned(buckets_.size()) - 1;
    unsigned k = unsigned(r->key >> 32) & mask;
    while (buckets_[int(k)] != 0 && entered_[buckets_[int(k)] - 1].what != r) k = (k + 1) & mask;
    return int(k);
  }
  constexpr void remember(recipe const* r, term t) {
    entered_.push({r, t});
    buckets_[slot(r)] = entered_.size();
    if (2 * entered_.size() < buckets_.size()) return;
    buckets_ = sequence<int>(4 * buckets_.size());
    for (int i = 0; i < entered_.size(); ++i) buckets_[slot(entered_[i].what)] = i + 1;
  }
  constexpr entry const* find(recipe const* r) const {
    int const i = buckets_[slot(r)];
    return i == 0 ? nullptr : &entered_[i - 1];
  }

public:
  constexpr explicit lowering(graph& g) : graph_(g) {}

  constexpr term operator()(recipe const* root) {
    sequence<recipe const*> pending;
    sequence<term> x;
    pending.push(root);
    while (pending.size() > 0) {
      recipe const* const r = pending.back();
      if (find(r)) {
        pending.pop();
        continue;
      }
      x.clear();
      bool ready = true;
      for (int i = 0; i < r->arity; ++i) {
        if (auto const* e = find(r->operands[i])) x.push(e->result);
        else {
          pending.push(r->operands[i]);
          ready = false;
        }
      }
      if (!ready) continue;
      remember(r, r->build(graph_, x.begin()));
      pending.pop();
    }
    return find(root)->result;
  }
};

}  // namespace tapeless
