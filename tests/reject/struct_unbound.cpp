// expect: evaluate(f, ...): the variable layers[1].b of shape [2] is not bound
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
struct net { BOOST_HANA_DEFINE_STRUCT(net, (std::array<layer, 2>, layers)); };
constexpr variables<net> n;
constexpr auto z = get<"layers[0].b">(n) * get<"layers[1].b">(n);
#if MISTAKE
auto const wrong = evaluate(z, get<"layers[0]">(n) = layer{});
#endif
