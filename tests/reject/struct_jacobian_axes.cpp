// expect: jacobian(f, x): f and x must have 8 axes at most together; f is [1, 1, 1, 1, 2], x is [2, 1, 1, 1]
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
struct deep { BOOST_HANA_DEFINE_STRUCT(deep, (tensor<float, 2>, b), (tensor<float, 2, 1, 1, 1>, c)); };
constexpr variables<deep> q;
#if MISTAKE
constexpr auto wrong = jacobian(reshape<1, 1, 1, 1, 2>(get<"b">(q)), q);
#endif
