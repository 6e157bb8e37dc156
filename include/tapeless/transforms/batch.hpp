// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/formula.hpp>
#include <tapeless/ops/batched.hpp>

namespace tapeless::core {

/// batch: the operand before it has its samples along this axis; along the first one unless it is said.
template <int Axis>
struct batch_axis_option : option {
  static constexpr int batch_axis = Axis;
};
template <int Axis>
inline constexpr batch_axis_option<Axis> batch_axis{};
/// batch: the operand before it is one for all samples.
struct shared_option : option {};
inline constexpr shared_option shared{};

/// The operands of a batch with what is said behind each of them. `Pairs`: each comes behind the variable
/// that it has samples of.
template <int Count, bool Pairs>
struct batch_operands {
  static constexpr phrase call = Pairs ? "batch<n>(f, x, samples, ...)" : "batch<n>(f, x, ...)";
  graph* owner;
  fixed<term, Count> x{}, variable{};
  fixed<int, Count> axis{};
  fixed<bool, Count> each{};
  int count = 0, samples = 0;

  constexpr batch_operands(graph* g, int wanted, auto... given) : owner(g), samples(wanted) {
    (read(given), ...);
    if (!g->problem()) arrange();
  }

private:
  bool after_variable = false;
  template <class X>
  constexpr void read(X given) {
    if constexpr (std::same_as<X, term>) {
      after_variable = Pairs && !after_variable;
      if (after_variable) {
        variable[count] = given;
      } else {
        x[count] = given;
        axis[count] = 0;
        each[count++] = true;
      }
    } else if constexpr (requires { X::batch_axis; }) {
      axis[count - 1] = X::batch_axis;
    } else if constexpr (std::same_as<X, shared_option> && !Pairs) {
      each[count - 1] = false;
    } else {
      owner->refuse(call, ": behind an operand stands batch_axis<a>",
                    Pairs ? "; variables that are not named are shared" : " or shared",
                    "; another option is given");
    }
  }
  /// Samples first, of one number.
  constexpr void arrange() {
    int batched = 0;
    for (int i = 0; i < count; ++i) {
      if (!each[i]) continue;
      ++batched;
      int const rank = x[i].rank(), from = axis[i] < 0 ? axis[i] + rank : axis[i];
      if (from < 0 || from >= rank) {
        owner->refuse(call, ": the batch axis of an operand is out of range; operand ", i + 1, " is ",
                      x[i].shape(), ", its axis ", axis[i], "; one for all samples is marked shared");
        return;
      }
      if (samples == 0) samples = x[i].extent(from);
      if (x[i].extent(from) != samples) {
        owner->refuse(call, ": every batch axis has one entry a sample; there are ", samples,
                      " samples, and operand ", i + 1, " is ", x[i].shape(), " with batch axis ", axis[i]);
        return;
      }
      x[i] = move_axis(x[i], from, 0);
      if (Pairs && x[i].shape() != in_front(samples, variable[i].shape())) {
        owner->refuse(call,
                      ": samples have the axes of their variable behind the batch axis; the variable is ",
                      variable[i].shape(), ", its samples, batch axis first, are ", x[i].shape());
        return;
      }
    }
    if (batched == 0) owner->refuse(call, ": an operand at least has samples; all of them are shared");
  }
};

template <class... X>
inline constexpr int count_terms = (int(std::same_as<X, term>) + ... + 0);

template <int N, Traced F>
struct batch_call {
  static constexpr phrase name = "batch";
  template <class... X>
    requires(((std::same_as<X, term> || Option<X>)&&...))
  constexpr term operator()(term first, X... more) const {
    constexpr int count = 1 + count_terms<X...>;
    graph& g = *first.owner;
    batch_operands<count, false> const o(&g, N, first, more...);
    if (g.problem()) return first;
    batching all(g, o.samples);
    fixed<term, count> one;
    for (int i = 0; i < count; ++i) one[i] = o.each[i] ? all.one_of(o.x[i]) : o.x[i];
    term const y = [&]<int... I>(std::integer_sequence<int, I...>) {
      if constexpr (requires { F{}(one[I]...); }) return returned<F>(g, one[I]...);
      g.refuse("batch(f, x, ...): f takes a sample of each operand, not of so many: ", count);
      return first;
    }(std::make_integer_sequence<int, count>{});
    return g.problem() ? first : all(y);
  }
};
template <int N>
struct batch_of_formula_call {
  static constexpr phrase name = "batch";
  static constexpr int growth = 2;
  template <class... X>
    requires(((std::same_as<X, term> || Option<X>)&&...))
  constexpr term operator()(term f, X... given) const {
    graph& g = *f.owner;
    batch_operands<count_terms<X...> / 2, true> const o(&g, N, given...);
    if (g.problem()) return f;
    batching all(g, o.samples);
    for (int i = 0; i < o.count; ++i) all.stands_for(o.variable[i], o.x[i]);
    return all(f);
  }
};

/// A function of one sample, run for N of them: f takes a sample of each operand, which has them along its
/// first axis, and its results stand along a new first axis. N may be left out.
///     batch<32>([](auto x, auto w) { return tanh(matmul(w, x)); }, X, W, shared)      [32, axes of f]
/// Behind an operand may stand batch_axis<a>, where its samples are along axis a, or shared, where it is one
/// for all of them. f is run once: its operations work on all samples at once where they can, so that
/// matmul(w, x) becomes one product of matrices, else on one sample after another. The result is a formula
/// like any other: derivatives of it, and batches of batches, need nothing more. Within f, gradient(loss, w)
/// is that of one sample.
template <int N = 0, Traced F, class... X>
constexpr called<batch_call<N, F>, X...> batch(F, X... x) {
  return compose<batch_call<N, F>>(x...);
}
template <int N = 0, Traced F, class... X>
rejected<batch_call<N, F>, X...> batch(F, X...);

/// Whether a list is variables and their samples by turns, options behind the samples.
template <class... Xs>
inline constexpr bool are_samples = sizeof...(Xs) == 0;
template <class X, class S, class... More>
inline constexpr bool are_samples<X, S, More...> = Variable<X>&& Expression<S>&& are_samples<More...>;
template <class X, class S, Option O, class... More>
inline constexpr bool are_samples<X, S, O, More...> = are_samples<X, S, More...>;

/// The same of a formula: variables and their samples by turns; the variables that are not named are one for
/// all samples.
///     batch<32>(loss, x, X, y, Y)
template <int N = 0, Expression F, class... X>
  requires(sizeof...(X) > 0 && are_samples<X...> && Fits<batch_of_formula_call<N>, F, X...>)
constexpr applied<batch_of_formula_call<N>, F, X...> batch(F, X...) { return {}; }
template <int N = 0, Expression F, class... X>
  requires(sizeof...(X) > 0 && are_samples<X...> && Misfit<batch_of_formula_call<N>, F, X...>)
auto batch(F, X...) -> refused<applied<batch_of_formula_call<N>, F, X...>>;

struct no_samples {
  static constexpr sentence problem =
      say("batch<n>(f, x, samples, ...): after a formula come variables and their samples by turns");
};
template <int N = 0, Expression F, class... X>
auto batch(F, X...) -> error_if<sizeof...(X) == 0 || !are_samples<X...>, no_samples>;

}  // namespace tapeless::core
namespace tapeless {
using core::batch_axis, core::shared, core::batch;
}  // namespace tapeless
