// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/check/note.hpp>
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/ops/where.hpp>

namespace tapeless {

/// A program as kernels over tensors, which keep their operands until they are looked at.
template <class Program>
struct watched {
  static constexpr auto const& list = Program::list;
  static constexpr int results = int(sizeof list.results / sizeof list.results[0]);
  static constexpr auto make() {
    kernel_program<list.size.vertices, results> p;
    plan_kernels(list, p, false);
    return p;
  }
  static constexpr auto plan = make();
  static constexpr int result_size() {
    int n = 0;
    for (int r : list.results) n += list.shape(r).size();
    return n;
  }
};

/// One kernel's operands and result, after it ran.
template <class T>
struct kernel_trace {
  int vertex;
  T const* y;
  T const* x[max_arity];
  int stride[max_arity];  ///< of an elementwise op: 0 where one number stands for all entries
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
    return k == (t.x[0][t.stride[0] * i] != 0 ? 1 : 2);
  }

public:
  constexpr explicit bad_values(bool infinite) : infinite_(infinite) {
    for (int id = 0; id < vertices; ++id) bad_[id] = made_[id] = reached_[id] = false, carried_[id] = 0;
  }
  constexpr bool is_bad(T x) const {
    return x != x ||
           (infinite_ && (x > std::numeric_limits<T>::max() || x < std::numeric_limits<T>::lowest()));
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
      for (int k = 0; k < v.arity; ++k)
        given = given || (takes_part(t, k, i) && is_bad(t.x[k][t.stride[k] * i]));
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
        carries = is_bad(t.y[i]) && takes_part(t, k, i) && is_bad(t.x[k][t.stride[k] * i]);
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

/// Runs one kernel and shows it to `visit`.
template <auto const& List, kernel_step Step, class T>
constexpr void run_and_show(T const* const* in, T* const* out, T* workspace, auto const& visit) {
  run_kernel<List, Step>(in, out, workspace);
  if constexpr (Step.vertex >= 0) {
    constexpr int arity = List.vertices[Step.vertex].arity;
    T const number[]{number_at<List, Step.x[0], T>(), number_at<List, Step.x[1], T>(),
                     number_at<List, Step.x[2], T>()};
    auto const stride = [](int k) { return k < arity && Step.x[k].where != place::number ? 1 : 0; };
    visit(kernel_trace<T>{Step.vertex,
                          begin_of<Step.y, List>(in, out, workspace, number[0]),
                          {begin_of<Step.x[0], List>(in, out, workspace, number[0]),
                           begin_of<Step.x[1], List>(in, out, workspace, number[1]),
                           begin_of<Step.x[2], List>(in, out, workspace, number[2])},
                          {stride(0), stride(1), stride(2)}});
  }
}
template <auto const& List, auto const& Plan, class T>
constexpr void run_watched(T const* const* in, T* const* out, T* workspace, auto const& visit) {
  [&]<int... S>(std::integer_sequence<int, S...>) {
    [[maybe_unused]] bool const done[]{
        true, (run_and_show<List, Plan.steps[S]>(in, out, workspace, visit), true)...};
  }
  (up_to<Plan.length>{});
}

}  // namespace tapeless
