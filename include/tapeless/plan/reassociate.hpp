// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/contract.hpp>

namespace tapeless::core {

/// A factor of a chain of matrix products: a vertex, or its transpose. A vector counts as a column.
struct factor {
  int id = -1;
  bool transposed = false;
  int rows = 1, columns = 1;
  constexpr std::uint64_t code() const { return 2 * std::uint64_t(id) + transposed; }
};

/// Whether a graph has products of matrices at all.
constexpr bool has_products(graph const& g) {
  vertex const* const all = g.vertices.entries;
  int const size = g.size();
  for (int id = 0; id < size; ++id)
    if (all[id].op == &describe<matmul_op>) return true;
  return false;
}

/// Brackets in chains of matrix products where they cost least: (A B) x → A (B x), through transposes too, so
/// that (A B)ᵀ g → Bᵀ (Aᵀ g). What another chain has multiplied already is free, itself or transposed. The
/// values change by rounding only.
class reassociation {
  static constexpr int most = 8;  ///< factors of a chain
  struct product {
    std::uint64_t key = 0;
    term value;
  };
  graph& graph_;
  sequence<int> now_;             ///< of each vertex from before, the one that took its place
  sequence<product> known_{256};  // open addressing: a key of 0 is free
  int known_count_ = 0;
  factor chain_[most];
  int length_ = 0;
  long long cost_[most][most]{};
  int cut_[most][most]{};
  term found_[most][most];

  static constexpr bool is_vector(shape const& s) {
    return s.rank == 1 || (s.rank == 2 && (s[0] == 1) != (s[1] == 1));
  }
  static constexpr bool is_row(shape const& s) { return s.rank == 2 && s[0] == 1; }

  /// The vertex of a factor below transposes and reshapes of vectors.
  constexpr factor bare(int id, bool transposed) const {
    for (;;) {
      vertex const& v = graph_[id];
      shape const& s = graph_.shape(v.shape);
      if (v.op == &describe<permute_op> && s.rank == 2) {
        transposed = !transposed;
      } else if (v.op == &describe<reshape_op> && is_vector(s) &&
                 is_vector(graph_.shape(graph_[v.x[0]].shape))) {
        transposed = transposed != (is_row(s) != is_row(graph_.shape(graph_[v.x[0]].shape)));
      } else {
        int const m = s[0], n = s.rank == 1 ? 1 : s[1];
        return {id, transposed, transposed ? n : m, transposed ? m : n};
      }
      id = v.x[0];
    }
  }
  constexpr bool is_product(int id) const {
    return graph_[id].op == &describe<matmul_op> && graph_.shape(graph_[id].shape).rank == 2;
  }
  constexpr void flatten(int id) {
    factor pending[most + 1];
    int count = 0;
    pending[count++] = bare(id, false);
    length_ = 0;
    while (count > 0) {
      factor const f = pending[--count];
      vertex const& v = graph_[f.id];
      if (is_product(f.id) && length_ + count + 2 <= most) {
        factor const a = bare(v.x[0], f.transposed), b = bare(v.x[1], f.transposed);
        pending[count++] = f.transposed ? a : b;
        pending[count++] = f.transposed ? b : a;
      } else {
        chain_[length_++] = f;
      }
    }
  }
  /// A key of a run of factors, and that of its transpose.
  constexpr std::uint64_t key_of(int from, int to) const {
    std::uint64_t key = 1;
    for (int i = from; i <= to; ++i) key = mix(key * 3, chain_[i].code());
    return key | 1;
  }
  constexpr std::uint64_t key_of_transpose(int from, int to) const {
    std::uint64_t key = 1;
    for (int i = to; i >= from; --i) key = mix(key * 3, chain_[i].code() ^ 1);
    return key | 1;
  }
  constexpr int slot(std::uint64_t key) const {
    int const mask = known_.count - 1;
    int k = int(key >> 40) & mask;
    while (known_.entries[k].key != 0 && known_.entries[k].key != key) k = (k + 1) & mask;
    return k;
  }
  constexpr void remember(std::uint64_t key, term value) {
    known_[slot(key)] = {key, value};
    if (2 * ++known_count_ < known_.count) return;
    sequence<product> const before = static_cast<sequence<product>&&>(known_);
    known_ = sequence<product>(4 * before.count);
    for (product const& p : before)
      if (p.key != 0) known_[slot(p.key)] = p;
  }
  constexpr void find_brackets() {
    for (int span = 0; span < length_; ++span)
      for (int i = 0, j = span; j < length_; ++i, ++j) {
        cost_[i][j] = 0;
        found_[i][j] = term{};
        if (span == 0) continue;
        if (product const& p = known_[slot(key_of(i, j))]; p.key != 0) found_[i][j] = p.value;
        else if (product const& t = known_[slot(key_of_transpose(i, j))]; t.key != 0)
          found_[i][j] = transpose_call{}(t.value);
        if (found_[i][j].owner) continue;
        for (int k = i; k < j; ++k) {
          long long const c =
              cost_[i][k] + cost_[k + 1][j] + 2ll * chain_[i].rows * chain_[k].columns * chain_[j].columns;
          if (k == i || c < cost_[i][j]) cost_[i][j] = c, cut_[i][j] = k;
        }
      }
  }
  constexpr term build(int i, int j) {
    if (i == j) return entered(chain_[i]);
    if (found_[i][j].owner) return found_[i][j];
    term const y = matmul_op{}(build(i, cut_[i][j]), build(cut_[i][j] + 1, j));
    remember(key_of(i, j), y);
    return y;
  }
  /// A factor as a matrix.
  constexpr term entered(factor const& f) {
    term const t(&graph_, now_[f.id]);
    if (is_vector(t.shape())) return reshape_op{}(t, shape{f.rows, f.columns});
    return f.transposed ? transpose_call{}(t) : t;
  }
  constexpr bool is_chain(int id) const { return is_product(bare(id, false).id); }

