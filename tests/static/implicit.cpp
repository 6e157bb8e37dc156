// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::close;
using check::nan;

// root, fixed_point and argmin against closed forms.
constexpr variable<"a"> a;
constexpr variable<"e"> e;
constexpr tensor<double> undefined = nan<double>;
constexpr bool near(double found, double wanted, double tolerance = 1e-14) {
  return check::close_number(found, wanted, tolerance);
}

// √a: the value and five derivatives, by every transform.
constexpr auto squares = [](auto x, auto of) { return square(x) - of; };
constexpr auto root_of_a = root(squares, 1_c, a);
static_assert(near(evaluate(root_of_a, a = 2.0), 1.4142135623730951, 1e-15));
static_assert(near(evaluate(gradient(root_of_a, a), a = 2.0), 0.35355339059327376));
static_assert(near(evaluate(derivative<2>(root_of_a, a), a = 2.0), -0.08838834764831845));
static_assert(near(evaluate(derivative<3>(root_of_a, a), a = 2.0), 0.06629126073623883));
static_assert(near(evaluate(derivative<5>(root_of_a, a), a = 2.0), 0.14501213286052244, 1e-13));
static_assert(near(evaluate(jvp(root_of_a, a, 2_c), a = 2.0), 0.7071067811865475));
static_assert(near(evaluate(hessian(root_of_a, a), a = 2.0), -0.08838834764831845));
static_assert(near(evaluate(gradient(exp(root_of_a) * a, a), a = 2.0),
                   evaluate(gradient(exp(sqrt(a)) * a, a), a = 2.0)));
// In float, from afar, to the root on the side of the guess; to the last bits of a root near 0.
static_assert(evaluate(root_of_a, a = 2.0f) == 1.41421354f);
static_assert(near(evaluate(root(squares, 1e6_c, a), a = 2.0), 1.4142135623730951, 1e-15));
static_assert(near(evaluate(root(squares, -3_c, a), a = 4.0), -2.0, 1e-15));
static_assert(near(evaluate(root([](auto x, auto of) { return exp(x) - of; }, 5_c, a), a = 1.0), 0.0));
static_assert(near(evaluate(root([](auto x, auto of) { return sinh(x) - of; }, 0_c, a), a = 1e-9), 1e-9));
static_assert(evaluate(root([](auto x) { return 2 * x - 6; }, a), a = 0.5) == 3.0);
// The guess has no gradient.
static_assert(evaluate(gradient(root(squares, a, 2_c), a), a = 1.0) == 0.0);
// No root, no number, a singular Jacobian at the guess, a double root: NaN or inf, never a wrong number.
static_assert(close(evaluate(root_of_a, a = -1.0), undefined) &&
              close(evaluate(gradient(root_of_a, a), a = -1.0), undefined));
static_assert(close(evaluate(root_of_a, a = nan<double>), undefined));
static_assert(close(evaluate(root(squares, 0_c, a), a = 2.0), undefined));
static_assert(close(evaluate(root([](auto x, auto of) { return square(x) + 1 + of; }, 3_c, a), a = 0.0),
                    undefined));
static_assert(evaluate(root(squares, 0_c, a), a = 0.0) == 0.0 &&
              close(evaluate(gradient(root(squares, 0_c, a), a), a = 0.0), undefined));

// Kepler's equation E - e sin E = M:   ∂E/∂M = 1/d, ∂E/∂e = sin E / d, d = 1 - e cos E
constexpr variable<"M"> M;
constexpr auto kepler = [](auto x, auto eccentricity, auto mean) { return x - eccentricity * sin(x) - mean; };
constexpr auto anomaly = root(kepler, M, e, M);
constexpr double orbit(auto f) { return evaluate(f, e = 0.9, M = 0.7); }
static_assert(near(orbit(anomaly - e * sin(anomaly)), 0.7, 1e-15));
static_assert(near(orbit(gradient(anomaly, M)), orbit(1_c / (1_c - e * cos(anomaly)))));
static_assert(near(orbit(gradient(anomaly, e)), orbit(sin(anomaly) / (1_c - e * cos(anomaly)))));
static_assert(near(orbit(derivative<2>(anomaly, M)),
                   orbit(-e* sin(anomaly) / pow(1_c - e * cos(anomaly), 3_c)), 1e-13));
