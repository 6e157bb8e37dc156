// SPDX-License-Identifier: BSL-1.0
#pragma once
#if defined BATCH_LAW
#include "batches.hpp"
#else
#include "subject.hpp"
#endif

// What must hold for every operation, whatever it computes.
//     check(row<"atan2">([](auto y, auto x) { return atan2(y, x); }, in<-2, 2, 3>, in<1, 2, 2, 3>));
// Checked are: the same bits in constant evaluation and at run time, in every scalar type and as loops; that
// pushing forward is the transpose of pulling back; both against differences; that the second derivative is
// symmetric, and against differences of the first.
// With BATCH_LAW instead, in double: that an operation over a batch is a loop over its samples, and so is the
// gradient by one operand, where the operation is more than elementwise; that a small one evaluated for many
// samples in lanes has the bits that it has for each.
namespace laws {

/// Checks one operation.
template <class Label, class F, class... Operands>
void check([[maybe_unused]] row_of<Label, F, Operands...> r) {
#if defined BATCH_LAW
  check_batches(r);
#else
  INFO(Label::name);
  using one = subject<F, std::make_integer_sequence<int, sizeof...(Operands)>, Operands...>;
  one::template check_bits<double>();
  one::template check_bits<float>();
  one::template check_bits<long double>();
  one::check_loops();
#if !defined BITS_ONLY
  if constexpr (one::differentiable) one::check_derivatives();
#endif
#endif
}
void check_all(auto... rows) { (check(rows), ...); }

}  // namespace laws