  /// Scalar operations behind some results.
  constexpr long long work(term const* results, int count) const {
    sequence<bool> needed(graph_.size(), false);
    long long total = 0;
    for (int i = 0; i < count; ++i) needed[results[i].id] = true;
    for (int id = graph_.size(); id-- > 0;) {
      if (!needed[id] || graph_[id].arity == 0) continue;
      vertex const& v = graph_[id];
      call c;
      c.y = graph_.shape(v.shape);
      c.with = v.with;
      for (int i = 0; i < v.arity; ++i) needed[v.x[i]] = true, c.x[i] = graph_.shape(graph_[v.x[i]].shape);
      total += v.op->elementwise ? c.y.size() : v.op->flops(c);
    }
    return total;
  }
  /// What results need when chains are taken as wholes: no product within them.
  constexpr sequence<bool> needs(term const* results, int count) {
    sequence<bool> needed(graph_.size(), false);
    for (int i = 0; i < count; ++i) needed[results[i].id] = true;
    for (int id = graph_.size(); id-- > 0;) {
      if (!needed[id]) continue;
      if (is_chain(id)) {
        flatten(id);
        for (int i = 0; i < length_; ++i) needed[chain_[i].id] = true;
      } else {
        for (int i = 0; i < graph_[id].arity; ++i) needed[graph_[id].x[i]] = true;
      }
    }
    return needed;
  }
  constexpr term rebuilt(int id) {
    if (is_chain(id)) {
      flatten(id);
      find_brackets();
      return reshape_op{}(build(0, length_ - 1), graph_.shape(graph_[id].shape));
    }
    vertex v = graph_[id];
    term x[max_arity];
    bool same = true;
    for (int i = 0; i < v.arity; ++i) {
      same = same && v.x[i] == now_[v.x[i]];
      v.x[i] = now_[v.x[i]];
      x[i] = {&graph_, v.x[i]};
    }
    return same ? term(&graph_, id) : v.op->again ? v.op->again(x, v.with) : graph_.add(v);
  }

public:
  constexpr explicit reassociation(graph& g) : graph_(g) {}

  /// Whether a product is a factor of a product.
  constexpr bool has_chains() const {
    vertex const* const all = graph_.vertices.entries;
    for (int id = 0; id < graph_.size(); ++id) {
      if (all[id].op != &describe<matmul_op> || !is_product(id)) continue;
      if (is_chain(all[id].x[0]) || is_chain(all[id].x[1])) return true;
    }
    return false;
  }
  /// Puts the cheaper products behind the results, if that makes fewer scalar operations of all of them.
  constexpr void operator()(term* results, int count) {
    if (!has_chains()) return;
    long long const before = work(results, count);
    auto const needed = needs(results, count);
    now_.resize(graph_.size(), -1);
    for (int id = 0; id < needed.count; ++id)
      if (needed[id]) now_[id] = rebuilt(id).id;
    sequence<term> cheaper;
    for (int i = 0; i < count; ++i) cheaper.push({&graph_, now_[results[i].id]});
    if (work(cheaper.begin(), count) >= before) return;
    for (int i = 0; i < count; ++i) results[i] = cheaper[i];
  }
};

}  // namespace tapeless::core
