// SPDX-License-Identifier: BSL-1.0
// Values and gradients at ties, zeros, infinities and NaN: each row is checked, and printed as a row of
// docs/conventions.md, which must say the same.
//     conventions                    prints the report
//     conventions docs/conventions.md    compares it with the document as well
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>
#include <tapeless/tapeless.hpp>
using namespace tapeless;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity(),
                 nan = std::numeric_limits<double>::quiet_NaN();
int failures = 0;
std::string report;

std::string text_of(double x) {
  if (x != x) return "NaN";
  if (x - x != 0) return x < 0 ? "-inf" : "inf";
  char digits[32];
  for (int precision = 6; precision < 18; ++precision) {
    std::snprintf(digits, sizeof digits, "%.*g", precision, x);
    if (std::strtod(digits, nullptr) == x) break;
  }
  return digits;
}
template <class T, std::size_t... E>
std::string text_of(tensor<T, E...> const& t) {
  if constexpr (sizeof...(E) == 0) return text_of(double(t.entries[0]));
  std::string all;
  for (auto x : t) all += (all.empty() ? "" : ", ") + text_of(double(x));
  return "[" + all + "]";
}
template <class T, std::size_t... E>
bool same(tensor<T, E...> const& computed, tensor<T, E...> const& expected) {
  for (std::size_t i = 0; i < computed.size(); ++i) {
    double const a = double(computed.data()[i]), b = double(expected.data()[i]);
    if (a != a || b != b ? (a == a) != (b == b) : a != b && !(std::fabs(a - b) <= 1e-13 * std::fabs(b)))
      return false;
  }
  return true;
}

/// The entries of a value, in a line, however its axes lie.
template <class T, std::size_t... E>
auto flat(tensor<T, E...> const& t) {
  if constexpr (sizeof...(E) == 0) return t;
  else return tensor<T, tensor<T, E...>::size()>(t);
}

void line(char const* op, char const* point, std::string const& value, std::string const& gradient,
          bool good) {
  if (!good) {
    ++failures;
    std::printf("FAILED: %s at %s is %s with gradient %s\n", op, point, value.c_str(), gradient.c_str());
  }
  report += std::string("| ") + op + " | " + point + " | " + value + " | " + gradient + " |\n";
}

/// f(x) and the gradient of the sum of its entries, which must be as expected.
template <class F, class V, class Y>
void row(char const* op, char const* point, F, V const& at, Y const& value, V const& slope) {
  constexpr auto x = [] {
    if constexpr (V::rank == 0) return variable<"x">{};
    else return variable<"x", V::size()>{};
  }();
  constexpr auto f = formula(F{}, x);
  auto const [y, g] = evaluate(formulas(f, gradient(sum(f), x)), x = at);
  line(op, point, text_of(flat(y)), text_of(g), same(flat(y), flat(value)) && same(g, slope));
}
/// The same for two operands of one shape.
template <class F, class V, class Y>
void row(char const* op, char const* point, F, V const& at_a, V const& at_b, Y const& value, V const& slope_a,
         V const& slope_b) {
  constexpr auto a = [] {
    if constexpr (V::rank == 0) return variable<"a">{};
    else return variable<"a", V::size()>{};
  }();
  constexpr auto b = [] {
    if constexpr (V::rank == 0) return variable<"b">{};
    else return variable<"b", V::size()>{};
  }();
  constexpr auto f = formula(F{}, a, b);
  auto const [y, ga, gb] =
      evaluate(formulas(f, gradient(sum(f), a), gradient(sum(f), b)), a = at_a, b = at_b);
  line(op, point, text_of(flat(y)), text_of(ga) + ", " + text_of(gb),
       same(flat(y), flat(value)) && same(ga, slope_a) && same(gb, slope_b));
}
/// A function of a scalar and its first two derivatives at one point.
template <class F>
void curve(char const* op, char const* point, F, double at, double value, double slope, double curvature) {
  constexpr variable<"x"> x;
  constexpr auto f = formula(F{}, x);
  auto const [y, g, h] = evaluate(formulas(f, gradient(f, x), gradient(gradient(f, x), x)), x = at);
  line(op, point, text_of(y), text_of(g) + "; second " + text_of(h),
       same(y, {value}) && same(g, {slope}) && same(h, {curvature}));
}

using scalar_value = tensor<double>;
using two = tensor<double, 2>;
using three = tensor<double, 3>;
using four = tensor<double, 4>;

void selections();
void reductions();
void functions();
void kinks();

}  // namespace

#include "functions.hpp"
#include "kinks.hpp"
#include "reductions.hpp"
#include "selections.hpp"

int main(int argc, char** argv) {
  selections();
  reductions();
  functions();
  kinks();
  if (argc < 2) {
    std::fputs(report.c_str(), stdout);
  } else {
    std::ifstream document(argv[1]);
    std::string const text((std::istreambuf_iterator<char>(document)), std::istreambuf_iterator<char>());
    if (text.find(report) == std::string::npos) {
      ++failures;
      std::printf("%s does not hold this table:\n%s", argv[1], report.c_str());
    }
  }
  return failures;
}
