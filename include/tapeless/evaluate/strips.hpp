// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/evaluate/kernels.hpp>
#include <tapeless/plan/program.hpp>

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core {

/// to[i] = to[i] + x[i], one number after another.
template <int N, class T>
[[gnu::noinline]] constexpr void add_sums(T const* x, T* to) {
  constexpr int width = has_lanes<T> ? width_for<T>(N) : 1, whole = N / width * width;
  int i = 0;
  if constexpr (width > 1)
    if (!std::is_constant_evaluated()) {
      using V = vec<T, width>;
      for (; i < whole; i += width) store(to + i, load<V>(to + i) + load<V>(x + i));
    }
  for (; i < N; ++i) to[i] = plus(to[i], x[i]);
}

/// Runs one part of a program over strips, from the formula's inputs and what other parts have passed on.
template <class Cut, strip_part Part, class T>
[[gnu::always_inline]] inline constexpr void run_part(T const* const* in, T* const* out, T* memory,
                                                          int strip) {
  constexpr int inputs = inputs_of_part<Cut::template part<Part>()>::count();
  fixed<T const*, inputs> from{};
  each_constant<inputs>([&](auto i) __attribute__((always_inline)) {
    constexpr part_input x = Cut::template inputs<Part>.of[i];
    if constexpr (x.elsewhere) from[i] = memory + subscript<Cut::places.at[x.from]>;
    else from[i] = in[x.from];
    if constexpr (x.in_strips) from[i] += strip * subscript<x.step>;
  });
  run_tensors<Cut::template part<Part>(), Cut::template plan<Part>()>(from, out, memory + Cut::places.size);
}
/// One strip. Sums of the first are the sums so far; those of another lie beside them and are added.
template <class Cut, strip_part Part, class T>
[[gnu::always_inline]] inline constexpr void run_strip(T const* const* in, T* memory, int strip) {
  constexpr int count = Cut::template ends<Part>.count;
  fixed<T*, count> made{};
  each_constant<count>([&](auto i) __attribute__((always_inline)) {
    constexpr int id = Cut::template ends<Part>.id[i];
    constexpr int step = Cut::list().shape(id).size() / Cut::length * Cut::rows;
    made[i] = memory + subscript<Cut::places.at[id]>;
    if constexpr (!Cut::is_summed(id)) made[i] += strip * step;
    else if (strip > 0) made[i] = memory + subscript<Cut::places.beside[id]>;
  });
  run_part<Cut, Part>(in, made, memory, strip);
  if (strip == 0) return;
  each_constant<count>([&](auto i) __attribute__((always_inline)) {
    constexpr int id = Cut::template ends<Part>.id[i];
    if constexpr (Cut::is_summed(id))
      add_sums<Cut::list().shape(id).size()>(made[i], memory + subscript<Cut::places.at[id]>);
  });
}
/// A program over strips: what is single, strip by strip what has rows, and what needs the sums of these.
template <class Cut, class T>
[[gnu::always_inline]] inline constexpr void run_strips(T const* const* in, T* const* out, T* memory) {
  if constexpr (Cut::has_before) {
    constexpr int count = Cut::template ends<strip_part::before>.count;
    fixed<T*, count> passed{};
    each_constant<count>([&](auto i) __attribute__((always_inline)) {
      passed[i] = memory + subscript<Cut::places.at[Cut::template ends<strip_part::before>.id[i]]>;
    });
    run_part<Cut, strip_part::before>(in, passed, memory, 0);
  }
  for (int strip = 0; strip < subscript<Cut::count>; ++strip)
    run_strip<Cut, strip_part::within>(in, memory, strip);
  if constexpr (Cut::left > 0) run_strip<Cut, strip_part::rest>(in, memory, Cut::count);
  run_part<Cut, strip_part::behind>(in, out, memory, 0);
}

/// Runs a program, whatever its form. The workspace has Program::workspace() numbers.
template <class Program, class T>
[[gnu::always_inline]] inline constexpr void run_program(T const* const* in, T* const* out, T* memory) {
  if constexpr (Program::scalarised) run_blocks<Program::plan>(in, out, memory);
  else if constexpr (Program::in_strips()) run_strips<strips<Program::tensors()>>(in, out, memory);
  else run_tensors<Program::tensors(), Program::plan>(in, out, memory);
}

}  // namespace tapeless::core
#include <tapeless/core/step_over/end.hpp>
