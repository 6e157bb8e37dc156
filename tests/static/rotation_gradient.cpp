// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;
using check::differences_agree;

constexpr variable<"v", 3> v;
constexpr variable<"u", 3> u;
constexpr variable<"w", 3> w;
constexpr tensor<double, 3> some{0.3, -0.2, 0.5}, none{0, 0, 0}, far{1.7, -1.2, 2.3};
constexpr tensor<double, 3, 3> identity{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

// Derivatives, at the identity too: log(exp v) is v, and its Jacobian the identity.
constexpr auto there_and_back = sum(so3_log(so3_exp(v)) * so3_log(so3_exp(v)) * so3_log(so3_exp(v)));
constexpr auto first = gradient(there_and_back, v);
constexpr auto second = gradient(sum(first * u), v);
constexpr tensor<double, 3> ones{1, 1, 1};
constexpr bool cubes(tensor<double, 3> at, double tolerance) {  // of Σ v³: 3 v², 6 v
  auto const a = evaluate(first, v = at), b = evaluate(second, v = at, u = ones);
  for (std::size_t i = 0; i < 3; ++i)
    if (!check::close_number(a(i), 3 * at(i) * at(i), tolerance) ||
        !check::close_number(b(i), 6 * at(i), tolerance))
      return false;
  return true;
}
static_assert(cubes(none, 1e-14) && cubes(some, 1e-12) && cubes(far, 1e-11) && cubes({1e-4, 0, 0}, 1e-12));
static_assert(differences_agree(sum(so3_exp(v) * square(so3_exp(v))), v, none));
static_assert(differences_agree(sum(square(gradient(sum(so3_exp(v) * square(so3_exp(v))), v))), v, none));
// The fourth derivative of the angle's cosine at 0: (tr exp v - 1) / 2 = 1 - |v|²/2 + |v|⁴/24 - ..
constexpr auto cosine = sum(so3_exp(v) * literal<identity>) * 0.5_c;
constexpr auto once = sum(gradient(cosine, v) * u);
constexpr auto twice = sum(gradient(once, v) * u);
constexpr auto thrice = sum(gradient(twice, v) * u);
static_assert(close(evaluate(gradient(thrice, v), v = none, u = tensor<double, 3>{1, 0, 0}), {1, 0, 0}));
static_assert(close(evaluate(gradient(once, v), v = none, u = tensor<double, 3>{1, 0, 0}), {-1, 0, 0}));
// The left Jacobian: exp(v + d) = exp(J d) exp(v).
constexpr auto after_shift = so3_boxminus(transpose(so3_exp(v + u)), transpose(so3_exp(v)));
constexpr auto along = jvp(after_shift, u, w);
static_assert(close(evaluate(along, v = some, u = none, w = far),
                    evaluate(-matmul(so3_left_jacobian(v), w), v = some, w = far)));
