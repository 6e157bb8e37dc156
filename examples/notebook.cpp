// SPDX-License-Identifier: BSL-1.0
// A PyTorch notebook of six cells shows that topk multiplies by a 0/1 selection matrix. Here the compiler
// derives the same gradients; what the notebook recorded stands beside what this program computes.
#include <tapeless/tapeless.hpp>
#include <tapeless/print/stream.hpp>
#include <iostream>

using namespace tapeless;

constexpr variable<"W", 3, 3> W;
constexpr variable<"x", 3> x;
constexpr variable<"S", 2, 3> S;

constexpr auto y = matmul(W, x);
constexpr auto top_loss = sum(square(topk<2>(y)));           // cells 3 and 4
constexpr auto matrix_loss = sum(square(matmul(S, y)));      // cell 5: the same through the matrix S
constexpr auto whole_loss = sum(square(y));                  // cell 6: every row

int failures = 0;

template <class V>
void show(char const* what, V const& recorded, V const& computed) {
  bool const same = recorded == computed;
  failures += !same;
  std::cout << "  " << what << " = " << computed << "   notebook: " << recorded
            << (same ? ", equal to the bit\n" : ", DIFFERENT\n");
}
void cell(int number, char const* title) { std::cout << "\n[" << number << "] " << title << '\n'; }

int main() {
  tensor<double, 3, 3> const w{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}};
  tensor<double, 3> const v{.4, .5, .6};

  cell(1, "y = W x");
  show("y", {1.5, 3, 4.5}, evaluate(y, W = w, x = v));

  cell(2, "the two greatest of y, and where they stand");
  auto const [values, indices] = evaluate(formulas(topk<2>(y), topk_indices<2>(y)), W = w, x = v);
  show("values", {4.5, 3}, values);
  show("indices", {2, 1}, indices);

  tensor<double, 3, 3> const top_rows{{0, 0, 0},
                                      {2.4000000000000004, 3, 3.5999999999999996},
                                      {3.6, 4.5, 5.3999999999999995}};
  tensor<double, 3> const v39{39, 39, 39};

  cell(3, "their squares, added up");
  constexpr auto program = value_and_gradient(top_loss, W, x);
  auto const [loss, dW, dx] = evaluate(program, W = w, x = v);
  std::cout << "  L = " << top_loss << '\n';
  show("L", tensor<double>{29.25}, loss);

  cell(4, "its gradients");
  std::cout << "  dL/dW = " << gradient(top_loss, W) << "\n  dL/dx = " << gradient(top_loss, x) << '\n';
  show("dL/dW", top_rows, dW);
  show("dL/dx", v39, dx);
  std::cout << "  one program for L and both: " << steps(program) << " steps, " << workspace_bytes(program)
            << " bytes beside its variables and results\n";

  cell(5, "the same through the selection matrix S, which has a gradient of its own");
  auto const s = evaluate(selection<2>(y), W = w, x = v);
  constexpr auto by_matrix = value_and_gradient(matrix_loss, W, x, S);
  auto const m = evaluate(by_matrix, W = w, x = v, S = s);
  std::cout << "  L = " << matrix_loss << "\n  dL/dW = " << gradient(matrix_loss, W)
            << "\n  dL/dx = " << gradient(matrix_loss, x) << '\n'
            << "  dL/dS = " << gradient(matrix_loss, S) << '\n';
  show("S", {{0, 0, 1}, {0, 1, 0}}, s);
  show("L", tensor<double>{29.25}, m[matrix_loss]);
  show("dL/dW", top_rows, m[W]);
  show("dL/dx", v39, m[x]);
  show("dL/dS", {{13.5, 27, 40.5}, {9, 18, 27}}, m[S]);
  std::cout << "  one program: " << steps(by_matrix) << " steps, " << workspace_bytes(by_matrix)
            << " bytes\n";
  bool const agree = dW == m[W] && dx == m[x] && loss == m[matrix_loss];
  failures += !agree;
  std::cout << "  topk and the matrix " << (agree ? "agree to the bit" : "DISAGREE")
            << "; as formulas, selection<2>(y) y and topk<2>(y) are "
            << (matmul(selection<2>(y), y) == topk<2>(y) ? "one" : "TWO") << '\n';

  cell(6, "all rows");
  auto const all = evaluate(value_and_gradient(whole_loss, W, x), W = w, x = v);
  std::cout << "  dL/dW = " << gradient(whole_loss, W) << "\n  dL/dx = " << gradient(whole_loss, x) << '\n';
  show("L", tensor<double>{31.5}, all[whole_loss]);
  show("dL/dW",
       {{1.2000000000000002, 1.5, 1.7999999999999998},
        {2.4000000000000004, 3, 3.5999999999999996},
        {3.6, 4.5, 5.3999999999999995}},
       all[W]);
  show("dL/dx", {42, 42, 42}, all[x]);
  return failures;
}
