// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include <new>

/// One way to compute a workload, in a translation unit of its own, seen by the harness through pointers
/// only.
struct contender {
  char const* name;
  void (*run)(void const* input, void* output);  ///< what is timed
  void (*read)(void const* output,
               double* entries);  ///< the result as plain numbers, in the workload's order
  std::size_t bytes;              ///< of its result
  bool may_allocate;              ///< peers do; the library and hand-written code must not
  contender const* next = first;

  static inline contender const* first = nullptr;
  contender(char const* n, void (*f)(void const*, void*), void (*r)(void const*, double*), std::size_t size,
            bool allocates)
      : name(n), run(f), read(r), bytes(size), may_allocate(allocates) {
    first = this;
  }
};

/// A result that is a struct of nothing but doubles.
template <class Output>
void flatten(Output const& output, double* entries) {
  auto const* from = reinterpret_cast<double const*>(&output);
  for (std::size_t i = 0; i < Output::count; ++i) entries[i] = from[i];
}

enum allocation { never_allocates, allocates };

/// compute(input, output) writes into the workload's own output.
template <class Input, class Output>
struct entrant_of {
  template <void (*Compute)(Input const&, Output&)>
  static contender make(char const* name, allocation a) {
    return {name,
            [](void const* in, void* out) {
              Compute(*static_cast<Input const*>(in), *static_cast<Output*>(out));
            },
            [](void const* out, double* to) { flatten(*static_cast<Output const*>(out), to); },
            sizeof(Output), a == allocates};
  }
};
/// compute(input) returns a result of its own type, which is made in place.
template <class Input, class Result>
struct returning_entrant_of {
  template <Result (*Compute)(Input const&)>
  static contender make(char const* name, allocation a) {
    return {name,
            [](void const* in, void* out) { new (out) Result(Compute(*static_cast<Input const*>(in))); },
            [](void const* out, double* to) { flatten(*static_cast<Result const*>(out), to); },
            sizeof(Result), a == allocates};
  }
};
template <class Input, class Output>
entrant_of<Input, Output> kind_of_entrant(void (*)(Input const&, Output&));
template <class Input, class Result>
returning_entrant_of<Input, Result> kind_of_entrant(Result (*)(Input const&));

/// static contender const mine = entrant<compute>("mine");
template <auto Compute>
contender entrant(char const* name, allocation a = never_allocates) {
  return decltype(kind_of_entrant(Compute))::template make<Compute>(name, a);
}
