// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"
using namespace laws;

// An operation added outside of the library is one struct, and one row here.
namespace mine {

/// x³ of every entry.   x̄ = 3 x² g
struct cube_op {
  static constexpr phrase name = "cube";
  template <class T>
  static constexpr T value(T x) {
    return times(x, times(x, x));
  }
  static constexpr cotangents pullback(term g, term, term x) { return g * (3 * square(x)); }
  constexpr term operator()(term x) const { return is_zero(x) ? x : entrywise<cube_op>(x); }
};
template <class... X>
constexpr called<cube_op, X...> cube(X... x) {
  return function<cube_op>{}(x...);
}

}  // namespace mine

TEST_CASE("laws: an operation from outside") {
  check_all(row<"cube">([](auto x) { return mine::cube(x); }, in<-3, 3, 2, 3>),
            row<"cube, as a kernel">([](auto x) { return mine::cube(x); }, in<-3, 3, 30, 20>));
}
