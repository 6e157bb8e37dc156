// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/kept_values.hpp>
#include <tapeless/ops/batched.hpp>

namespace tapeless::core {

/// A user's step over tensors as a body over flat vectors. `Shapes` are those of the parameters.
template <class F, bool Reads, shape State, shape Input, shape... Shapes>
struct stepping {
  static constexpr phrase name = "stepping";
  static constexpr bool keeps_carry = true;
  static constexpr int order = 0, carry = State.size(), input = Input.size(), output = carry,
                       parameters = parameter_list<Shapes...>::size, pieces = sizeof...(Shapes);

  /// The state after one step, in its own shape.
  static constexpr term next(term c, term x, term p) {
    term const state = reshape_op{}(c, State);
    if constexpr (Reads)
      return parameter_list<Shapes...>::template apply<F>(p, state, reshape_op{}(x, Input));
    else return parameter_list<Shapes...>::template apply<F>(p, state);
  }
  constexpr term operator()(term c, term x, term p) const {
    return chained(flatten_call{}(next(c, x, p)), c);
  }

  /// What is wrong with the step, if anything.
  static constexpr sentence problem() {
    constexpr int first = Reads ? 2 : 1;
    if (!parameter_list<Shapes...>::template fits<F, first>)
      return say(Reads ? "scan<N>(step, init, xs, ...)" : "repeat<N>(step, init, ...)",
                 ": the step must take ", first + int(sizeof...(Shapes)),
                 Reads ? " operands: the state, an entry of xs and the parameters"
                       : " operands: the state and the parameters");
    trial_graph t;
    term const y = next(t.stand_in(carry, 1), t.stand_in(input, 2), t.stand_in(parameters, 3));
    if (t.g.problem()) return t.g.problem();
    if (auto const stranger = t.stranger(); !stranger.empty())
      return say("scan, repeat: the step uses the variable ", stranger,
                 "; what a step needs is passed after its state");
    if (y.shape() == State) return {};
    return say("scan, repeat: a step must keep the shape of its state; that is ", State, ", after a step ",
               y.shape());
  }
};

// What a step computes from its input alone does not wait for the steps before: it is computed for all steps
// at once, in front of the loop, and fed to it. matmul(W, x) is one product of matrices then, and so are its
// derivatives.

/// A step that is fed values of its input: these, then the input if it needs that too. Of the parameters it
/// has those that it needs, high matrices by columns.
template <class F, shape State, shape Input, shape... Shapes>
struct fed_step {
  static constexpr phrase name = "fed step";
  static constexpr bool keeps_carry = true;
  static constexpr int given = sizeof...(Shapes);
  using list = parameter_list<Shapes...>;
  struct pieces_of {
    term each[sizeof...(Shapes) + 1]{};
    constexpr term& operator[](int i) { return each[i]; }
    constexpr term const& operator[](int i) const { return each[i]; }
  };

  static constexpr pieces_of absent_parameters(graph& g) {
    [[maybe_unused]] int number = 8;
    return {{absent(g, Shapes, number++)...}};
  }
  static constexpr term step(graph& g, term c, term x, pieces_of const& p) {
    return flatten_call{}(list::template apply_to<F>(g, p.each, reshape_op{}(c, State), x));
  }
  static constexpr kept_values values_of(term y, term c, term x) { return kept_values(y, {c}, x, term{}); }

  /// Whether a matrix is better kept by columns: where all steps multiply vectors by it, and it has so many
  /// more rows than columns that these fill vectors better.
  static constexpr bool pays_turned(term y, sequence<bool> const& needed, term w) {
    if (w.rank() != 2 || w.extent(0) < 16 || w.extent(0) < 2 * w.extent(1)) return false;
    graph const& g = *w.owner;
    for (int id = w.id; id <= y.id; ++id) {
      vertex const& v = g[id];
      bool reads = false;
      for (int i = 0; needed[id] && i < v.arity; ++i) reads = reads || v.x[i] == w.id;
      if (!reads) continue;
      if (v.op != &describe<matmul_op> || v.x[0] != w.id || v.x[1] == w.id) return false;
      if (g.shape(v.shape).rank != 2 || g.shape(v.shape)[1] != 1) return false;
    }
    return true;
  }

