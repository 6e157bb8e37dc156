// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
#include <limits>
using namespace tapeless;

// What the structure of formulas of practice proves.

/// The rows of a pattern hold values of a dense matrix, which is 0 elsewhere.
template <class P, class Dense, class Sparse>
constexpr bool agree(P, Dense const& dense, Sparse const& sparse) {
  for (int i = 0, e = 0; i < P::rows; ++i)
    for (int j = 0; j < P::columns; ++j) {
      double const d = dense.data()[i * P::columns + j];
      if (P::at(i, j) ? !check::close_number(sparse.data()[e++], d, 1e-13) : d != 0) return false;
    }
  return true;
}

// Bundle adjustment: the weighted error of a point seen by a camera (r[3], C[3], f, x0[2], k[2]), as in
// ADBench.
constexpr variable<"camera", 11> camera;
constexpr variable<"point", 3> point;
constexpr variable<"w"> weight;
constexpr variable<"feature", 2> feature;
struct reprojection {
  constexpr term operator()(term cam, term at, term w, term feat) const {
    term const seen = matmul(so3_exp(slice(cam, range<0, 3>)), at - slice(cam, range<3, 6>));
    term const p = slice(seen, range<0, 2>) / slice(seen, range<2>), rho = sum(square(p));
    auto const k = [cam]<int I>(std::integral_constant<int, I>) { return slice(cam, ::tapeless::at<I>); };
    term const distortion = 1 + k(std::integral_constant<int, 9>{}) * rho +
                            k(std::integral_constant<int, 10>{}) * square(rho);
    return w * (k(std::integral_constant<int, 6>{}) * distortion * p + slice(cam, range<7, 9>) - feat);
  }
};
constexpr auto residual =
    formula([](auto... x) { return reprojection{}(x...); }, camera, point, weight, feature);
constexpr auto bundle = jacobian_pattern(residual, camera, point, weight);
static_assert(bundle.rows == 2 && bundle.columns == 15 && bundle.nnz == 28);
static_assert(bundle.zero(bundle.row(0), bundle.column(camera, 8)) &&  // x0's y does not move x
              bundle.zero(bundle.row(1), bundle.column(camera, 7)));
static_assert(bundle.count(bundle.row(), bundle.column(point)) == 6 &&
              bundle.count(bundle.row(), bundle.column(weight)) == 2);
constexpr tensor<double, 11> seen_by{.1, -.2, .3, 1, 2, -9, 500, 320, 240, .01, -.002};
constexpr tensor<double, 3> seen{.4, -.3, .2};
constexpr tensor<double, 2> found{300, 250};
constexpr auto values = evaluate(formulas(jacobian(residual, camera), sparse_jacobian(residual, camera)),
                                 camera = seen_by, point = seen, weight = .5, feature = found);
static_assert(agree(jacobian_pattern(residual, camera), values.get<0>(), values.get<1>()));

// Two cameras see two points each: an error moves with its own camera and its own point only.
constexpr variable<"cameras", 2, 11> cameras;
constexpr variable<"points", 2, 3> points;
template <int Camera, int Point>
constexpr auto error_of = formula(
    [](auto c, auto p) {
      return reprojection{}(slice(c, at<Camera>), slice(p, at<Point>), constant(*c.owner, 1),
                            zero(*c.owner, shape{2}));
    },
    cameras, points);
constexpr auto errors = stack(error_of<0, 0>, error_of<0, 1>, error_of<1, 0>, error_of<1, 1>, axis<0>);
constexpr auto scene = jacobian_pattern(errors, cameras, points);
constexpr bool blocks_hold() {
  for (int c = 0; c < 2; ++c)
    for (int p = 0; p < 2; ++p) {
      auto const rows = scene.row(2 * c + p);
      bool const others =
          scene.zero(rows, scene.column(cameras, 1 - c)) && scene.zero(rows, scene.column(points, 1 - p));
      if (!others || scene.count(rows, scene.column(cameras, c)) != 20 ||
          scene.count(rows, scene.column(points, p)) != 6)
        return false;
    }
  return true;
}
static_assert(blocks_hold() && scene.rows == 8 && scene.columns == 28 && colours(scene) <= 13);

// Fisher's equation u' = D u'' + u (1 - u) on a grid with zeros beyond its ends: three colours.
constexpr variable<"u", 24> u;
constexpr auto step_left = pad<1, 0>(slice(u, range<0, -1>));
constexpr auto step_right = pad<0, 1>(slice(u, range<1>));
constexpr auto reaction = 0.1_c * (step_left - 2_c * u + step_right) + u * (1_c - u);
constexpr auto grid = jacobian_pattern(reaction, u);
constexpr bool tridiagonal() {
  for (int i = 0; i < 24; ++i)
    for (int j = 0; j < 24; ++j)
      if (grid.at(i, j) != (i - j <= 1 && j - i <= 1)) return false;
  return true;
}
static_assert(tridiagonal() && colours(grid) == 3 && grid.nnz == 70);
constexpr auto profile = check::mixed<tensor<double, 24>>();
static_assert(agree(grid, evaluate(jacobian(reaction, u), u = profile),
                    evaluate(sparse_jacobian(reaction, u), u = profile)));

// Attention with a causal mask: no token sees a later one, by its key or by its value.
constexpr int tokens = 4;
constexpr variable<"q", tokens, 2> q;
constexpr variable<"k", tokens, 2> k;
constexpr variable<"v", tokens, 2> v;
static constexpr tensor<double, tokens, tokens> causal{
    {1, 0, 0, 0}, {1, 1, 0, 0}, {1, 1, 1, 0}, {1, 1, 1, 1}};
static constexpr double never = -std::numeric_limits<double>::infinity();
static constexpr tensor<double, tokens, tokens> added{{0, never, never, never}, {0, 0, never, never},
                                                      {0, 0, 0, never}, {0, 0, 0, 0}};
template <class Mask>
constexpr bool is_causal(Mask mask) {
  auto const p = jacobian_pattern(attention(q, k, v, mask), q, k, v);
  for (int i = 0; i < tokens; ++i)
    for (int j = 0; j < tokens; ++j) {
      if (p.zero(p.row(i), p.column(q, j)) != (i != j)) return false;
      if (p.zero(p.row(i), p.column(k, j)) != (j > i)) return false;
      if (p.zero(p.row(i), p.column(v, j)) != (j > i)) return false;
    }
  return true;
}
static_assert(is_causal(literal<causal>));
static_assert(is_causal(literal<added>));
constexpr auto unmasked = jacobian_pattern(attention(q, k, v), k, v);
static_assert(unmasked.count(unmasked.row(), unmasked.column(k)) == unmasked.rows * k.shape.size());
// A decoder's layer made of it is causal too.
constexpr variable<"x", tokens, 2> x;
constexpr variable<"W", 2, 2> W;
constexpr auto layer = layer_norm(x + tanh(matmul(attention(x, matmul(x, W), x, literal<causal>), W)));
constexpr auto of_layer = jacobian_pattern(layer, x);
static_assert(of_layer.zero(of_layer.row(0), of_layer.column(x, 1)) &&
              of_layer.zero(of_layer.row(1), of_layer.column(x, 2)) &&
              of_layer.zero(of_layer.row(2), of_layer.column(x, 3)) &&
              !of_layer.zero(of_layer.row(3), of_layer.column(x, 0)));