static_assert(near(orbit(hessian(anomaly, e, M)), orbit(hessian(anomaly, M, e)), 1e-13));
// The same as the fixed point of M + e sin x, by repetition and by Newton's method.
constexpr auto turn = [](auto x, auto eccentricity, auto mean) { return mean + eccentricity * sin(x); };
static_assert(near(orbit(fixed_point(turn, M, e, M)), orbit(anomaly), 4e-15));
static_assert(near(orbit(fixed_point(turn, M, e, M, by_newton)), orbit(anomaly), 1e-15));
static_assert(near(orbit(gradient(fixed_point(turn, M, e, M), e)), orbit(gradient(anomaly, e)), 1e-13));
static_assert(near(orbit(hessian(fixed_point(turn, M, e, M, by_newton), e, M)), orbit(hessian(anomaly, e, M)),
                   1e-12));
// Repetition that does not settle: cycles, escapes.
static_assert(close(evaluate(fixed_point([](auto x, auto of) { return of - x; }, 0_c, a), a = 1.0),
                    undefined) &&
              close(evaluate(fixed_point([](auto x, auto of) { return of * x + 1; }, 1_c, a), a = 3.0),
                    undefined));
static_assert(evaluate(fixed_point([](auto x, auto of) { return of * x + 1; }, 1_c, a, by_newton), a = 3.0) ==
              -0.5);

// The implicit midpoint rule of a linear system y' = A y is Cayley's transform,
//     (1 - h/2 A) y₁ = (1 + h/2 A) y₀
constexpr variable<"A", 2, 2> A;
constexpr variable<"y0", 2> y0;
constexpr auto midpoint = root(
    [](auto y, auto start, auto matrix) { return y - start - 0.125 * matmul(matrix, 0.5 * (y + start)); }, y0,
    y0, A);
static constexpr tensor<double, 2, 2> one{{1, 0}, {0, 1}};
constexpr auto cayley = solve(literal<one> - 0.0625_c * A, y0 + 0.0625_c * matmul(A, y0));
constexpr tensor<double, 2, 2> turning{{0.5, -1.25}, {2, -0.75}};
constexpr tensor<double, 2> start{0.5, -1};
constexpr auto stepped(auto f) { return evaluate(f, A = turning, y0 = start); }
static_assert(close(stepped(midpoint), stepped(cayley)));
static_assert(close(stepped(jacobian(midpoint, y0)), stepped(jacobian(cayley, y0)), 1e-14) &&
              close(stepped(jacobian(midpoint, A)), stepped(jacobian(cayley, A)), 1e-14));
static_assert(close(stepped(hessian(sum(square(midpoint)), A)), stepped(hessian(sum(square(cayley)), A)),
                    1e-13));
static_assert(close(stepped(jvp(midpoint, A, A, y0, y0)), stepped(jvp(cayley, A, A, y0, y0)), 1e-14));
// The same step as least squares of its residual, by another way.
constexpr auto residual_squared = [](auto y, auto from, auto matrix) {
  return sum(square(y - from - 0.125 * matmul(matrix, 0.5 * (y + from))));
};
static_assert(close(stepped(argmin(residual_squared, y0, y0, A)), stepped(cayley), 1e-14));

// Ridge regression against its normal equations: values, Jacobian, Hessian.
constexpr variable<"X", 4, 2> X;
constexpr variable<"t", 4> t;
constexpr auto ridge = [](auto w, auto rows, auto target, auto weight) {
  return sum(square(matmul(rows, w) - target)) + weight * sum(square(w));
};
static constexpr tensor<double, 2> origin{0, 0};
constexpr auto fitted = argmin(ridge, literal<origin>, X, t, a);
constexpr auto normal_equations = solve(matmul(transpose(X), X) + a * literal<one>, matmul(transpose(X), t));
constexpr auto rows = check::mixed<tensor<double, 4, 2>>();
constexpr auto targets = check::mixed<tensor<double, 4>>(3);
constexpr auto regression(auto f) { return evaluate(f, X = rows, t = targets, a = 0.5); }
static_assert(close(regression(fitted), regression(normal_equations), 1e-14));
static_assert(close(regression(jacobian(fitted, X)), regression(jacobian(normal_equations, X)), 1e-13) &&
              close(regression(jacobian(fitted, a)), regression(jacobian(normal_equations, a)), 1e-13));
