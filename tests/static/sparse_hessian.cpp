// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"x", 6> x;
constexpr variable<"y", 2> y;

/// The entries of a dense Hessian that a pattern lists are the sparse ones, the others are 0.
template <class P, class Dense, class Sparse>
constexpr bool agree(P, Dense const& dense, Sparse const& sparse) {
  int e = 0;
  for (int i = 0; i < P::rows; ++i)
    for (int j = 0; j < P::columns; ++j) {
      double const d = dense.data()[i * P::columns + j];
      if (P::at(i, j) != P::at(j, i)) return false;
      if (P::at(i, j) ? !check::close_number(sparse.data()[e++], d, 1e-13) : d != 0) return false;
    }
  return e == P::nnz;
}
constexpr auto here = check::mixed<tensor<double, 6>>();

// Rosenbrock's function: a chain, whose star colouring takes three colours.
constexpr auto head = slice(x, range<0, -1>);
constexpr auto tail = slice(x, range<1>);
constexpr auto rosenbrock = sum(100_c * square(tail - square(head)) + square(1_c - head));
constexpr auto chain = hessian_pattern(rosenbrock, x);
static_assert(chain.nnz == 16 && chain.at(2, 3) && !chain.at(2, 4) && colours(chain) == 3);
static_assert(agree(chain, evaluate(hessian(rosenbrock, x), x = here),
                    evaluate(sparse_hessian(rosenbrock, x), x = here)));

// An arrow: a Jacobian of this pattern takes six colours, its symmetry makes it two.
constexpr auto arrow = square(slice(x, at<0>)) * sum(square(slice(x, range<1>)));
static_assert(hessian_pattern(arrow, x).nnz == 16 && colours(hessian_pattern(arrow, x)) == 2);
static_assert(agree(hessian_pattern(arrow, x), evaluate(hessian(arrow, x), x = here),
                    evaluate(sparse_hessian(arrow, x), x = here)));

// A ring of six: a path of four vertices in two colours would hide an entry.
constexpr auto ring = sum(square(x) * square(roll<1>(x)));
static_assert(hessian_pattern(ring, x).nnz == 18 && colours(hessian_pattern(ring, x)) >= 3);
static_assert(agree(hessian_pattern(ring, x), evaluate(hessian(ring, x), x = here),
                    evaluate(sparse_hessian(ring, x), x = here)));

// Two variables make one matrix; linear ones have no entries.
constexpr auto both = sum(slice(x, range<0, 2>) * square(y)) + sum(x);
constexpr auto joint = hessian_pattern(both, x, y);
static_assert(joint.rows == 8 && joint.nnz == 6 && joint.zero(joint.column(x), joint.column(x)));
static_assert(!joint.at(0, 7) && joint.at(0, 6) && joint.at(6, 0) && joint.at(7, 7));
constexpr auto values = evaluate(sparse_hessian(both, x, y), x = here, y = tensor<double, 2>{3, 5});
static_assert(values == tensor<double, 6>{6, 10, 6, 2 * here.data()[0], 10, 2 * here.data()[1]});

// A grid of 4 x 4 cells, each beside its neighbours.
constexpr variable<"g", 4, 4> g;
constexpr auto rows_apart = slice(g, range<1>) - slice(g, range<0, -1>);
constexpr auto columns_apart = slice(g, range<>, range<1>) - slice(g, range<>, range<0, -1>);
constexpr auto energy = sum(square(square(rows_apart))) + sum(square(square(columns_apart))) + sum(exp(g));
constexpr auto grid = hessian_pattern(energy, g);
static_assert(grid.nnz == 16 + 2 * 24 && colours(grid) < 8);
constexpr auto cells = check::mixed<tensor<double, 4, 4>>();
constexpr auto curvature = evaluate(formulas(hessian(energy, g), sparse_hessian(energy, g)), g = cells);
static_assert(agree(grid, curvature.get<0>(), curvature.get<1>()));
// Symmetric to the bit: entry (i, j) is entry (j, i).
constexpr bool symmetric() {
  for (int i = 0; i < grid.rows; ++i)
    for (int e = grid.row_starts[i]; e < grid.row_starts[i + 1]; ++e) {
      int const j = grid.column_indices[e];
      int back = grid.row_starts[j];
      while (grid.column_indices[back] != i) ++back;
      if (curvature.get<1>().data()[e] != curvature.get<1>().data()[back]) return false;
    }
  return true;
}
static_assert(symmetric());
