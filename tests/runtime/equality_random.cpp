// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include <numbers>
#include <random>
#include <tapeless/tapeless.hpp>
#include <vector>
#include "catch.hpp"

// Random formulas beside their values, computed here: whatever compares as equal has equal values at every
// point where both are defined.
using namespace tapeless::core;
namespace {

constexpr int points = 6;
struct formula_and_values {
  term t;
  long double at[points];
  bool tame() const {
    for (long double v : at)
      if (std::abs(v) > 1000) return false;
    return true;
  }
};

/// Whether neither rounding nor NaN decides which of two is the greater.
bool decided_by(formula_and_values const& a, formula_and_values const& b) {
  for (int i = 0; i < points; ++i)
    if (a.at[i] != b.at[i] && !(std::abs(a.at[i] - b.at[i]) > 1e-9L)) return false;
  return true;
}

class generator {
  std::mt19937 bits_;
  int below(int n) { return int(bits_() % unsigned(n)); }

public:
  graph g;
  std::vector<formula_and_values> pool;

  explicit generator(unsigned seed) : bits_(seed) {
    std::uniform_real_distribution<double> any(-2, 2);
    for (char const* name : {"x", "y", "z"}) {
      formula_and_values f{variable_of(g, name, scalar), {}};
      for (long double& v : f.at) v = any(bits_);
      pool.push_back(f);
    }
    for (int n : {1, 2}) {
      formula_and_values f{constant(g, n), {}};
      for (long double& v : f.at) v = n;
      pool.push_back(f);
    }
  }
  void grow() {
    auto const pick = [&] { return pool[std::size_t(below(int(pool.size())))]; };
    formula_and_values const a = pick(), b = pick(), c = pick();
    formula_and_values y{};
    bool decided = true;
    auto const unary = [&](term t, auto f) {
      y.t = t;
      for (int i = 0; i < points; ++i) y.at[i] = f(a.at[i]);
    };
    auto const binary = [&](term t, auto f) {
      y.t = t;
      for (int i = 0; i < points; ++i) y.at[i] = f(a.at[i], b.at[i]);
    };
    using L = long double;
    switch (below(28)) {
      case 0:
      case 1:
      case 2:
        binary(a.t + b.t, [](L p, L q) { return p + q; });
        break;
      case 3:
      case 4:
        binary(a.t - b.t, [](L p, L q) { return p - q; });
        break;
      case 5:
      case 6:
      case 7:
        binary(a.t * b.t, [](L p, L q) { return p * q; });
        break;
      case 8:
      case 9:
        binary(a.t / b.t, [](L p, L q) { return p / q; });
        break;
      case 10:
        unary(-a.t, [](L p) { return -p; });
        break;
      case 11:
        unary(square(a.t), [](L p) { return p * p; });
        break;
      case 12:
        unary(exp(a.t), [](L p) { return std::exp(p); });
        break;
      case 13:
        unary(log(a.t), [](L p) { return std::log(p); });
        break;
      case 14:
        unary(sqrt(a.t), [](L p) { return std::sqrt(p); });
        break;
      case 15:
        unary(sin(a.t), [](L p) { return std::sin(p); });
        break;
      case 16:
        unary(cos(a.t), [](L p) { return std::cos(p); });
        break;
      case 17:
        unary(tanh(a.t), [](L p) { return std::tanh(p); });
        break;
      case 18:
        unary(sigmoid(a.t), [](L p) { return 1 / (1 + std::exp(-p)); });
        break;
      case 19:
        unary(abs(a.t), [](L p) { return std::abs(p); });
        break;
      case 20:
        unary(relu(a.t), [](L p) { return p < 0 ? L(0) : p; });
        break;
      case 21:
        binary(maximum(a.t, b.t), [](L p, L q) { return p < q ? q : p; });
        decided = decided_by(a, b);
        break;
      case 22:
        binary(pow(a.t, b.t), [](L p, L q) { return std::pow(p, q); });
        break;
      case 23:
        y.t = where(a.t, b.t, c.t);
        for (int i = 0; i < points; ++i) y.at[i] = a.at[i] != 0 ? b.at[i] : c.at[i];
        decided = decided_by(a, {});
        break;
      case 24:
        unary(normal_pdf_op{}(a.t),
              [](L p) { return std::exp(-p * p / 2) / std::sqrt(2 * std::numbers::pi_v<L>); });
        break;
      case 25:
        unary(normal_cdf_op{}(a.t), [](L p) { return std::erfc(-p / std::numbers::sqrt2_v<L>) / 2; });
        break;
      case 26:
        binary(log(a.t / b.t), [](L p, L q) { return std::log(p / q); });
        break;
      default:
        y.t = where(a.t < b.t, c.t, b.t);
        for (int i = 0; i < points; ++i) y.at[i] = a.at[i] < b.at[i] ? c.at[i] : b.at[i];
        decided = decided_by(a, b);
    }
    if (y.tame() && decided) pool.push_back(y);
  }
};

struct verdict {
  int agree = 0, differ = 0, undecided = 0;
};
/// Compares values where both are numbers.
verdict look(formula_and_values const& a, formula_and_values const& b) {
  verdict v;
  for (int i = 0; i < points; ++i) {
    long double const p = a.at[i], q = b.at[i];
    if (!std::isfinite(p) || !std::isfinite(q)) ++v.undecided;
    else if (std::abs(p - q) <= 1e-7L * (1 + std::abs(p))) ++v.agree;
    else ++v.differ;
  }
  return v;
}

}  // namespace

TEST_CASE("equal: random formulas") {
  int equal = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    generator made(seed);
    for (int i = 0; i < 60; ++i) made.grow();
    for (auto const& a : made.pool)
      for (auto const& b : made.pool) {
        if (a.t.id >= b.t.id) continue;
        verdict const v = look(a, b);
        bool const claimed = exact::are_equal(made.g, a.t, b.t);
        CHECK((!claimed || v.differ == 0));
        equal += claimed && v.agree > 0;
      }
  }
  CHECK(equal > 1000);
}

// What takes another's place in fast(f) has its value, and has one wherever the other has.
TEST_CASE("equal: what is computed once") {
  int replaced = 0, vanished = 0;
  for (unsigned seed = 1; seed <= 600; ++seed) {
    generator made(seed);
    for (int i = 0; i < 60; ++i) made.grow();
    std::vector<term> all, itself;
    for (auto const& f : made.pool) all.push_back(f.t);
    for (int id = 0; id < made.g.size(); ++id) itself.push_back({&made.g, id});
    computed_once const rule(results_of(made.g, all.data(), int(all.size())));
    for (auto const& f : made.pool) {
      term const other = rule(f.t, nullptr, itself.data());
      if (!other.owner) continue;
      ++(is_zero(other) ? vanished : replaced);
      for (auto const& o : made.pool) {
        if (!is_zero(other) && !(o.t == other)) continue;
        for (int i = 0; i < points; ++i) {
          long double const p = f.at[i], q = is_zero(other) ? 0 : o.at[i];
          CAPTURE(seed, f.t.id, other.id, p, q);
          if (std::isfinite(p)) CHECK(std::abs(p - q) <= 1e-7L * (1 + std::abs(p)));
        }
        break;
      }
    }
  }
  CHECK(replaced > 100);
  CHECK(vanished > 100);
}
