// expect: jvp(f, x, t, ...): the tangent of a struct of variables must be one of the same type; it is a struct of 2 variables, the first called W of shape [2, 3], its tangent a struct of 1 variable, t.v of shape [3]
// SPDX-License-Identifier: BSL-1.0
#include <boost/hana/define_struct.hpp>
#include <tapeless/interop/struct.hpp>
#include <tapeless/tapeless.hpp>
#include <string>
using namespace tapeless;
struct layer {
  BOOST_HANA_DEFINE_STRUCT(layer, (tensor<float, 2, 3>, W), (tensor<float, 2>, b));
};
struct other {
  BOOST_HANA_DEFINE_STRUCT(other, (tensor<float, 3>, v));
};
constexpr variables<layer> p;
constexpr variables<other, "t"> t;
constexpr variable<"x", 3> x;
constexpr auto y = matmul(get<"W">(p), x) + get<"b">(p);
#if MISTAKE
constexpr auto wrong = jvp(y, p, t);
#endif
