// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"
using namespace laws;

TEST_CASE("laws: geometry") {
  check_all(
      row<"quat_multiply">([](auto a, auto b) { return quat_multiply(a, b); }, in<-2, 2, 4>, in<-2, 2, 4>),
      row<"quat_rotate">([](auto q, auto v) { return quat_rotate(quat_normalize(q), v); }, in<1, 2, 4>,
                         in<-2, 2, 3>),
      row<"so3_exp">([](auto w) { return so3_exp(w); }, in<-1, 1, 3>),
      row<"so3_log">([](auto w) { return so3_log(so3_exp(w)); }, in<-1, 1, 3>),
      row<"se3_exp">([](auto w) { return se3_exp(w); }, in<-1, 1, 6>),
      row<"se3_log">([](auto w) { return se3_log(se3_exp(w)); }, in<-1, 1, 6>));
}
