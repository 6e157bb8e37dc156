// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/step_back.hpp>

namespace tapeless::core {

// A loop that keeps few of its states and computes the others again for its gradient. In the graph it is the
// loop that puts out all states, so that its derivatives, of any order, are those of that loop, to the bit.
// What reads all states without need is replaced once the formula is complete: the last state by `ending`,
// the backward loop by `recomputing`. If nothing else reads the states they are never there together.

/// How many of so many steps lie before the next state to keep, if `slots` states fit, the first one
/// included: the fewest steps are repeated in all (Griewank & Walther, Algorithm 799: revolve, 2000). With
/// b(c, r) = (c + r choose c), and b(c, r - 1) < steps ≤ b(c, r), no step is repeated more than r times.
constexpr int distance_to_next(int steps, int slots) {
  long long const l = steps, c = slots;
  long long all = c + 1, r = 1;  // b(c, r)
  while (all < l) {
    ++r;
    all = all * (c + r) / r;
  }
  long long const before = all * r / (c + r), earlier = before * (r - 1) / (c + r - 1);
  long long const rest = l - (all - before), least = earlier > rest ? earlier : rest;
  return least > 1 ? int(least) : 1;
}

/// How many steps are repeated in all, at these positions: r l - b(c + 1, r - 1).
constexpr long long repeated_steps(int steps, int slots) {
  long long const l = steps, c = slots;
  long long all = c + 1, r = 1;  // b(c, r)
  while (all < l) {
    ++r;
    all = all * (c + r) / r;
  }
  return r * l - all * r / (c + 1);
}

/// The last state of a loop that puts out nothing else.
///     [.., carry] [.., inputs] [.., parameters] → [.., carry]
template <class B, int N, bool Reads>
struct ending_op {
  static constexpr phrase name = "scan";
  using loop = loop_op<B, N>;
  static constexpr long long flops(call const& c) { return loop::flops(c); }
  static constexpr long long transcendentals(call const& c) { return loop::transcendentals(c); }
  static constexpr int smoothness(varied const& x) { return loop::smoothness(x); }
  static constexpr int scratch() { return 2 * B::carry + B::output + numbers_held<typename loop::step>(); }
  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const& all, T* y, T const* carry, T const* inputs,
                                 T const* parameters) {
    for (int i = 0; i < vectors_in(all.y); ++i)
      run_one(y + i * B::carry, vector_at(carry, all.x[0], i), vector_at(inputs, all.x[1], i),
              vector_at(parameters, all.x[2], i));
  }
  template <class T>
  static constexpr void run_one(T* y, T const* carry, T const* inputs, T const* parameters) {
    fixed<T, B::carry + B::output> result{};
    for (int i = 0; i < B::carry; ++i) y[i] = carry[i];
    for (int t = 0; t < N; ++t) {
      T* const out[]{result};
      run<typename loop::step>(out, binding<type_of<loop::c>, T>(y),
                               binding<type_of<loop::x>, T>(inputs + (Reads ? t * B::input : 0)),
                               binding<type_of<loop::p>, T>(parameters));
      for (int i = 0; i < B::carry; ++i) y[i] = result[i];
    }
  }
};

/// The backward loop of N steps over states that are computed again from `Slots` kept ones and the first.
///     [carry, cotangent of the last] [parameters] ([inputs])                 where that is the only one
///     [carry] [parameters] [cotangents of all], [carry, parameters] [inputs] [cotangents of all]     `Full`
///     → ([inputs, last first]) [carry] [parameters]
/// The axes before these are samples, as for loop_op.
/// Without `Reads` there are neither inputs nor their cotangents.
template <class B, int N, int Slots, bool Reads, bool Full>
struct recomputing_op {
  static constexpr phrase name = "scan";
  using loop = loop_op<B, N>;
  using back = loop_op<reversed<B>, N>;
  using one = one_step_back<B, N>;
  static constexpr int C = B::carry, X = B::input, Y = B::output, P = B::parameters, W = C + P;

  static constexpr long long again = repeated_steps(N, Slots + 1);
  static constexpr long long flops(call const& c) {
    return again * (loop::flops(c) / N) + back::flops(c);
  }
  static constexpr long long transcendentals(call const& c) {
    return again * (loop::transcendentals(c) / N) + back::transcendentals(c);
  }
  static constexpr int smoothness(varied const& x) {
    int const ahead = loop::smoothness(x), behind = back::smoothness(x);
    return ahead < behind ? ahead : behind;
  }
  static constexpr int scratch(int slots) {
    int const places = (slots + 1) / 2;  // integers
    int const ahead = numbers_held<typename loop::step>(), behind = one::scratch();
    return slots * C + places + C + (C + Y) + W + (W + X) + (ahead > behind ? ahead : behind);
  }
  static constexpr int scratch() { return scratch(Slots); }

  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const& all, T* y, T const* start, T const* parameters) {
    for (int i = 0; i < vectors_in(all.y); ++i)
      run_one(y + i * last_extent(all.y), vector_at(start, all.x[0], i), vector_at(parameters, all.x[1], i),
              static_cast<T const*>(nullptr));
  }
  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const& all, T* y, T const* start, T const* second, T const* third) {
    for (int i = 0; i < vectors_in(all.y); ++i)
      run_one(y + i * last_extent(all.y), vector_at(start, all.x[0], i), vector_at(second, all.x[1], i),
              vector_at(third, all.x[2], i));
  }

