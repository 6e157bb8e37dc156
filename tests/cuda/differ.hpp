// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include "law.hpp"

namespace laws {

inline void check(cudaError_t status) {
  if (status == cudaSuccess) return;
  std::printf("CUDA says: %s\n", cudaGetErrorString(status));
  std::exit(status == cudaErrorNoDevice || status == cudaErrorInsufficientDriver ? 77 : 1);
}

/// Runs one row in a kernel and on the host. True, and said, where bits differ; of which NaN, nothing is
/// promised.
template <class Law, class T>
bool differ(void (*kernel)(T const*, T*)) {
  T in[Law::inputs], here[Law::outputs]{}, there[Law::outputs]{};
  Law::enter(in);
  T *from, *to;
  check(cudaMalloc(&from, sizeof in)), check(cudaMalloc(&to, sizeof there));
  check(cudaMemcpy(from, in, sizeof in, cudaMemcpyHostToDevice));
  check(cudaMemcpy(to, there, sizeof there, cudaMemcpyHostToDevice));
  kernel<<<1, 1>>>(from, to);
  check(cudaGetLastError());
  check(cudaMemcpy(there, to, sizeof there, cudaMemcpyDeviceToHost));
  check(cudaFree(from)), check(cudaFree(to));
  Law::run(in, here);
  int wrong = 0, first = 0;
  for (int i = Law::outputs; i-- > 0;) {
    if ((here[i] != here[i] && there[i] != there[i]) || std::memcmp(here + i, there + i, sizeof(T)) == 0)
      continue;
    ++wrong, first = i;
  }
  if (wrong == 0) return false;
  std::printf(
      "  %s of %d bytes: %d of %d entries differ, such as %d: %.17g on the host, %.17g on the device\n",
      Law::name_of().data(), int(sizeof(T)), wrong, Law::outputs, first, double(here[first]),
      double(there[first]));
  return true;
}

}  // namespace laws
