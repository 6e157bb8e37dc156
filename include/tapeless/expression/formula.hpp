// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/expression/call.hpp>
#include <tapeless/expression/variable.hpp>

namespace tapeless::core {

/// A function of terms as a type: a lambda that captures nothing.
template <class F>
concept Traced = !Expression<F> && std::is_empty_v<F> && std::is_class_v<F>;

/// A formula whose body is ordinary C++ over terms: loops, locals, functions, plain numbers. The lambda
/// captures nothing and takes a term for every operand; its type stays short however large the formula grows.
///     formula([](auto A, auto h) {
///       for (int t = 0; t < 5; ++t) h = tanh(matmul(A, h)) + 0.5 * h;
///       return sum(h);
///     }, W, x)
template <class F, class... Xs>
  requires Fits<F, Xs...>
constexpr applied<F, Xs...> formula(F, Xs...) {
  return {};
}
template <Traced F, class... Xs>
rejected<F, Xs...> formula(F, Xs...);

}  // namespace tapeless::core
namespace tapeless {
using core::formula;
}  // namespace tapeless
