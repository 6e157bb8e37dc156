// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;

constexpr variable<"x", 6> x;
constexpr variable<"y", 2> y;
constexpr variable<"M", 2, 3> M;
constexpr variable<"s"> s;

/// The entries of a dense matrix of derivatives that a pattern lists are the sparse ones, the others are 0.
template <class P, class Dense, class Sparse>
constexpr bool agree(P, Dense const& dense, Sparse const& sparse) {
  static_assert(P::nnz == int(Sparse::size()) && P::rows * P::columns == int(Dense::size()));
  int e = 0;
  for (int i = 0; i < P::rows; ++i)
    for (int j = 0; j < P::columns; ++j) {
      double const d = dense.data()[i * P::columns + j];
      bool const here = e < P::row_starts[i + 1] && P::column_indices[e] == j;
      if (here != P::at(i, j)) return false;
      if (here ? !check::close_number(sparse.data()[e++], d, 1e-14) : d != 0) return false;
    }
  return e == P::nnz && P::row_starts[P::rows] == P::nnz;
}

constexpr auto here = check::mixed<tensor<double, 6>>();
constexpr tensor<double, 2> there{0.5, -1.5};

// A tridiagonal right-hand side of 6 unknowns: three colours, whatever the length.
constexpr auto before = pad<1, 0>(slice(x, range<0, -1>));
constexpr auto after = pad<0, 1>(slice(x, range<1>));
constexpr auto flow = before - 2_c * x + after + x * (1_c - square(x));
constexpr auto tridiagonal = jacobian_pattern(flow, x);
static_assert(tridiagonal.rows == 6 && tridiagonal.columns == 6 && tridiagonal.nnz == 16);
static_assert(tridiagonal.row_starts[0] == 0 && tridiagonal.row_starts[1] == 2 &&
              tridiagonal.row_starts[2] == 5);
static_assert(tridiagonal.column_indices[2] == 0 && tridiagonal.column_indices[4] == 2);
static_assert(tridiagonal.at(3, 2) && tridiagonal.at(3, 4) && !tridiagonal.at(3, 5));
static_assert(colours(tridiagonal) == 3);
constexpr auto dense_flow = evaluate(jacobian(flow, x), x = here);
static_assert(agree(tridiagonal, dense_flow, evaluate(sparse_jacobian(flow, x), x = here)));
static_assert(agree(tridiagonal, dense_flow, evaluate(sparse_jacobian(flow, x, reverse_mode), x = here)));
static_assert(agree(tridiagonal, dense_flow, evaluate(sparse_jacobian(flow, x, forward_mode), x = here)));

// What is no dependence is none after all identities: flat ops, stopped gradients, products with a literal
// 0. A user's own rule counts, not the value under it.
static_assert(jacobian_pattern(floor(x), x).nnz == 0 && jacobian_pattern(stop_gradient(x), x).nnz == 0);
static_assert(jacobian_pattern(where(x < 0_c, 2_c, x), x).nnz == 6);
static constexpr tensor<double, 2, 6> band{{1, 2, 0, 0, 0, 0}, {0, 0, 0, 0, 3, 0}};
static_assert(jacobian_pattern(matmul(literal<band>, x), x).nnz == 3);
constexpr auto through =
    custom_gradient([](auto v) { return floor(v); }, [](auto g, auto, auto) { return g; });
static_assert(jacobian_pattern(through(x), x).nnz == 6 && colours(jacobian_pattern(through(x), x)) == 1);
static_assert(jacobian_pattern(cumsum(x), x).nnz == 21);
static_assert(jacobian_pattern(slice(sort(x), range<0, 2>), x).nnz == 12);
static_assert(jacobian_pattern(max(x), x).nnz == 6);

// Any rank, several variables: blocks by the indices of f and of each variable.
constexpr auto rowwise = square(M) * unsqueeze(y, axis<1>) + s;
constexpr auto blocks = jacobian_pattern(rowwise, M, y, s);
static_assert(blocks.rows == 6 && blocks.columns == 9 && blocks.nnz == 18);
static_assert(blocks.zero(blocks.row(0), blocks.column(M, 1)) &&
              blocks.zero(blocks.row(1), blocks.column(M, 0)));
static_assert(blocks.zero(blocks.row(0), blocks.column(y, 1)) &&
              !blocks.zero(blocks.row(0), blocks.column(y, 0)));
static_assert(blocks.count(blocks.row(1, 2), blocks.column(M)) == 1 && blocks.at(5, 5));
static_assert(blocks.count(blocks.row(), blocks.column(s)) == 6);
static_assert(colours(blocks) == 3);
constexpr tensor<double, 2, 3> matrix{{1, 2, 3}, {4, 5, 6}};
static_assert(evaluate(sparse_jacobian(rowwise, M, y, s), M = matrix, y = there, s = 2.0) ==
              tensor<double, 18>{1, 1, 1, 2, 4, 1, 3, 9, 1, -12, 16, 1, -15, 25, 1, -18, 36, 1});

// A diagonal takes one derivative, which lists it.
static_assert(colours(jacobian_pattern(square(x), x)) == 1 && sparse_jacobian(square(x), x) == 2_c * x);

// A sparse Jacobian has derivatives.
static_assert(check::close(evaluate(gradient(sum(sparse_jacobian(flow, x)), x), x = here),
                           evaluate(gradient(sum(jacobian(flow, x)), x), x = here)));
static_assert(jacobian_pattern(sparse_jacobian(flow, x), x).nnz == 6);  // only -2 + 1 - 3 x² is not constant

// One row and one column full, as with one shared parameter: symmetry would make it two colours.
constexpr auto first = slice(x, range<0, 1>);
constexpr auto arrow = concat(sum(square(x)) + first, slice(x, range<1>) * first);
static_assert(jacobian_pattern(arrow, x).nnz == 16 && colours(jacobian_pattern(arrow, x)) == 6);
static_assert(agree(jacobian_pattern(arrow, x), evaluate(jacobian(arrow, x), x = here),
                    evaluate(sparse_jacobian(arrow, x), x = here)));
