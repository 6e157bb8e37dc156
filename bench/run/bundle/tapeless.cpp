// SPDX-License-Identifier: BSL-1.0
#include "../common/tapeless.hpp"
#include <span>
#include "inputs.hpp"

using namespace tapeless;
constexpr variable<"camera", 11> camera;
constexpr variable<"X", 3> X;
constexpr variable<"w"> w;
constexpr variable<"seen", 2> seen;

constexpr auto residual = formula(
    [](auto cam, auto point, auto weight, auto at) {
      auto const r = slice(cam, range<0, 3>), moved = point - slice(cam, range<3, 6>);
      auto const theta = norm(r), k = r / theta, c = cos(theta);
      auto const P = moved * c + cross(k, moved) * sin(theta) + k * (dot(k, moved) * (1 - c));
      auto const p = slice(P, range<0, 2>) / slice(P, tapeless::at<2>), rho = sum(square(p));
      auto const distortion =
          1 + slice(cam, tapeless::at<9>) * rho + slice(cam, tapeless::at<10>) * square(rho);
      return weight * (slice(cam, tapeless::at<6>) * distortion * p + slice(cam, range<7, 9>) - at);
    },
    camera, X, w, seen);
constexpr auto linearised =
    fast(formulas(residual, jacobian(residual, camera), jacobian(residual, X), jacobian(residual, w)));

#if OBSERVATIONS == 1
static auto compute(input const& in) {
  auto const& [cam, point, weight, at] = *in.all;
  return evaluate(linearised, camera = std::span(cam), X = std::span(point), w = weight,
                  seen = std::span(at));
}
#else
static void compute(input const& in, output& out) {
  evaluate_each(linearised,
                into(each(out.all, &errors::error), each(out.all, &errors::camera), each(out.all, &errors::X),
                     each(out.all, &errors::w)),
                camera = each(in.all, &observation::camera), X = each(in.all, &observation::X),
                w = each(in.all, &observation::w), seen = each(in.all, &observation::seen));
}
#endif
static contender const by_tapeless = entrant<compute>("tapeless");