private:
  template <class T>
  static constexpr void run_one(T* y, T const* start, T const* second, T const* third) {
    fixed<T, X> const none{};
    T const* const nothing = none;
    T const* const absent = nullptr;
    if constexpr (!Full) go(y, start, start + C, second, Reads ? third : nothing, absent);
    else if constexpr (Reads) go(y, start, third + N * C, start + C, second, third);
    else go(y, start, third + N * C, second, nothing, third);
  }
  template <class T>
  static constexpr void go(T* y, T const* start, T const* last, T const* parameters, T const* inputs,
                           [[maybe_unused]] T const* g) {
    fixed<T, Slots * C> kept{};
    fixed<int, Slots> place{};
    fixed<T, C> now{};
    fixed<T, C + Y> ahead{};
    fixed<T, W> carry{};
    fixed<T, W + X> behind{};
    for (int i = 0; i < C; ++i) carry[i] = last[i];
    int top = 0;  // of the kept states; state 0 is at hand
    for (int t = N - 1; t >= 0; --t) {
      int at = top > 0 ? place[top - 1] : 0;
      T const* const from = top > 0 ? kept + (top - 1) * C : start;
      for (int i = 0; i < C; ++i) now[i] = from[i];
      while (at < t) {
        bool const room = top < Slots;
        int const to = room ? at + distance_to_next(t - at + 1, Slots - top + 1) : t;
        for (; at < to; ++at) {
          T* const out[]{ahead};
          run<typename loop::step>(out, binding<type_of<loop::c>, T>(now),
                                   binding<type_of<loop::x>, T>(inputs + (Reads ? at * X : 0)),
                                   binding<type_of<loop::p>, T>(parameters));
          for (int i = 0; i < C; ++i) now[i] = ahead[i];
        }
        if (!room) continue;
        for (int i = 0; i < C; ++i) kept[top * C + i] = now[i];
        place[top++] = at;
      }
      T const* const of_put_out = Full ? g + t * Y : nullptr;
      one::run_back(behind, carry, now, inputs + (Reads ? t * X : 0), of_put_out, parameters);
      for (int i = 0; i < W; ++i) carry[i] = behind[i];
      for (int i = 0; Reads && i < X; ++i) y[(N - 1 - t) * X + i] = behind[W + i];
      if (top > 0 && place[top - 1] == t) --top;
    }
    for (int i = 0; i < W; ++i) y[(Reads ? N * X : 0) + i] = carry[i];
  }
};

/// The parameters of a loop, repeated for each of its samples.
constexpr term parameters_of_each(term loop) {
  term const ps = loop.operand(2);
  return broadcast_term(ps, ending(loop.shape(), last_extent(ps.shape())));
}

/// The states of a loop with checkpoints, as loop_op puts them out.
template <class B, int N, int Slots, bool Reads>
struct checkpointed_op;

/// The last of them, read without the others.   [(N + 1) · carry] → [carry]
template <class B, int N, bool Reads>
struct last_state_op {
  static constexpr phrase name = "scan";
  static constexpr long long flops(call const&) { return 0; }
  static constexpr cotangents pullback(term g, term, term all) {
    return spread_along(g, {all.rank() - 1, N * B::carry, 1}, last_extent(all.shape()));
  }
  static constexpr long long batched(long long with) { return with; }
  static constexpr term settle(term y, bool) {
    term const all = y.operand(0);
    term const xs = Reads ? all.operand(1) : zero(*y.owner, shape{B::input});
    return make<ending_op<B, N, Reads>>(y.shape(), 0, all.operand(0), xs, all.operand(2));
  }
};

/// Its backward loop: of all states, the cotangents of all carries, and [inputs, parameters], which only
/// lead further derivatives to these.
template <class B, int N, int Slots, bool Reads>
struct backwards_op {
  static constexpr phrase name = "scan";
  using loop = loop_op<B, N>;
  using back = loop_op<reversed<B>, N>;
  static constexpr int C = B::carry, X = B::input, Y = B::output, P = B::parameters;
  static constexpr int skipped = Reads ? 0 : N * X;  ///< of what the loop puts out
  static constexpr long long flops(call const& c) { return 3 * back::flops(c); }

