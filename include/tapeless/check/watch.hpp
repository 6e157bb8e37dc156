// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/check/note.hpp>
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/ops/where.hpp>

namespace tapeless::core {

/// Where the vertices of a listing lie while each is computed by itself: in a workspace, as long as they are
/// read. Results stay.
template <auto const& List>
struct watch_plan {
  static constexpr int vertices = List.size.vertices;
  struct places {
    fixed<int, vertices> offset{};
    int workspace = 0;
  };
  /// A number, which fills a tensor.
  static constexpr bool is_filled(int id) {
    return List.is_leaf(id) && !List.template is<variable_op>(id) && !List.template is<table_op>(id);
  }
  static constexpr places make() {
    places p;
    sequence<int> holder(vertices), last_use(vertices, -1), span(vertices, -1);
    for (int id = 0; id < vertices; ++id) {
      vertex const& v = List.vertices[id];
      holder[id] = v.op == &describe<reshape_op> ? holder[v.x[0]] : id;
      for (int i = 0; i < v.arity; ++i) last_use[holder[v.x[i]]] = id;
    }
    for (int r : List.results) last_use[holder[r]] = vertices;
    workspace_map<vertices> map;
    auto const allocate = [&](int id, int size) {
      span[id] = map.allocate(size);
      p.offset[id] = map.offset(span[id]);
    };
    for (int id = 0; id < vertices; ++id)
      if (is_filled(id)) allocate(id, List.shape(id).size());
    for (int id = 0; id < vertices; ++id) {
      vertex const& v = List.vertices[id];
      if (holder[id] != id || v.arity == 0) continue;
      allocate(id, v.op->storage(List.call_of(id)));
      for (int i = 0; i < v.arity; ++i) {
        int const read = holder[v.x[i]];
        if (last_use[read] != id || span[read] < 0 || List.is_leaf(read)) continue;
        map.release(span[read]);
        span[read] = -1;
      }
    }
    p.workspace = map.high;
    return p;
  }
  static constexpr places all = make();
};

/// One kernel's operands and result, after it ran.
template <class T>
struct kernel_trace {
  int vertex;
  T const* y;
  T const* x[max_arity];
};

/// Follows values that are bad, NaN or infinite, from where they arise.
template <auto const& List, class T>
class bad_values {
  static constexpr int vertices = List.size.vertices;
  bool infinite_;
  fixed<bool, vertices> bad_{}, made_{}, reached_{};
  fixed<unsigned char, vertices>
      carried_{};  // the operands that a vertex has its bad values from, a bit each

