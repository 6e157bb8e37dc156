// SPDX-License-Identifier: BSL-1.0
// Checks every contender of a workload against the first, then times them: names are workload/contender.
// The workload's inputs.hpp says what `input` and `output` are, and fills an input with random numbers.
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <inputs.hpp>
#include <string>
#include <vector>
#include "allocations.hpp"
#include "contender.hpp"
#include "pool.hpp"
#include "stack.hpp"

static pool<input>& inputs() {
  static pool<input> all(fill);
  return all;
}
/// Room for a contender's result.
static void* room(contender const& c) {
  return ::operator new ((c.bytes > sizeof(output) ? c.bytes : sizeof(output)) + 64, std::align_val_t{64});
}
static contender const& find(std::string const& name) {
  for (contender const* c = contender::first; c; c = c->next)
    if (c->name == name) return *c;
  std::fprintf(stderr, "%s: there is no contender %s\n", WORKLOAD, name.c_str());
  std::exit(1);
}

/// Every entry to 1e-9 of itself, or to 1e-12 of the largest entry: what cancels has no digits of its own.
static void check(contender const& c, contender const& reference) {
  void *const mine = room(c), *const theirs = room(reference);
  std::vector<double> a(output::count), b(output::count);
  for (unsigned i = 0; i < inputs().count; ++i) {
    c.run(&inputs()[i], mine);
    long long const before = allocations();
    c.run(&inputs()[i], mine);
    long long const asked = allocations() - before;
    if (asked && !c.may_allocate) {
      std::fprintf(stderr, "%s/%s allocates %lld times an evaluation\n", WORKLOAD, c.name, asked);
      std::exit(1);
    }
    reference.run(&inputs()[i], theirs);
    c.read(mine, a.data());
    reference.read(theirs, b.data());
    double largest = 0;
    for (double x : b) largest = std::fmax(largest, std::fabs(x));
    for (std::size_t k = 0; k < output::count; ++k)
      if (!(std::fabs(a[k] - b[k]) <= 1e-9 * std::fmax(std::fabs(b[k]), 1e-3 * largest))) {
        std::fprintf(stderr, "%s/%s: entry %zu of %zu is %.17g, but %s has %.17g\n", WORKLOAD, c.name, k,
                     std::size_t(output::count), a[k], reference.name, b[k]);
        std::exit(1);
      }
  }
  ::operator delete (mine, std::align_val_t{64});
  ::operator delete (theirs, std::align_val_t{64});
}

static void time(benchmark::State& state, contender const& c) {
  void* const out = room(c);
  for (auto _ : state) {
    c.run(&inputs().next(), out);
    benchmark::DoNotOptimize(out);
    benchmark::ClobberMemory();
  }
  long long const before = allocations();
  c.run(&inputs()[0], out);
  state.counters["allocations"] = double(allocations() - before);
  state.counters["stack"] = double(stack_of([&] { c.run(&inputs()[0], out); }));
  ::operator delete (out, std::align_val_t{64});
}

int main(int count, char** arguments) {
  long long const before = allocations();
  inputs();
  if (allocations() == before) {
    std::fprintf(stderr, "%s: allocations are not counted\n", WORKLOAD);
    return 1;
  }
  contender const& reference = find("hand");
  for (contender const* c = contender::first; c; c = c->next) {
    check(*c, reference);
    benchmark::RegisterBenchmark((std::string(WORKLOAD) + "/" + c->name).c_str(),
                                 [c](benchmark::State& state) { time(state, *c); });
  }
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
