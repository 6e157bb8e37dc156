// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/analysis/analysis.hpp>
#include <tapeless/control/parameters.hpp>
#include <tapeless/differentiate.hpp>
#include <tapeless/ops/contract.hpp>

namespace tapeless::core {

// A body is a stateless function of flat vectors, B{}(carry, input, parameters), which gives the next carry
// and, after it, what the step puts out. It states their lengths: B::carry, input, parameters, output. An
// input or parameters that a body does not need have length 1. B::order counts how often it was
// differentiated.

/// Types of bodies are made for so many orders of derivatives ahead.
inline constexpr int most_orders = 3;

/// What a step reads and what goes back over it: its carry, its input, the cotangents of what it put out, its
/// parameters.
struct step_operands {
  term carry, input, put_out, parameters;
};
/// One step and, of what it read, the cotangents. `c` begins with that of the next carry.
struct step_cotangents {
  term step, carry, input, parameters;
  bool fits = false;  ///< whether the body gives what it says
};
template <class B>
constexpr step_cotangents step_backwards(term c, step_operands const& of) {
  term const x[]{held_op{}(of.carry), held_op{}(of.input), held_op{}(of.parameters)};  // no path is missed
  term const y = B{}(x[0], x[1], x[2]);
  if (y.shape() != shape{B::carry + B::output}) return {y, x[0], x[1], x[2]};
  term const g = chained(stretch(c, 0, B::carry), of.put_out);
  return {y, pullback(y, g, x[0]), pullback(y, g, x[1]), pullback(y, g, x[2]), true};
}
/// The operands among what the backward loop of a body reads.
template <class B>
constexpr step_operands operands_of_step(term read, term parameters) {
  return {stretch(read, 0, B::carry), stretch(read, B::carry, B::input),
          stretch(read, B::carry + B::input, B::output), parameters};
}
/// The body of the backward loop: carries the cotangents of carry and parameters, reads what a step had
/// read and the cotangents of what it put out, and puts out the cotangent of its input.
template <class B>
struct reversed {
  static constexpr phrase name = "reversed";
  static constexpr int carry = B::carry + B::parameters, input = B::carry + B::input + B::output,
                       parameters = B::parameters, output = B::input, order = B::order + 1;
  constexpr term operator()(term c, term read, term parameter) const {
    return of_step(c, operands_of_step<B>(read, parameter));
  }
  static constexpr term of_step(term c, step_operands const& of) {
    step_cotangents const d = step_backwards<B>(c, of);
    return chained(d.carry, add_op{}(stretch(c, B::carry, B::parameters), d.parameters), d.input);
  }
};

// Where a matrix among the parameters meets a vector, its cotangent is an outer product in every step. The
// sum over all steps is one product of matrices, whose rows are the factors of the steps: steps put these
// out instead of adding to a matrix that they carry. Sums run over the steps in the same order.

/// An outer product among the cotangents of parameters, at entries [from, from + rows · columns).
struct outer_product {
  int from = 0, rows = 0, columns = 0;
  constexpr int size() const { return rows * columns; }
  constexpr int factors() const { return rows + columns; }
};
struct outer_products {
  static constexpr int most = 8;
  fixed<outer_product, most> each{};
  int count = 0, size = 0, factors = 0;
};

/// The cotangents of a step's parameters: outer products, and what is no such product.
struct parts_of_cotangent {
  outer_products products;
  sequence<term> factors, rest;
  constexpr explicit parts_of_cotangent(term all) {
    sequence<term> open;
    open.push(all);
    int at = 0;
    while (open.size() > 0) {
      term const x = open.back();
      open.pop();
      if (is<concat_op<element::same>>(x)) {
        open.push(x.operand(1));
        open.push(x.operand(0));
        continue;
      }
      if (products.count < outer_products::most && is_product(x)) add(at, x.operand(0));
      else rest.push(x);
      at += x.shape().size();
    }
  }

private:
  static constexpr bool is_turned(term y) { return is<permute_op>(y) && y.rank() == 2; }
  /// Where it has many more entries than its factors; it may be a transpose.
  static constexpr bool is_product(term x) {
    if (!is<reshape_op>(x)) return false;
    term const y = is_turned(x.operand(0)) ? x.operand(0).operand(0) : x.operand(0);
    if (!is<matmul_op>(y) || y.rank() != 2 || y.operand(0).extent(1) != 1) return false;
    return y.shape().size() >= 2 * (y.extent(0) + y.extent(1));
  }
  constexpr void add(int at, term y) {
    outer_product const made{at, y.extent(0), y.extent(1)};
    products.each[products.count++] = made;
    products.size += made.size();
    products.factors += made.factors();
    bool const turned = is_turned(y);
    term const product = turned ? y.operand(0) : y;
    for (int i = 0; i < 2; ++i) factors.push(flatten_call{}(product.operand(turned ? 1 - i : i)));
  }
};
template <class B>
constexpr outer_products find_products() {
  trial_graph t;
  step_cotangents const d = step_backwards<B>(
      t.stand_in(B::carry, 1), {t.stand_in(B::carry, 2), t.stand_in(B::input, 3), t.stand_in(B::output, 4),
                                t.stand_in(B::parameters, 5)});
  return d.fits && !t.g.problem() ? parts_of_cotangent(d.parameters).products : outer_products{};
}
/// The outer products of a body, by stand-ins for what it reads.
template <class B>
inline constexpr outer_products products_of = find_products<B>();

/// The body of a backward loop that carries no outer products: puts out their factors behind the cotangent
/// of its input.
template <class B>
struct reversed_beside_products {
  static constexpr phrase name = "reversed";
  static constexpr int kept = B::parameters - products_of<B>.size, carry = B::carry + kept,
                       input = B::carry + B::input + B::output, parameters = B::parameters,
                       output = B::input + products_of<B>.factors, order = B::order + 1;
  constexpr term operator()(term c, term read, term parameter) const {
    return of_step(c, operands_of_step<B>(read, parameter));
  }
  static constexpr term of_step(term c, step_operands const& of) {
    step_cotangents const d = step_backwards<B>(c, of);
    parts_of_cotangent const parts(d.parameters);
    sequence<term> y;
    y.push(d.carry);
    if (kept > 0)
      y.push(add_op{}(stretch(c, B::carry, kept), concat_along(parts.rest.begin(), parts.rest.size(), 0)));
    y.push(d.input);
    for (term const& factor : parts.factors) y.push(factor);
    return concat_along(y.begin(), y.size(), 0);
  }
};
/// The body of the first backward loop of a body: that of a derivative carries all.
template <class B>
constexpr auto choose_reversed() {
  if constexpr (B::order > 0) return std::type_identity<reversed<B>>{};
  else if constexpr (products_of<B>.count == 0) return std::type_identity<reversed<B>>{};
  else return std::type_identity<reversed_beside_products<B>>{};
}
template <class B>
using reversed_of = typename decltype(choose_reversed<B>())::type;

}  // namespace tapeless::core
