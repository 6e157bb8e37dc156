// expect: jvp(f, x, t, ...): x must be a variable of f; f contains none of a struct of 2 variables, the first called W of shape [2, 3]
// SPDX-License-Identifier: BSL-1.0
#include <boost/hana/define_struct.hpp>
#include <tapeless/interop/struct.hpp>
#include <tapeless/tapeless.hpp>
using namespace tapeless;
struct layer {
  BOOST_HANA_DEFINE_STRUCT(layer, (tensor<float, 2, 3>, W), (tensor<float, 2>, b));
};
constexpr variables<layer> p;
constexpr variables<layer, "q"> q;
constexpr variable<"x", 3> x;
constexpr auto y = gradient(sum(matmul(get<"W">(p), x)), p);  // which mentions one of both
#if MISTAKE
constexpr auto wrong = jvp(x, x, x, p, q);
#endif
