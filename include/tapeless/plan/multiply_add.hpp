// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/square.hpp>
#include <tapeless/plan/blocks.hpp>

namespace tapeless::core {

/// a b + c, a b - c or c - a b, told by the signs, in one expression.
template <int Product, int Rest>
struct multiply_add_op {
  static constexpr phrase name = "multiply_add";
  template <class T>
  static constexpr T value(T a, T b, T c) {
    if (!std::is_constant_evaluated()) {
      if constexpr (Product < 0) return c - a * b;
      else if constexpr (Rest < 0) return a * b - c;
      else return a * b + c;
    }
    T const product = times(a, b);
    return Product < 0 ? minus(c, product) : Rest < 0 ? minus(product, c) : plus(product, c);
  }
  constexpr term operator()(term a, term b, term c) const {
    term const product = multiply_op{}(a, b);
    if (Product < 0) return subtract_op{}(c, product);
    return Rest < 0 ? subtract_op{}(product, c) : add_op{}(product, c);
  }
};

/// Makes one step of a sum and a product that nothing else uses, in all lanes of a pack alike: where
/// compilers may contract the two (-ffp-contract), clang does so within an expression only. In the product's
/// place stays a step that nobody reads, which compilers drop and constant evaluation has for little.
class adding_products {
  /// The op for a sum whose operand `which` is a product, if it is a sum.
  static constexpr operation const* joined(operation const* sum, int which) {
    if (sum == &describe<add_op>) return &describe<multiply_add_op<1, 1>>;
    if (sum != &describe<subtract_op>) return nullptr;
    return which == 0 ? &describe<multiply_add_op<1, -1>> : &describe<multiply_add_op<-1, 1>>;
  }
  static constexpr bool is_product(scalar_step const& s) {
    return s.whole == 0 && (s.op == &describe<multiply_op> || s.op == &describe<square_op>);
  }

public:
  template <class Program>
  constexpr void operator()(Program& p) const {
    for (int b = 0; b < p.count; ++b) in_block(p, p.blocks[b]);
  }

private:
  template <class Program>
  static constexpr void in_block(Program& p, block const& here) {
    int const first = here.constants.count + here.inputs.count + here.loads.count;  // the first step's number
    scalar_step* const steps = &p.steps[here.steps.first];
    int* const together = &p.together[here.steps.first];
    sequence<int> uses(first + here.steps.count);
    for (int i = 0; i < here.steps.count; ++i)
      for (int x : steps[i].x) ++uses.entries[x];
    for (int i = 0; i < here.stores.count; ++i) ++uses.entries[p.stores[here.stores.first + i].local];
    for (int i = 0; i < here.outputs.count; ++i) ++uses.entries[p.outputs[here.outputs.first + i].local];
    for (int i = 0; i < here.steps.count; ++i) {
      int const n = together[i] < 0 ? 1 : together[i];  // lanes of a pack: only the first is looked at
      if (n == 0 || steps[i].whole != 0 || !joined(steps[i].op, 0)) continue;
      for (int which = 0; which < 2; ++which) {
        int const at = steps[i].x[which] - first;  // the product of the first lane
        if (at < 0 || (together[at] < 0 ? 1 : together[at]) != n) continue;
        bool all = true;
        for (int l = 0; l < n; ++l) {
          all = all && steps[i + l].x[which] == first + at + l && uses.entries[first + at + l] == 1 &&
                is_product(steps[at + l]) && !p.written[here.steps.first + at + l].any;
        }
        if (!all) continue;
        for (int l = 0; l < n; ++l) join(steps[i + l], which, steps[at + l]);
        break;
      }
    }
  }
  static constexpr void join(scalar_step& sum, int which, scalar_step& product) {
    int const b = product.op == &describe<square_op> ? 0 : 1;
    sum = {joined(sum.op, which), 0, {product.x[0], product.x[b], sum.x[1 - which]}};
    product = {&describe<negate_op>, 0, {product.x[0]}};
  }
};

}  // namespace tapeless::core
