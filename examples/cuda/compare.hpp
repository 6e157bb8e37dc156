// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

// Runs a function of a few numbers in a million CUDA threads, once as Tapeless derived it and once as written
// by hand; compares the results with the host's and the times with each other. A function is a struct with
// `in`, `out` and `run(double const* x, double* y)`.

constexpr int threads = 1'000'000, rounds = 64, per_block = 128, skipped = 77;

inline void check(cudaError_t status) {
  if (status == cudaSuccess) return;
  std::printf("CUDA says: %s\n", cudaGetErrorString(status));
  std::exit(status == cudaErrorNoDevice || status == cudaErrorInsufficientDriver ? skipped : 1);
}

/// One evaluation a thread. Entry i of thread t lies at i * threads + t, so neighbours read neighbours.
template <class F>
__global__ void once(double const* in, double* out) {
  int const t = int(blockIdx.x * blockDim.x + threadIdx.x);
  if (t >= threads) return;
  double x[F::in], y[F::out];
  for (int i = 0; i < F::in; ++i) x[i] = in[i * threads + t];
  F::run(x, y);
  for (int i = 0; i < F::out; ++i) out[i * threads + t] = y[i];
}
/// Many evaluations a thread, so that arithmetic takes the time and not memory: each at a point that depends
/// on the evaluation before.
template <class F>
__global__ void repeated(double const* in, double* out) {
  int const t = int(blockIdx.x * blockDim.x + threadIdx.x);
  if (t >= threads) return;
  double x[F::in], y[F::out], total[F::out]{};
  for (int i = 0; i < F::in; ++i) x[i] = in[i * threads + t];
#pragma unroll 1
  for (int round = 0; round < rounds; ++round) {
    F::run(x, y);
    for (int i = 0; i < F::out; ++i) total[i] += y[i];
    for (int i = 0; i < F::in; ++i) x[i] += 1e-9 * y[i];
  }
  for (int i = 0; i < F::out; ++i) out[i * threads + t] = total[i];
}

/// The least time of some runs, in milliseconds.
template <class Kernel>
double time_of(Kernel kernel, double const* in, double* out) {
  cudaEvent_t begin, end;
  check(cudaEventCreate(&begin)), check(cudaEventCreate(&end));
  float least = 1e30f;
  for (int run = 0; run < 12; ++run) {
    check(cudaEventRecord(begin));
    kernel<<<(threads + per_block - 1) / per_block, per_block>>>(in, out);
    check(cudaGetLastError()), check(cudaEventRecord(end)), check(cudaEventSynchronize(end));
    float time;
    check(cudaEventElapsedTime(&time, begin, end));
    least = std::min(least, time);
  }
  return double(least);
}
template <class Kernel>
int registers_of(Kernel kernel, std::size_t& local) {
  cudaFuncAttributes facts;
  check(cudaFuncGetAttributes(&facts, kernel));
  local = facts.localSizeBytes;
  return facts.numRegs;
}

/// How far results are apart, as a part of the largest entry of their thread; and how many differ in any bit.
struct distance {
  double most = 0;
  long long differ = 0;
};
template <int Out>
void compare(distance& d, double const* a, double const* b) {
  double largest = 0;
  for (int i = 0; i < Out; ++i) largest = std::max(largest, std::fabs(a[i]));
  for (int i = 0; i < Out; ++i) {
    double const apart = std::fabs(a[i] - b[i]);
    d.most = apart <= d.most * largest ? d.most : apart / largest;  // NaN is greater
    d.differ += std::memcmp(a + i, b + i, sizeof(double)) != 0;
  }
}

/// `low` and `high` bound each input. Returns what main returns: 0 where all results agree.
template <class Derived, class ByHand>
int compare_kernels(char const* what, double const* low, double const* high) {
  constexpr int in = Derived::in, out = Derived::out;
  std::vector<double> x(std::size_t(in) * threads), y(std::size_t(out) * threads), z(y.size());
  double fraction = 0.5;
  for (int t = 0; t < threads; ++t)
    for (int i = 0; i < in; ++i) {
      fraction += 0.6180339887498949;
      fraction -= std::floor(fraction);
      x[std::size_t(i) * threads + std::size_t(t)] = low[i] + (high[i] - low[i]) * fraction;
    }
  double *from, *to;
  check(cudaMalloc(&from, x.size() * sizeof(double))), check(cudaMalloc(&to, y.size() * sizeof(double)));
  check(cudaMemcpy(from, x.data(), x.size() * sizeof(double), cudaMemcpyHostToDevice));

  double const derived = time_of(once<Derived>, from, to);
  check(cudaMemcpy(y.data(), to, y.size() * sizeof(double), cudaMemcpyDeviceToHost));
  double const by_hand = time_of(once<ByHand>, from, to);
  check(cudaMemcpy(z.data(), to, z.size() * sizeof(double), cudaMemcpyDeviceToHost));
  double const derived_often = time_of(repeated<Derived>, from, to),
               by_hand_often = time_of(repeated<ByHand>, from, to);
  check(cudaFree(from)), check(cudaFree(to));

  distance host, hand;
  for (int t = 0; t < threads; t += 10) {
    double at[in], here[out], there[out], other[out];
    for (int i = 0; i < in; ++i) at[i] = x[std::size_t(i) * threads + std::size_t(t)];
    for (int i = 0; i < out; ++i) {
      there[i] = y[std::size_t(i) * threads + std::size_t(t)];
      other[i] = z[std::size_t(i) * threads + std::size_t(t)];
    }
    Derived::run(at, here);
    compare<out>(host, here, there);
    compare<out>(hand, here, other);
  }
  std::size_t local_derived, local_by_hand;
  int const registers_derived = registers_of(once<Derived>, local_derived),
            registers_by_hand = registers_of(once<ByHand>, local_by_hand);
  std::printf("%s, %d threads\n", what, threads);
  std::printf(
      "  device against host: %.1e of the largest entry, %lld of %d numbers differ in a bit; by hand %.1e\n",
      host.most, host.differ, threads / 10 * out, hand.most);
  std::printf("  through memory:   derived %.3f ms, by hand %.3f ms, ratio %.2f\n", derived, by_hand,
              derived / by_hand);
  std::printf("  in registers:     derived %.3f ms, by hand %.3f ms, ratio %.2f (%d times)\n", derived_often,
              by_hand_often, derived_often / by_hand_often, rounds);
  std::printf("  registers: %d, by hand %d; bytes of local memory: %zu, by hand %zu\n", registers_derived,
              registers_by_hand, local_derived, local_by_hand);
  bool const agree = host.most < 1e-12 && hand.most < 1e-10;
  if (!agree) std::printf("  DIFFERENT\n");
  return agree ? 0 : 1;
}
