// expect: hvp(f, x, t): f must be a scalar, so that each entry of x has one derivative; f is [2]
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
constexpr auto wrong = hvp(y, p, p);
#endif
