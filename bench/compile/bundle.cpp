// SPDX-License-Identifier: BSL-1.0
// What do the two residuals of an observation in bundle adjustment cost, with their 2 x 14 Jacobian?
#include <tapeless/tapeless.hpp>
using namespace tapeless;

constexpr variable<"camera", 11> camera;  // rotation, centre, focal length, image centre, distortion
constexpr variable<"point", 3> point;

constexpr auto residual = formula(
    [](auto c, auto x) {
      auto const part = [&](auto range) { return slice(c, range); };
      term const seen = matmul(so3_exp(part(range<0, 3>)), x - part(range<3, 6>));
      term const flat = slice(seen, range<0, 2>) / slice(seen, range<2, 3>);
      term const r2 = sum(square(flat));
      term const distortion = 1 + part(range<9, 10>) * r2 + part(range<10, 11>) * square(r2);
      return part(range<7, 9>) + part(range<6, 7>) * distortion * flat;
    },
    camera, point);

void measured(tensor<double, 11> const& c, tensor<double, 3> const& p, tensor<double, 2, 11>& by_camera,
              tensor<double, 2, 3>& by_point) {
#ifdef BLOCK
  constexpr auto both = formulas(jacobian(residual, camera), jacobian(residual, point));
  auto const [a, b] = evaluate(both, camera = c, point = p);
  by_camera = a;
  by_point = b;
#else
  by_camera(0, 0) = c(0);
  by_point(0, 0) = p(0);
#endif
}