  struct facts {
    int values = 0, parameters = 0, pieces = 0;
    bool reads_input = false, at_once = false, uses[sizeof...(Shapes) + 1]{}, turns[sizeof...(Shapes) + 1]{};
    long long work = 0;
  };
  static constexpr facts known = [] {
    facts f;
    trial_graph t;
    term const c = t.stand_in(State.size(), 1), x = absent(t.g, Input, 3);
    pieces_of const p = absent_parameters(t.g);
    kept_values const v = values_of(step(t.g, c, x, p), c, x);
    f.values = v.size;
    f.work = v.work;
    f.at_once = v.at_once;
    if (v.size == 0) return f;
    term const y = v.replaced(t.stand_in(v.size, 2));
    sequence<bool> needed(y.id + 1, false);
    needed[y.id] = true;
    for (int id = y.id; id >= 0; --id)
      for (int i = 0; needed[id] && i < t.g[id].arity; ++i) needed[t.g[id].x[i]] = true;
    f.reads_input = needed[x.id];
    for (int i = 0; i < given; ++i) {
      f.uses[i] = needed[p[i].id];
      f.turns[i] = f.uses[i] && pays_turned(y, needed, p[i]);
      f.parameters += f.uses[i] ? p[i].shape().size() : 0;
      f.pieces += f.uses[i];
    }
    return f;
  }();
  static constexpr int order = 0, carry = State.size(), output = carry, pieces = known.pieces,
                       input = known.values + (known.reads_input ? Input.size() : 0),
                       parameters = known.parameters > 0 ? known.parameters : 1;
  static constexpr sentence problem() { return {}; }
  /// Where n steps save as much as they move, and memory is not of a higher order, nor much of the stack's;
  /// with a checkpoint, not more.
  static constexpr bool pays(int n, bool within_budget) {
    if (known.values == 0 || !known.at_once || known.work < 4 * known.values) return false;
    if (8ll * n * input > static_cast<long long>(stack_limit / 4)) return false;
    return within_budget ? input <= Input.size() : input <= 4 * (State.size() + Input.size());
  }

  constexpr term operator()(term c, term in, term p) const {
    graph& g = *c.owner;
    term const x = absent(g, Input, 3);
    pieces_of own = absent_parameters(g);
    for (int i = 0, at = 0; i < given; ++i) {
      if (!known.uses[i]) continue;
      shape const s = own[i].shape();
      term const flat = stretch(p, at, s.size());
      if (known.turns[i]) own[i] = swap_axes(reshape_op{}(flat, shape{s[1], s[0]}), 0, 1);
      else own[i] = reshape_op{}(flat, s);
      at += s.size();
    }
    kept_values const v = values_of(step(g, c, x, own), c, x);
    term const values = stretch(in, 0, known.values);
    if constexpr (known.reads_input)
      return chained(v.replaced(values, x, reshape_op{}(stretch(in, known.values, Input.size()), Input)), c);
    else return chained(v.replaced(values), c);
  }
  /// What n steps are fed, from all inputs.   [n, axes of one] → [n · input]
  static constexpr term feed(graph& g, int n, term xs, pieces_of const& all) {
    batching each_step(g, n);
    term const x = absent(g, Input, 3), c = absent(g, shape{carry}, 4);
    each_step.stands_for(x, xs);
    pieces_of const p = absent_parameters(g);
    term const y = step(g, c, x, p);
    kept_values const v = values_of(y, c, x);
    sequence<int> now(y.id + 1, -1);
    for (int i = 0; i < given; ++i)
      if (p[i].id <= y.id) now[p[i].id] = all[i].id;
    kept_values::make_again(g, now);
    sequence<term> rows;
    for (int id : v.each) {
      term const one(&g, now[id]);
      rows.push(reshape_op{}(each_step(one), shape{n, one.shape().size()}));
    }
    if (known.reads_input) rows.push(reshape_op{}(xs, shape{n, Input.size()}));
    return flatten_call{}(concat_along(rows.begin(), rows.size(), 1));
  }
  /// The parameters that it needs, in a row.
  static constexpr term chain(graph& g, pieces_of const& all) {
    sequence<term> own;
    for (int i = 0; i < given; ++i)
      if (known.uses[i]) own.push(flatten_call{}(known.turns[i] ? swap_axes(all[i], 0, 1) : all[i]));
    return own.size() == 0 ? zero(g, shape{1}) : concat_along(own.begin(), own.size(), 0);
  }
};

/// The body of a scan: fed where that pays.
template <int N, long long Bytes, class F, shape State, shape Input, shape... Shapes>
constexpr auto choose_fed() {
  using plain = stepping<F, true, State, Input, Shapes...>;
  using fed = fed_step<F, State, Input, Shapes...>;
  if constexpr (N == 1 || bool(plain::problem())) return std::type_identity<plain>{};
  else if constexpr (!fed::pays(N, Bytes >= 0)) return std::type_identity<plain>{};
  else return std::type_identity<fed>{};
}

}  // namespace tapeless::core
