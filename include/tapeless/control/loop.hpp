// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/retrace.hpp>

namespace tapeless::core {

template <class B, int N>
struct loop_op;

/// The body that puts out the carry it began with.
template <class B>
struct keeping {
  static constexpr phrase name = "keeping";
  static constexpr bool keeps_carry = true;
  static constexpr int carry = B::carry, input = B::input, parameters = B::parameters, output = B::carry,
                       order = B::order;
  constexpr term operator()(term c, term x, term p) const {
    return chained(stretch(B{}(c, x, p), 0, carry), c);
  }
};
/// N steps of a body as a loop: what the steps put out, one after another, then the last carry.
///     [.., carry] [.., N · input] [.., parameters] → [.., N · output + carry]
/// The axes before are samples, with a loop each; parameters without such axes are one for all.
/// Its gradient is a loop too, backwards over the carries, which the forward loop has put out or puts out
/// again.
template <class B, int N>
struct loop_op : loop_facts<loop_op<B, N>, N> {
  static constexpr phrase name = "scan";
  static constexpr variable<"c", B::carry> c{};
  static constexpr variable<"x", B::input> x{};
  static constexpr variable<"p", B::parameters> p{};
  using step = program<applied<B, type_of<c>, type_of<x>, type_of<p>>>;
  static constexpr bool keeps = requires { B::keeps_carry; };

  /// What a pass asks of a step.
  static constexpr auto of_step(auto ask) { return asked_of<B>(ask, B::carry, B::input, B::parameters); }

  /// A step whose two results go where they belong; a body that puts out its carry has only the next one.
  template <class Call>
  using part = applied<Call, type_of<c>, type_of<x>, type_of<p>>;
  static constexpr auto parts() {
    if constexpr (keeps) return std::type_identity<program<part<next_carry<B>>>>{};
    else return std::type_identity<program<part<next_carry<B>>, part<put_out<B>>>>{};
  }

  static constexpr int scratch() {
    return (keeps ? 0 : 2 * B::carry) + numbers_held<typename decltype(parts())::type>();
  }

  template <class T>
  static constexpr void run_one(T* y, T const* carry, T const* inputs, T const* parameters) {
    using parts_of_step = typename decltype(parts())::type;
    auto const go = [&](T const* from, T* next, T* out, int t) {
      T* const results[]{next, out};
      run<parts_of_step>(results, binding<type_of<c>, T>(from), binding<type_of<x>, T>(inputs + t * B::input),
                         binding<type_of<p>, T>(parameters));
    };
    if constexpr (keeps) {
      for (int i = 0; i < B::carry; ++i) y[i] = carry[i];
      for (int t = 0; t < N; ++t) go(y + t * B::carry, y + (t + 1) * B::carry, y, t);
    } else {
      fixed<T, 2 * B::carry> kept{};  // the carry of this step and of the next, by turns
      for (int t = 0; t < N; ++t) {
        T* const next = t + 1 < N ? kept + t % 2 * B::carry : y + N * B::output;
        go(t > 0 ? kept + (t - 1) % 2 * B::carry : carry, next, y + t * B::output, t);
      }
    }
  }

  static constexpr bool shares = true;
  static constexpr term batched(term y, term c0, term xs, term ps) {
    return for_samples<loop_op>(y, c0, xs, ps);
  }
  template <class Op>
  static constexpr term for_samples(term y, term c0, term xs, term ps) {
    int const n = (c0.rank() > y.rank() ? c0 : xs.rank() > y.rank() ? xs : ps).extent(0);
    shape const all = in_front(n, y.shape());
    bool const own = ps.rank() > y.operand(2).rank();
    if (own && ps.rank() < all.rank) {  // a sample's parameters serve samples of its own
      shape apart = all;
      for (int axis = 1; axis < all.rank; ++axis) apart.extent[axis] = 1;
      ps = reshape_op{}(ps, ending(apart, P));
    }
    if (own || ps.rank() > 1) ps = broadcast_term(ps, ending(all, P));
    return make<Op>(all, 0, broadcast_term(c0, ending(all, C)), broadcast_term(xs, ending(all, N * X)), ps);
  }

