// SPDX-License-Identifier: BSL-1.0
// Names are matmul/<type>/<AB, AtB, ABt or AtBt>/<n>/<contender>.
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <string>
#include "../common/pool.hpp"
#include "matmul.hpp"

template <int N>
struct operands {
  alignas(64) number a[N * N];
  alignas(64) number b[N * N];
};
/// Operands that change from call to call, by size.
template <int N>
static pool<operands<N>, number>& inputs() {
  static pool<operands<N>, number> all([](operands<N>& x, auto& random) {
    std::uniform_real_distribution<number> entry(-1, 1);
    for (int i = 0; i < N * N; ++i) x.a[i] = entry(random), x.b[i] = entry(random);
  });
  return all;
}

template <int N>
static void check(product_entry const& p) {
  auto const& x = inputs<N>()[0];
  alignas(64) static number c[N * N];
  p.run(x.a, x.b, c);
  for (int i = 0; i < N; ++i)
    for (int j = 0; j < N; ++j) {
      double sum = 0;
      for (int k = 0; k < N; ++k)
        sum += double(p.a_transposed ? x.a[k * N + i] : x.a[i * N + k]) *
               double(p.b_transposed ? x.b[j * N + k] : x.b[k * N + j]);
      if (!(std::abs(sum - double(c[i * N + j])) <= (sizeof(number) == 8 ? 1e-12 : 1e-4))) {
        std::fprintf(stderr, "matmul: %s is wrong at %d, %d of %d x %d\n", p.name, i, j, N, N);
        std::exit(1);
      }
    }
}
template <int N>
static void time(benchmark::State& state, product_entry const& p) {
  alignas(64) static number c[N * N];
  for (auto _ : state) {
    auto const& x = inputs<N>().next();
    p.run(x.a, x.b, c);
    benchmark::DoNotOptimize(static_cast<number*>(c));
    benchmark::ClobberMemory();
  }
}
template <int N>
static void enter(product_entry const& p, std::string const& name) {
  check<N>(p);
  benchmark::RegisterBenchmark(name.c_str(), [&p](benchmark::State& state) { time<N>(state, p); });
}
template <int... I>
static void enter(product_entry const& p, std::integer_sequence<int, I...>) {
  std::string const name = std::string("matmul/") + type_name + "/" + (p.a_transposed ? "At" : "A") +
                           (p.b_transposed ? "Bt" : "B") + "/" + std::to_string(p.n) + "/" + p.name;
  (void(p.n == sizes[I] && (enter<sizes[I]>(p, name), true)), ...);
}

int main(int count, char** arguments) {
  for (product_entry const* p = product_entry::first; p; p = p->next)
    enter(*p, std::make_integer_sequence<int, size_count>{});
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
