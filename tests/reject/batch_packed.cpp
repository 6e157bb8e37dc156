// expect: batch(f, ...): the op pairs holds its result in a form of its own, and has no rule `batched` for samples of it
// SPDX-License-Identifier: BSL-1.0
#include <tapeless/tapeless.hpp>
using namespace tapeless::core;
struct pairs_op {
  static constexpr phrase name = "pairs";
  static constexpr int storage(call const& c) { return 2 * c.y.size(); }
  template <class T>
    requires(!std::same_as<T, term>)
  static constexpr void evaluate(call const& c, T* y, T const* x) {
    for (int i = 0; i < c.y.size(); ++i) y[2 * i] = y[2 * i + 1] = x[i];
  }
  constexpr term operator()(term x) const { return make<pairs_op>(x.shape(), 0, x); }
};
constexpr variable<"X", 4, 3> X;
#if MISTAKE
constexpr auto wrong = batch([](auto v) { return function<pairs_op>{}(v); }, X);
#endif
