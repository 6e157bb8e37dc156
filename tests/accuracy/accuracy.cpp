// SPDX-License-Identifier: BSL-1.0
// Every function of tapeless/math against MPFR: c++ -std=c++20 -O2 -I include tests/accuracy/accuracy.cpp
// -lmpfr -lgmp ./a.out [points a function and type [name...]] prints a table and fails where a bound, the
// equality of scalar and vector bits, or that of run time and constant evaluation is broken. With FMA, build
// with -ffp-contract=off for equal bits.
#include "functions.hpp"
#include "points.hpp"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

using tapeless::vec;

template <class T>
bool same(T a, T b) {
  return (a != a && b != b) || (a == b && tapeless::math::signbit(a) == tapeless::math::signbit(b));
}

/// |y - exact| in units of the last place of the exact value; 10⁹ where one is NaN or infinite and the other
/// is not.
template <class T>
double ulps(T y, mpfr_t exact, mpfr_t scratch) {
  using limits = std::numeric_limits<T>;
  if (mpfr_nan_p(exact) || y != y) return mpfr_nan_p(exact) && y != y ? 0 : 1e9;
  if (mpfr_inf_p(exact))
    return y == (mpfr_sgn(exact) > 0 ? limits::infinity() : -limits::infinity()) ? 0 : 1e9;
  if (mpfr_zero_p(exact)) return y == 0 && tapeless::math::signbit(y) == (mpfr_signbit(exact) != 0) ? 0 : 1e9;
  long e = mpfr_get_exp(exact);
  if (e < limits::min_exponent) e = limits::min_exponent;
  if (e > limits::max_exponent) e = limits::max_exponent;
  if (y - y != 0) {  // an infinity stands for the number after the greatest
    if ((y > 0) != (mpfr_sgn(exact) > 0)) return 1e9;
    mpfr_set_si_2exp(scratch, y > 0 ? 1 : -1, limits::max_exponent, MPFR_RNDN);
    if (mpfr_cmpabs(exact, scratch) >= 0) return 0;
  } else {
    mpfr_set_ld(scratch, y, MPFR_RNDN);
  }
  mpfr_sub(scratch, scratch, exact, MPFR_RNDN);
  mpfr_mul_2si(scratch, scratch, limits::digits - e, MPFR_RNDN);
  return std::abs(mpfr_get_d(scratch, MPFR_RNDN));
}

template <class T>
struct outcome {
  double worst = 0;
  T x = 0, x2 = 0;
  long lanes_differ = 0, folded_differ = 0;
};

template <class F, class T, int Arity>
constexpr auto folded() {
  struct {
    T y[fold_points]{};
  } all;
  for (int i = 0; i < fold_points; ++i)
    if constexpr (Arity == 1) all.y[i] = F{}(fold_point<T>(i));
    else all.y[i] = F{}(fold_point<T>(i), fold_point<T>(i * 7 + 3));
  return all;
}

template <class T, class Row>
outcome<T> measure(Row const& row, long count) {
  using limits = std::numeric_limits<T>;
  using F = decltype(row.f);
  constexpr int arity = Row::arity, width = sizeof(T) <= 8 ? 16 / int(sizeof(T)) : 1;
  outcome<T> out;
  mpfr_t x[2], exact, scratch;
  for (auto* m : {&x[0], &x[1], &exact, &scratch}) mpfr_init2(*m, limits::digits + 42);
  point_source<T> points(row.ranges, row.marks);
  for (long i = 0; i < count; i += width) {
    T in[2][4], y[4];
    for (int lane = 0; lane < width; ++lane) {
      in[0][lane] = points.next();
      in[1][lane] = arity == 2 ? points.partner(in[0][lane]) : T(0);
      if constexpr (arity == 1) y[lane] = row.f(in[0][lane]);
      else y[lane] = row.f(in[0][lane], in[1][lane]);
      mpfr_set_ld(x[0], in[0][lane], MPFR_RNDN);
      mpfr_set_ld(x[1], in[1][lane], MPFR_RNDN);
      if (limits::digits > 53 && std::abs(in[0][lane]) >= T(row.limit_extended)) continue;
      row.exact(exact, x[0], x[1]);
      double const off = row.measure(ulps(y[lane], exact, scratch), y[lane], in[0][lane]);
      if (off > out.worst) out.worst = off, out.x = in[0][lane], out.x2 = in[1][lane];
    }
    if constexpr (width > 1) {
      vec<T, width> a, b, c;
      std::memcpy(&a, in[0], sizeof a);
      std::memcpy(&b, in[1], sizeof b);
      if constexpr (arity == 1) c = row.f(a);
      else c = row.f(a, b);
      for (int lane = 0; lane < width; ++lane) out.lanes_differ += !same<T>(c[lane], y[lane]);
    }
  }
  static constexpr auto constants = folded<F, T, arity>();
  for (int i = 0; i < fold_points; ++i) {
    T volatile a = fold_point<T>(i), b = fold_point<T>(i * 7 + 3);
    T y;
    if constexpr (arity == 1) y = row.f(T(a));
    else y = row.f(T(a), T(b));
    out.folded_differ += !same<T>(y, constants.y[i]);
  }
  for (auto* m : {&x[0], &x[1], &exact, &scratch}) mpfr_clear(*m);
  return out;
}

template <class T, class Row>
bool report(char const* type, Row const& row, long count, double bound) {
  outcome<T> const r = measure<T>(row, count);
  bool const good = r.worst <= bound && r.lanes_differ == 0 && r.folded_differ == 0;
  std::printf("| %s | %s | %.3f | %.2g | %La", row.name, type, r.worst, bound, static_cast<long double>(r.x));
  if (Row::arity == 2) std::printf(", %La", static_cast<long double>(r.x2));
  std::printf(" |");
  if (r.lanes_differ) std::printf(" %ld lanes differ from scalars", r.lanes_differ);
  if (r.folded_differ) std::printf(" %ld constants differ", r.folded_differ);
  std::printf("%s\n", good ? "" : " **failed**");
  std::fflush(stdout);
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  long const count = argc > 1 ? std::atol(argv[1]) : 1000000;
  bool good = true;
  std::printf("| function | type | worst ulp | bound | at |\n|---|---|---|---|---|\n");
  for_each_function([&](auto const& row) {
    bool wanted = argc <= 2;
    for (int i = 2; i < argc; ++i) wanted |= std::string(argv[i]) == row.name;
    if (!wanted) return;
    good &= report<float>("float", row, count / row.thinned, row.bound);
    good &= report<double>("double", row, count / row.thinned, row.bound);
    good &= report<long double>("long double", row, count / row.thinned, row.bound_extended);
  });
  mpfr_free_cache();
  return good ? 0 : 1;
}