  static constexpr cotangents pullback(term g, term y, term c0, term xs, term ps) {
    if constexpr (B::order == most_orders) {
      g.owner->refuse("scan, repeat: derivatives go up to order ", most_orders);
      return {};
    } else {
      term all = y;
      if constexpr (!keeps) all = make<loop_op<keeping<B>, N>>(ending(y.shape(), N * C + C), 0, c0, xs, ps);
      term r = backwards<reversed_of<B>>(all, g, xs, ps);
      if constexpr (retraces()) {
        g.owner->unsettled = true;
        r = make<retraced_op<B, reversed_of<B>, N>>(r.shape(), 0, r, all, g);
      }
      if constexpr (reversed_of<B>::carry < C + P) return cotangents_by_products(r, ps);
      else return cotangents_of(r, ps);
    }
  }
  /// A loop that a backward loop of the formula goes back over keeps values for it.
  static constexpr term settle(term y, bool asked) {
    if constexpr (!retraces()) {
      return y;
    } else {
      using ahead = keeping_loop_op<B, reversed_of<B>, N>;
      if (!asked) return y;
      shape const all = ending(y.shape(), ahead::size);
      return stretch(make<ahead>(all, 0, y.operand(0), y.operand(1), y.operand(2)), 0, (N + 1) * C);
    }
  }
  /// The backward loop over the kept carries.   [.., N · input, last first] [.., carry] [.., parameters]
  /// With products beside it, each step puts out their factors too, and only other parameters follow.
  template <class Back>
  static constexpr term backwards(term all, term g, term xs, term ps) {
    shape const one = all.shape();
    term const rows[]{in_steps(stretch(all, 0, N * C), C), in_steps(xs, X),
                      in_steps(stretch(g, 0, N * Y), Y)};
    term const read = in_reverse(concat_along(rows, 3, one.rank));
    term c0 = stretch(g, N * Y, C);
    if constexpr (Back::carry > C) c0 = chained(c0, zero(*g.owner, ending(one, Back::carry - C)));
    return make<loop_op<Back, N>>(ending(one, N * Back::output + Back::carry), 0, c0,
                                  reshape_op{}(read, ending(one, N * (C + X + Y))), ps);
  }
  /// The result of the backward loop as cotangents of carry, inputs and parameters; of parameters that are
  /// one for all samples, the sum.
  static constexpr cotangents cotangents_of(term r, term ps) {
    term const dx = in_reverse(in_steps(stretch(r, 0, N * X), X)), dp = stretch(r, N * X + C, P);
    return {stretch(r, N * X, C), reshape_op{}(dx, ending(r.shape(), N * X)), of_parameters(dp, ps)};
  }
  /// The same of a loop whose steps put out factors: each product sums over all steps.
  static constexpr cotangents cotangents_by_products(term r, term ps) {
    using back = reversed_of<B>;
    shape const one = r.shape();
    int const last = one.rank;
    term const rows = in_steps(stretch(r, 0, N * back::output), back::output);
    term const dx = in_reverse(slice_along(rows, {last, 0, 1}, X));
    sequence<term> parts;
    int done = 0, kept = N * back::output + C, factor = X;
    auto const keep = [&](int count) {
      if (count > 0) parts.push(stretch(r, kept, count));
      kept += count;
      done += count;
    };
    for (int i = 0; i < products_of<B>.count; ++i) {
      outer_product const& made = products_of<B>.each[i];
      keep(made.from - done);
      term const left = slice_along(rows, {last, factor, 1}, made.rows),
                 right = slice_along(rows, {last, factor + made.rows, 1}, made.columns);
      parts.push(reshape_op{}(matmul_op{}(transpose_call{}(left), right), ending(one, made.size())));
      factor += made.factors();
      done += made.size();
    }
    keep(P - done);
    term const dp = concat_along(parts.begin(), parts.size(), last - 1);
    return {stretch(r, N * back::output, C), reshape_op{}(dx, ending(one, N * X)), of_parameters(dp, ps)};
  }
  static constexpr term of_parameters(term dp, term ps) {
    return ps.rank() < dp.rank() ? sum_over(dp, axes::all(dp.rank() - 1), false) : dp;
  }
  /// Vectors of N · n entries as N rows; rows, the last one first.
  static constexpr term in_steps(term all, int n) { return reshape_op{}(all, ending(all.shape(), N, n)); }
  static constexpr term in_reverse(term rows) { return slice_along(rows, {rows.rank() - 2, N - 1, -1}, N); }

private:
  static constexpr bool retraces() {
    if constexpr (keeps && B::order == 0) return pays_to_keep<B, reversed_of<B>>;
    else return false;
  }
  static constexpr int C = B::carry, X = B::input, Y = B::output, P = B::parameters;
};

}  // namespace tapeless::core
