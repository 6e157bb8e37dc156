// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstdint>
#include <tapeless/ops/arithmetic.hpp>
#include <tapeless/plan/scalarise.hpp>

namespace tapeless::core {

/// Sets of whole numbers, told by their index; 0 is the empty one. Each keeps the words between its first and
/// its last member, so that neighbours cost little however many there are in all.
class set_table {
  struct run {
    int first = 0, count = 0, at = 0;
  };
  sequence<std::uint64_t> words_;
  sequence<run> sets_;

  constexpr bool contains_set(run const& a, run const& b) const {
    if (b.first < a.first || b.first + b.count > a.first + a.count) return false;
    std::uint64_t const *const of_a = words_.begin() + a.at + (b.first - a.first), *const of_b =
                                                                                       words_.begin() + b.at;
    for (int w = 0; w < b.count; ++w)
      if ((of_b[w] & ~of_a[w]) != 0) return false;
    return true;
  }

public:
  constexpr set_table() { sets_.push({}); }
  constexpr int of_one(int member) {
    sets_.push({member / 64, 1, words_.size()});
    words_.push(std::uint64_t{1} << member % 64);
    return sets_.size() - 1;
  }
  constexpr int united(int x, int y) {
    if (x == y || y == 0) return x;
    if (x == 0) return y;
    run const a = sets_[x], b = sets_[y];
    if (contains_set(a, b)) return x;
    if (contains_set(b, a)) return y;
    int const first = a.first < b.first ? a.first : b.first;
    int const end = a.first + a.count > b.first + b.count ? a.first + a.count : b.first + b.count;
    int const at = words_.size();
    words_.resize(at + end - first, 0);
    for (int w = 0; w < a.count; ++w) words_[at + a.first - first + w] = words_[a.at + w];
    for (int w = 0; w < b.count; ++w) words_[at + b.first - first + w] |= words_[b.at + w];
    sets_.push({first, end - first, at});
    return sets_.size() - 1;
  }
  /// Copies a set into words of zeros.
  constexpr void copy(int x, std::uint64_t* into) const {
    run const a = sets_[x];
    for (int w = 0; w < a.count; ++w) into[a.first + w] = words_[a.at + w];
  }
};

/// For every entry of the results of a listing, the set of those entries of one variable that it is made of.
/// Where the formula is written out over entries that is proven with all identities; a product with the
/// number 0 is left out too, since the derivative is 0 there. Else ops are looked at one by one, each
/// written out from the sets of its operands; an op that cannot be, or is too large, takes all of them.
class reach {
  set_table sets_;
  sequence<int> of_result_;

  static constexpr bool is_naught(term t) { return is_zero(t) || is_constant(t, 0); }

  /// The set of every vertex of a graph over entries, its leaves given.
  constexpr sequence<int> over(graph const& g, auto const& of_leaf) {
    sequence<int> set(g.size(), 0);
    for (int id = 0; id < g.size(); ++id) {
      vertex const& v = g[id];
      if (v.arity == 0) {
        set[id] = of_leaf(v);
        continue;
      }
      if (v.op == &describe<multiply_op> && (is_naught_at(g, v.x[0]) || is_naught_at(g, v.x[1]))) continue;
      int all = set[v.x[0]];
      for (int i = 1; i < v.arity; ++i) all = sets_.united(all, set[v.x[i]]);
      set[id] = all;
    }
    return set;
  }
  static constexpr bool is_naught_at(graph const& g, int id) {
    return g[id].op == &describe<zero_op> || (g[id].op == &describe<constant_op> && kept_number(g[id]) == 0);
  }

  constexpr void by_entries(auto const& list, phrase name) {
    int which = -1, variables = 0;
    for (int id = 0; id < list.size.vertices; ++id)
      if (list.template is<variable_op>(id)) {
        if (list.names[list.vertices[id].with] == name) which = variables;
        ++variables;
      }
    graph g;
    auto const results = write_out(list, g);
    auto const set = over(g, [&](vertex const& v) {
      return v.op == &describe<entry_op> && v.with >> 32 == which ? sets_.of_one(int(v.with & 0xffffffff))
                                                                  : 0;
    });
    for (term r : results) of_result_.push(set[r.id]);
  }

