// SPDX-License-Identifier: BSL-1.0
// A gradient over processes: each sums over its own samples, one all-reduce adds up, and all take the same
// step.
//     mpirun -n 4 ./mpi
#include <mpi.h>
#include <cmath>
#include <cstdio>
#include <tapeless/tapeless.hpp>
#include <vector>
using namespace tapeless;

constexpr variable<"c", 4> c;  // a cubic polynomial
constexpr variable<"x"> x;
constexpr variable<"y"> y;
constexpr auto powers = stack(1_c + 0_c * x, x, x* x, x* x* x);
constexpr auto loss = square(dot(c, powers) - y);
constexpr auto slope = value_and_gradient(loss, c);

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int rank = 0, processes = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &processes);

  constexpr int all = 3000;  // samples, dealt out by turns
  std::vector<double> xs, ys;
  for (int s = rank; s < all; s += processes) {
    double const at = 2.0 * s / (all - 1) - 1;
    xs.push_back(at);
    ys.push_back(0.5 - at + 0.25 * at * at + 2 * at * at * at);
  }

  tensor<double, 4> fit;
  double mean = 0;
  for (int step = 0; step < 2000; ++step) {
    auto const own = sum_each(slope, x = each(xs), y = each(ys), c = fit);
    double sum[5]{own[loss], own[c][0], own[c][1], own[c][2], own[c][3]};
    MPI_Allreduce(MPI_IN_PLACE, sum, 5, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    mean = sum[0] / all;
    for (std::size_t i = 0; i < 4; ++i) fit[i] -= 0.3 * sum[i + 1] / all;
  }
  if (rank == 0)
    std::printf("%d processes: %.4f %.4f x %.4f x^2 %.4f x^3, mean loss %.1e\n", processes, fit[0], fit[1],
                fit[2], fit[3], mean);
  MPI_Finalize();
  return std::fabs(fit[3] - 2) < 1e-3 ? 0 : 1;
}