static_assert(close(regression(hessian(sum(square(fitted)), a)),
                    regression(hessian(sum(square(normal_equations)), a)), 1e-13));

// Newton's method where it must be damped and halved: Rosenbrock's valley; a well from its concave side.
constexpr auto valley = [](auto x, auto steepness) {
  auto const u = slice(x, at<0>), v = slice(x, at<1>);
  return square(1 - u) + steepness * square(v - square(u));
};
static constexpr tensor<double, 2> far{-1.2, 1};
static_assert(close(evaluate(argmin(valley, literal<far>, a), a = 100.0), tensor<double, 2>{1, 1}, 1e-14));
constexpr auto well = [](auto x, auto depth) { return square(square(x)) - 2 * depth * square(x); };
static_assert(near(evaluate(argmin(well, 0.1_c, a), a = 4.0), 2.0) &&
              near(evaluate(gradient(argmin(well, 0.1_c, a), a), a = 4.0), 0.25));
// A hilltop, a slope without end and a minimum without curvature are none.
static_assert(close(evaluate(argmin(well, 0_c, a), a = 4.0), undefined) &&
              close(evaluate(argmin([](auto x, auto by) { return by * x; }, 1_c, a), a = 4.0), undefined) &&
              close(evaluate(argmin([](auto x, auto by) { return by * square(square(x)); }, 1_c, a), a = 4.0),
                    undefined));

// Unknowns of rank 2: the square root of a matrix. Its gradient and Hessian against differences.
constexpr auto matrix_root = root([](auto x, auto of) { return matmul(x, x) - of; }, literal<one>, A);
constexpr tensor<double, 2, 2> positive{{2, 0.5}, {-0.25, 1.5}};
static_assert(close(evaluate(matmul(matrix_root, matrix_root), A = positive), positive, 1e-15));
constexpr auto of_root = sum(sin(matrix_root));
static_assert(check::differences_agree(of_root, A, positive));
static_assert(check::differences_agree(sum(square(gradient(of_root, A))), A, positive));
// One equation within a formula that uses its solution twice, and one in another's parameters.
constexpr auto twice = root(squares, 1_c, 1_c + square(root_of_a));
static_assert(near(evaluate(twice, a = 3.0), 2.0) && near(evaluate(gradient(twice, a), a = 3.0), 0.25) &&
              near(evaluate(derivative<2>(twice, a), a = 3.0), -1.0 / 32, 1e-13));
// What they tell of themselves: a step's elementary functions; as smooth as their equation where that has one
// solution, or where none but the nearest is reached.
static_assert(transcendentals(fixed_point(turn, M, e, M)) == 1 && transcendentals(root_of_a) == 0);
static_assert(transcendentals(anomaly) == 2 && flops(anomaly) > 0);  // sin, and cos of its Jacobian
static_assert(smooth<midpoint> && smooth<fitted> && smooth<gradient(sum(midpoint), A)>);
static_assert(smooth<fixed_point(turn, M, e, M)> && !smooth<root_of_a, 0> &&
              kinks(root_of_a)[0].op == "root");
constexpr auto rectified = fixed_point([](auto x, auto of) { return 0.5 * relu(x) + of; }, 0_c, a);
static_assert(smooth<rectified, 0> && !smooth<rectified, 1>);
static_assert(!smooth<argmin([](auto x, auto of) { return square(x - relu(of)); }, 0_c, a), 1>);
static_assert(evaluate(as_loops(gradient(root_of_a * a, a)), a = 2.0) ==
              evaluate(gradient(root_of_a * a, a), a = 2.0));
static_assert(root_of_a + a == a + root_of_a && gradient(root_of_a, a) == gradient(root_of_a, a) &&
              root_of_a != root(squares, 1_c, a + 1_c));
static_assert(jacobian_pattern(root_of_a, a).nnz == 1);

// The reduction argmin stays what it is.
static_assert(evaluate(argmin(t), t = tensor<double, 4>{3, 1, 2, 1.5}) == tensor<long>(1));