  /// Ops one by one. Of each entry the set is known, or that it is zero: naught.
  static constexpr int naught = -1;
  constexpr void by_ops(auto const& list, phrase name) {
    sequence<int> first(list.size.vertices);
    int total = 0;
    for (int id = 0; id < list.size.vertices; ++id) {
      first[id] = total;
      total += list.shape(id).size();
    }
    sequence<int> entry(total, 0);
    for (int id = 0; id < list.size.vertices; ++id) {
      auto const& v = list.vertices[id];
      int* const y = entry.begin() + first[id];
      int const n = list.shape(id).size();
      int const* x[max_arity]{};
      for (int i = 0; i < v.arity; ++i) x[i] = entry.begin() + first[v.x[i]];
      if (list.template is<variable_op>(id)) {
        for (int i = 0; i < n && list.names[v.with] == name; ++i) y[i] = sets_.of_one(i);
      } else if (list.is_leaf(id)) {
        for (int i = 0; i < n; ++i) y[i] = is_naught_leaf(list, id, i) ? naught : 0;
      } else if (v.op->elementwise) {
        bool const product = v.op == &describe<multiply_op>;
        for (int i = 0; i < n; ++i) {
          bool zero_factor = false;
          for (int k = 0; k < v.arity; ++k) {
            if (x[k][i] == naught) zero_factor = true;
            else y[i] = sets_.united(y[i], x[k][i]);
          }
          if (product && zero_factor) y[i] = naught;
        }
      } else if (v.op->expands() && v.op->flops(list.call_of(id)) <= most_flops_of_one) {
        written_out_alone(list, id, y, x);
      } else {
        int all = 0;
        for (int k = 0; k < v.arity; ++k)
          for (int i = 0; i < list.shape(v.x[k]).size(); ++i)
            if (x[k][i] != naught) all = sets_.united(all, x[k][i]);
        for (int i = 0; i < n; ++i) y[i] = all;
      }
    }
    for (int r : list.results)
      for (int i = 0; i < list.shape(r).size(); ++i) {
        int const set = entry[first[r] + i];
        of_result_.push(set == naught ? 0 : set);
      }
  }
  /// Whole tensors: a result takes all members or none.
  constexpr void by_tensors(auto const& list, phrase name) {
    sequence<bool> reached(list.size.vertices, false);
    int members = 0;
    for (int id = 0; id < list.size.vertices; ++id) {
      auto const& v = list.vertices[id];
      if (list.template is<variable_op>(id) && list.names[v.with] == name) {
        reached[id] = true;
        members = list.shape(id).size();
      }
      for (int i = 0; i < v.arity; ++i) reached[id] = reached[id] || reached[v.x[i]];
    }
    int all = 0;
    for (int i = 0; i < members; ++i) all = sets_.united(all, sets_.of_one(i));
    for (int r : list.results)
      for (int i = 0; i < list.shape(r).size(); ++i) of_result_.push(reached[r] ? all : 0);
  }
  static constexpr bool is_naught_leaf(auto const& list, int id, int i) {
    if (list.template is<table_op>(id)) return list.numbers[list.vertices[id].with + i] == 0;
    return list.template is<zero_op>(id) ||
           (list.template is<constant_op>(id) && kept_number(list.vertices[id]) == 0);
  }
  /// One op on entries of which only the sets are known: entries of one set are one leaf. Tables are entered
  /// as they are, since positions steer what is moved.
  constexpr void written_out_alone(auto const& list, int id, int* y, int const* const* x) {
    vertex const& v = list.vertices[id];
    graph g;
    g.over_entries = true;
    sequence<term> operands[max_arity];
    term const* entries[max_arity]{};
    for (int k = 0; k < v.arity; ++k) {
      int const n = list.shape(v.x[k]).size();
      for (int i = 0; i < n; ++i)
        operands[k].push(list.template is<table_op>(v.x[k])
                             ? constant(g, list.numbers[list.vertices[v.x[k]].with + i])
                         : x[k][i] == naught ? zero(g, scalar)
                                             : make<entry_op>(g, scalar, x[k][i]));
      entries[k] = operands[k].begin();
    }
    int const n = list.shape(id).size();
    sequence<term> results(n);
    expand_over_terms(*v.op, list.call_of(id), results.begin(), entries);
    auto const set =
        over(g, [](vertex const& leaf) { return leaf.op == &describe<entry_op> ? int(leaf.with) : 0; });
    for (int i = 0; i < n; ++i) y[i] = is_naught(results[i]) ? naught : set[results[i].id];
  }

public:
  /// Up to this many scalar operations a formula is written out as a whole, and one op by itself.
  static constexpr long long most_flops = 2048, most_flops_of_one = 4096;
  /// Above this many entries of all vertices together whole tensors are looked at.
  static constexpr long long most_entries = 1 << 16;

  constexpr reach(auto const& list, phrase name) {
    writing_out const w = foresee(list);
    if (w.possible && (w.scalars || w.flops <= most_flops)) by_entries(list, name);
    else if (entries_in(list) <= most_entries) by_ops(list, name);
    else by_tensors(list, name);
  }
  static constexpr long long entries_in(auto const& list) {
    long long total = 0;
    for (int id = 0; id < list.size.vertices; ++id) total += list.shape(id).size();
    return total;
  }
  constexpr int size() const { return of_result_.size(); }
  constexpr void copy(int result, std::uint64_t* into) const { sets_.copy(of_result_[result], into); }
};

}  // namespace tapeless::core