  static constexpr int count(int id) {
    int const size = List.shape(id).size(), stored = List.vertices[id].op->storage(List.call_of(id));
    return stored < size ? stored : size;  // a selection is kept as its columns
  }
  /// Whether operand k of an elementwise op has its part in entry i: of a choice, the branch taken.
  static constexpr bool takes_part(kernel_trace<T> const& t, int k, int i) {
    if (List.vertices[t.vertex].op != &describe<where_op>) return true;
    return k == (t.x[0][i] != 0 ? 1 : 2);
  }

public:
  constexpr explicit bad_values(bool infinite) : infinite_(infinite) {
    for (int id = 0; id < vertices; ++id) bad_[id] = made_[id] = reached_[id] = false, carried_[id] = 0;
  }
  constexpr bool is_bad(T x) const {
    return x != x ||
           (infinite_ && (x > limits<T>::max() || x < -limits<T>::max()));
  }
  constexpr int find(T const* entries, int size) const {
    for (int i = 0; i < size; ++i)
      if (is_bad(entries[i])) return i;
    return -1;
  }
  /// The first entry that a vertex made bad: of an elementwise op, from good entries. -1 where there is none.
  constexpr int made_at(kernel_trace<T> const& t) const {
    vertex const& v = List.vertices[t.vertex];
    int const size = count(t.vertex);
    if (!v.op->elementwise) {
      for (int k = 0; k < v.arity; ++k)
        if (find(t.x[k], count(v.x[k])) >= 0) return -1;
      return find(t.y, size);
    }
    for (int i = 0; i < size; ++i) {
      bool given = false;
      for (int k = 0; k < v.arity; ++k) given = given || (takes_part(t, k, i) && is_bad(t.x[k][i]));
      if (!given && is_bad(t.y[i])) return i;
    }
    return -1;
  }
  constexpr void look(kernel_trace<T> const& t) {
    vertex const& v = List.vertices[t.vertex];
    int const size = count(t.vertex);
    if (find(t.y, size) < 0) return;
    bad_[t.vertex] = true;
    made_[t.vertex] = made_at(t) >= 0;
    for (int k = 0; k < v.arity; ++k) {
      bool carries = !v.op->elementwise && find(t.x[k], count(v.x[k])) >= 0;
      for (int i = 0; i < size && v.op->elementwise && !carries; ++i)
        carries = is_bad(t.y[i]) && takes_part(t, k, i) && is_bad(t.x[k][i]);
      if (carries) carried_[t.vertex] = static_cast<unsigned char>(carried_[t.vertex] | 1u << k);
    }
  }
  /// A leaf with bad values: a variable where it is bound, or a number of the formula.
  constexpr void look_at_leaf(int id, T const* entries, int size) {
    bad_[id] = made_[id] = find(entries, size) >= 0;
  }
  /// The first vertex whose own bad values reach a result; -1 where no result has any.
  constexpr int first() {
    for (int r : List.results) reached_[r] = true;
    int found = -1;
    for (int id = vertices; id-- > 0;) {
      vertex const& v = List.vertices[id];
      if (!reached_[id]) continue;
      if (v.op == &describe<reshape_op>) reached_[v.x[0]] = true;
      if (made_[id]) found = id;
      for (int k = 0; k < v.arity; ++k)
        if ((carried_[id] >> k & 1) != 0) reached_[v.x[k]] = true;
    }
    return found;
  }
};

/// An elementwise op, entry by entry.
template <class Op, long long With, class T>
constexpr void run_elementwise(T* y, int size, T const* const* x) {
  for (int i = 0; i < size; ++i) y[i] = apply<Op, With>(x[0][i], x[1][i], x[2][i]);
}

/// Computes the vertices of a listing one by one and shows each to `visit`: a leaf as its entries and their
/// number, any other as a kernel_trace.
template <auto const& List, class T>
class watched_run {
  using plan = watch_plan<List>;
  static constexpr int vertices = List.size.vertices;
  fixed<T, plan::all.workspace> workspace_{};
  fixed<T const*, vertices> at_{};

  template <int Id>
  constexpr void leaf(T const* const* in, int& variables, auto const& visit) {
    constexpr vertex const& v = List.vertices[Id];
    if constexpr (v.arity == 0) {
      constexpr int size = List.shape(Id).size();
      if constexpr (v.op == &describe<variable_op>) at_[Id] = in[variables++];
      else if constexpr (v.op == &describe<table_op>) at_[Id] = table_of<List, Id, T>.at;
      else {
        T* const number = workspace_ + plan::all.offset[Id];
        for (int i = 0; i < size; ++i)
          number[i] = v.op == &describe<constant_op> ? static_cast<T>(kept_number(v)) : T{};
        at_[Id] = number;
      }
      visit(Id, at_[Id], size);
    }
  }
  template <int Id>
  constexpr void step(auto const& visit) {
    constexpr vertex const& v = List.vertices[Id];
    if constexpr (v.op == &describe<reshape_op>) {
      at_[Id] = at_[v.x[0]];
    } else if constexpr (v.arity > 0) {
      T* const y = workspace_ + plan::all.offset[Id];
      at_[Id] = y;
      kernel_trace<T> t{Id, y, {}};
      for (int k = 0; k < max_arity; ++k) t.x[k] = at_[v.x[k < v.arity ? k : 0]];
      using Op = op_behind<List.vertices[Id].op>;
      if constexpr (Elementwise<Op>)
        run_elementwise<Op, List.vertices[Id].with>(y, List.shape(Id).size(), t.x);
      else if constexpr (v.arity == 1) tensor_kernel<Op, List.call_of(Id)>(y, t.x[0]);
      else if constexpr (v.arity == 2) tensor_kernel<Op, List.call_of(Id)>(y, t.x[0], t.x[1]);
      else tensor_kernel<Op, List.call_of(Id)>(y, t.x[0], t.x[1], t.x[2]);
      visit(t);
    }
  }

public:
  constexpr void operator()(T const* const* in, auto const& visit_leaf, auto const& visit) {
    int variables = 0;
    [&]<int... Id>(std::integer_sequence<int, Id...>) {
      [[maybe_unused]] bool const found[]{true, (leaf<Id>(in, variables, visit_leaf), true)...};
      [[maybe_unused]] bool const done[]{true, (step<Id>(visit), true)...};
    }(up_to<vertices>{});
  }
};

}  // namespace tapeless::core
