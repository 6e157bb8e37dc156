// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/tapeless.hpp>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <limits>

// What generated reference tests are made of: the formulas of derivatives, and comparisons by the rules of
// data/SCHEMA.md.
namespace reference {

using tapeless::core::term;

/// Formulas of a function y(x): outputs y, their cotangents u, inputs x and their tangents t, in this order.
template <int Outputs, int Inputs>
struct derivatives {
  /// Σ y · u
  static constexpr term scalar(term const* all) {
    term s = sum(all[0] * all[Outputs]);
    for (int k = 1; k < Outputs; ++k) s = s + sum(all[k] * all[Outputs + k]);
    return s;
  }
  /// Σ g · t with g = ∂s/∂x: linear in u, so that its gradient by u is the derivative of y along t; and its
  /// gradient by x is the Hessian of s times t.
  static constexpr term along(term const* all) {
    term const s = scalar(all);
    term const* const x = all + 2 * Outputs;
    term const* const t = x + Inputs;
    term d = sum(gradient(s, x[0]) * t[0]);
    for (int i = 1; i < Inputs; ++i) d = d + sum(gradient(s, x[i]) * t[i]);
    return d;
  }
};
/// The derivative of output I along the tangents.
template <int Outputs, int Inputs, int I>
struct jvp_call {
  static constexpr int growth = 8;
  constexpr term operator()(std::same_as<term> auto... all) const {
    term const list[]{all...};
    return gradient(derivatives<Outputs, Inputs>::along(list), list[Outputs + I]);
  }
};
/// Rows of the Hessian by input I, times the tangents.
template <int Outputs, int Inputs, int I>
struct hvp_call {
  static constexpr int growth = 8;
  constexpr term operator()(std::same_as<term> auto... all) const {
    term const list[]{all...};
    return gradient(derivatives<Outputs, Inputs>::along(list), list[2 * Outputs + I]);
  }
};
/// The derivative of an elementwise function of one input, of order N.
template <int N>
struct order_call {
  static constexpr int growth = 4 * N;
  constexpr term operator()(term y, term x) const {
    for (int n = 0; n < N; ++n) y = gradient(sum(y), x);
    return y;
  }
};
template <int Outputs, int Inputs, int I>
constexpr auto jvp(auto... all) { return tapeless::core::function<jvp_call<Outputs, Inputs, I>>{}(all...); }
template <int Outputs, int Inputs, int I>
constexpr auto hvp(auto... all) { return tapeless::core::function<hvp_call<Outputs, Inputs, I>>{}(all...); }
template <int N>
constexpr auto derivative(auto y, auto x) { return tapeless::core::function<order_call<N>>{}(y, x); }

/// How entries are compared.
enum class rule { pass, strict, hessian };

constexpr double size_of(double x) { return x < 0 ? -x : x; }
constexpr bool is_finite(double x) { return x == x && size_of(x) <= std::numeric_limits<double>::max(); }

/// By how much an entry misses its tolerance: at most 1 where it is right.
constexpr double miss(double got, double expected, double greatest, rule how) {
  if (got == expected || (got != got && expected != expected)) return 0;
  if (!is_finite(got) || !is_finite(expected)) return std::numeric_limits<double>::infinity();
  double const tolerance = how == rule::strict    ? 1e-13 * size_of(expected)
                           : how == rule::hessian ? 1e-11 * (1 + greatest)
                                                  : 1e-12 * size_of(expected) + 1e-13 * greatest + 1e-15;
  double const error = size_of(got / 2 - expected / 2);
  if (error == 0) return 0;
  if (tolerance == 0) return std::numeric_limits<double>::infinity();
  return error / tolerance >= 1e300 / 2 ? 1e300 : 2 * (error / tolerance);
}

constexpr double greatest(double const* x, int count) {
  double most = 0;
  for (int i = 0; x && i < count; ++i)
    if (is_finite(x[i]) && size_of(x[i]) > most) most = size_of(x[i]);
  return most;
}

/// The stored entries of a tensor and, where PyTorch's are off, the exact ones.
struct expected {
  double const* stored;
  double const* exact = nullptr;
};
/// These with their greatest entries and a rule: by how much entry i misses. Edge cases are graded by the
/// exact value where there is one, all others by either.
struct grading {
  expected e;
  rule how;
  double most_stored, most_exact;
  constexpr grading(expected of, int count, rule by)
      : e(of), how(by), most_stored(greatest(of.stored, count)), most_exact(greatest(of.exact, count)) {}
  constexpr double miss(double got, int i) const {
    double const m = e.exact && how == rule::strict ? std::numeric_limits<double>::infinity()
                                                    : reference::miss(got, e.stored[i], most_stored, how);
    if (!e.exact || m <= 1) return m;
    double const other = reference::miss(got, e.exact[i], most_exact, how);
    return other < m ? other : m;
  }
};

/// The entry that misses most, and by how much.
struct worst {
  int at = 0;
  double miss = 0;
};
template <class T>
constexpr worst compare(T const* got, int count, expected e, rule how) {
  worst w;
  grading const graded(e, count, how);
  for (int i = 0; i < count; ++i)
    if (double const m = graded.miss(static_cast<double>(got[i]), i); m > w.miss) w = {i, m};
  return w;
}
template <class T>
constexpr bool agrees(T const& tensor, expected e, rule how) {
  return compare(tensor.data(), int(tensor.size()), e, how).miss <= 1;
}

/// The verdicts of one program, a line each, that run.py reads:
///     begin <case>    fail <case> <tab> <quantity> <tab> <why> <tab> <expected>=<got> ...    end <case>
class report {
  char const* name_ = "";
  bool edge_ = false;

public:
  void begin(char const* name, bool edge = false) {
    name_ = name;
    edge_ = edge;
    std::printf("begin %s\n", name);
    std::fflush(stdout);
  }
  void end() const { std::printf("end %s\n", name_); }
  void fail(char const* quantity, char const* why) const {
    std::printf("fail %s\t%s\t%s\t\n", name_, quantity, why);
  }
  template <class T>
  void check(char const* quantity, T const* got, int count, expected e, rule how) const {
    worst const w = compare(got, count, e, how);
    if (w.miss <= 1) return;
    bool const loosely = edge_ && compare(got, count, e, rule::pass).miss <= 1;
    double const* const right = e.exact ? e.exact : e.stored;
    std::printf("fail %s\t%s\tentry %d of %d is %.17g, expected %.17g: %.3g times the tolerance%s\t", name_,
                quantity, w.at, count, static_cast<double>(got[w.at]), right[w.at], w.miss,
                loosely ? " of the strict rule; the ordinary rule holds" : "");
    grading const graded(e, count, how);
    for (int i = 0; i < count; ++i)
      if (graded.miss(static_cast<double>(got[i]), i) > 1)
        std::printf("%.17g=%.17g ", right[i], static_cast<double>(got[i]));
    std::printf("\n");
  }
  /// The bits of a constant expression and of run time.
  template <class T>
  void check_bits(char const* quantity, T const* constant, T const* got, int count) const {
    for (int i = 0; i < count; ++i) {
      if (constant[i] != constant[i] && got[i] != got[i]) continue;
      if (std::memcmp(constant + i, got + i, sizeof(T)) == 0) continue;
      char why[256];
      std::snprintf(why, sizeof why, "entry %d is %.17g in a constant expression, %.17g at run time", i,
                    static_cast<double>(constant[i]), static_cast<double>(got[i]));
      return fail(quantity, why);
    }
  }
};

/// One result copied into a row of a matrix.
template <class Tensor>
void copy(Tensor const& row, double* to) {
  for (std::size_t i = 0; i < row.size(); ++i) to[i] = static_cast<double>(row.data()[i]);
}

}  // namespace reference
