// SPDX-License-Identifier: BSL-1.0
#include <boost/hana/define_struct.hpp>
#include <sstream>
#include <tapeless/check/check.hpp>
#include <tapeless/interop/struct.hpp>
#include <tapeless/tapeless.hpp>
#include <vector>
#include "catch.hpp"

using namespace tapeless;

namespace {

struct affine {
  BOOST_HANA_DEFINE_STRUCT(affine, (tensor<float, 12, 12>, W), (tensor<float, 12>, b));
};
constexpr variables<affine> p;
constexpr variable<"x", 12> x;
constexpr auto y = tanh(matmul(get<"W">(p), x) + get<"b">(p));

affine some() {
  unsigned state = 1;
  return map_entries(
      [&](float) {
        state = state * 1664525u + 1013904223u;
        return float(state >> 8) / float(1 << 24) - 0.5f;
      },
      affine{});
}
template <class T>
std::string said(T const& found) {
  std::ostringstream out;
  out << found;
  return out.str();
}

}  // namespace

TEST_CASE("check_gradient: a program of kernels, over a struct and a vector of float") {
  affine const here = some();
  std::vector<float> const v(12, 0.75f);
  auto const found = check_gradient(sum(square(y)), p = here, x = v);
  CHECK(found);
  CHECK(found.entries == 168);
  CHECK(found.unsure == 0);
  CHECK(said(found).find("the gradient agrees with differences in 168 entries") == 0);
}

TEST_CASE("check_gradient names the entry of a struct that a wrong rule spoils") {
  constexpr auto spoilt = custom_gradient([](auto a) { return square(a); },
                                          [](auto g, auto, auto a) { return 2 * a * g + 1e-3 * g; });
  affine const here = some();
  std::vector<float> const v(12, 0.75f);
  auto const found = check_gradient(sum(y) + sum(spoilt(get<"b">(p))), p = here, x = v);
  CHECK(!found);
  CHECK(found.wrong == 12);
  CHECK(said(found).find("the gradient is wrong in 12 of 168 entries, most at b[") == 0);
}

TEST_CASE("locate_nan: in a program of kernels, with a tensor that is too large to show") {
  affine here = some();
  std::vector<float> v(12, 0.75f);
  CHECK(!locate_nan(value_and_gradient(sum(square(y)), p), p = here, x = v));
  v[3] = std::numeric_limits<float>::infinity();
  here.W(5, 3) = 0;
  auto const found = locate_nan(value_and_gradient(sum(square(y)), p), p = here, x = v);
  CHECK(found);
  CHECK(said(found).find("W x is nan at [5]: W is a tensor [12, 12] from -0.49") == 0);
  CHECK(said(found).find(", x is a tensor [12] from 0.75 to inf") != std::string::npos);
}
