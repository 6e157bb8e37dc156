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
    formulas(residual, jacobian(residual, camera), jacobian(residual, X), jacobian(residual, w));

using evaluated = decltype(evaluate(linearised, camera = tensor<double, 11>(), X = tensor<double, 3>(),
                                    w = 0., seen = tensor<double, 2>()));
struct all_errors {
  evaluated of[observations];
};
inline void flatten(all_errors const& all, double* to) {
  for (evaluated const& one : all.of) flatten(one, to), to += 32;
}

static void compute(input const& in, all_errors& out) {
  for (int i = 0; i < observations; ++i) {
    observation const& o = in.all[i];
    out.of[i] = evaluate(linearised, camera = std::span(o.camera), X = std::span(o.X), w = o.w,
                         seen = std::span(o.seen));
  }
}
static contender const by_tapeless = entrant<compute>("tapeless");
