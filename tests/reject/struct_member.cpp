// expect: variables<S>: a member must be float, double or long double, a tensor of them, a struct adapted with Boost.Hana or an array of such; layers[0].name is none of these
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
struct named { BOOST_HANA_DEFINE_STRUCT(named, (float, a), (std::string, name)); };
struct net { BOOST_HANA_DEFINE_STRUCT(net, (std::array<named, 2>, layers)); };
#if MISTAKE
constexpr variables<net> wrong;
#endif