  static constexpr bool shares = true;
  static constexpr term batched(term y, term all, term of_all, term lead) {
    int const n = (all.rank() > y.rank() ? all : of_all.rank() > y.rank() ? of_all : lead).extent(0);
    auto const repeated = [&](term x) {
      return x.rank() > y.rank() ? x : broadcast_term(x, in_front(n, x.shape()));
    };
    if (all.rank() == y.rank())
      all = checkpointed_op<B, N, Slots, Reads>::batched(all, repeated(all.operand(0)), all.operand(1),
                                                         all.operand(2));
    return make<backwards_op>(in_front(n, y.shape()), 0, all, repeated(of_all), repeated(lead));
  }

  /// Of the loop that reads all states.
  static constexpr cotangents pullback(term g, term, term all, term of_all, term) {
    shape const one = all.shape();
    term const xs = all.operand(1), ps = parameters_of_each(all),
               r = loop::template backwards<reversed<B>>(all, of_all, xs, ps);
    term const of_r = spread_along(g, {one.rank - 1, skipped, 1}, last_extent(r.shape()));
    cotangents const d = back::pullback(of_r, r, r.operand(0), r.operand(1), ps);
    if (!d.x[0].owner) return {};
    term const read = loop::in_reverse(loop::in_steps(d.x[1], C + X + Y));
    auto const column = [&](int from, int count) {
      return reshape_op{}(stretch(read, from, count), ending(one, N * count));
    };
    return {spread_along(column(0, C), {one.rank - 1, 0, 1}, N * C + C),
            chained(column(C + X, Y), stretch(d.x[0], 0, C)), chained(column(C, X), d.x[2])};
  }
  static constexpr term settle(term y, bool) {
    term const all = y.operand(0), g = y.operand(1), c0 = all.operand(0), xs = all.operand(1),
               ps = all.operand(2);
    if (is<spread_op>(g) && progression(g->with).packed() == progression(g.rank() - 1, N * C, 1).packed()) {
      term const start = chained(c0, g.operand(0));
      if constexpr (Reads) return make<recomputing_op<B, N, Slots, true, false>>(y.shape(), 0, start, ps, xs);
      else return make<recomputing_op<B, N, Slots, false, false>>(y.shape(), 0, start, ps);
    }
    if constexpr (Reads)
      return make<recomputing_op<B, N, Slots, true, true>>(y.shape(), 0, chained(c0, parameters_of_each(all)),
                                                           xs, g);
    else return make<recomputing_op<B, N, Slots, false, true>>(y.shape(), 0, c0, ps, g);
  }
};
template <class B, int N, int Slots, bool Reads>
struct checkpointed_op : loop_op<B, N> {
  static constexpr term batched(term y, term c0, term xs, term ps) {
    return loop_op<B, N>::template for_samples<checkpointed_op>(y, c0, xs, ps);
  }
  static constexpr term settle(term y, bool) { return y; }
  static constexpr cotangents pullback(term g, term all, term, term xs, term ps) {
    using back = backwards_op<B, N, Slots, Reads>;
    int const inputs = N * B::input, rest = B::carry + B::parameters;
    g.owner->unsettled = true;
    term const r = make<back>(ending(all.shape(), inputs - back::skipped + rest), 0, all, g,
                              chained(xs, parameters_of_each(all)));
    if constexpr (Reads) return loop_op<B, N>::cotangents_of(r, ps);
    else
      return {stretch(r, 0, B::carry), term{},
              loop_op<B, N>::of_parameters(stretch(r, B::carry, B::parameters), ps)};
  }
};

/// What the gradient of a loop holds in memory, in numbers: not less, whatever is kept; with so many states
/// kept; and without recomputation.
template <class B, int N, bool Reads, bool Full>
struct checkpoint_cost {
  using kernel = recomputing_op<B, N, 0, Reads, Full>;
  static constexpr int C = B::carry, X = Reads ? B::input : 0, P = B::parameters;
  static constexpr int before = Full ? 3 * N * C + 2 * C : 0;  ///< states, their cotangents, these in place
  static constexpr int chains = (B::pieces > 2 ? 2 : 1) * P;   ///< parameters in a row
  static constexpr int around = (Full ? (N + 1) * C + C + P : 4 * C) + chains + (2 * N * X + C + P);
  static constexpr int held(int slots) {
    return kernel::scratch(slots) + (before > around ? before : around);
  }
  static constexpr int least = held(0);
  static constexpr int in_full =
      N * (12 * C + 5 * B::input + products_of<B>.factors) + 8 * C + 6 * P + kernel::scratch(0);
  /// How many states fit, on the stack too.
  static constexpr int slots(long long numbers) {
    int many = 0;
    for (int step = N - 1; step > 0; step /= 2)
      while (many + step < N && held(many + step) <= numbers &&
             kernel::scratch(many + step) <= int(stack_limit / 8))
        many += step;
    return many;
  }
};

}  // namespace tapeless::core
