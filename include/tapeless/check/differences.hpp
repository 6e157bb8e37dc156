// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/arithmetic.hpp>
#include <tapeless/core/sequence.hpp>

namespace tapeless::core {

/// A derivative from differences, and how far it may be off.
struct difference {
  long double value = 0, error = 0;
};
/// The derivative from both sides, from the left and from the right, by the steps that served best.
struct differences {
  difference central, left, right;
  bool has_left = false, has_right = false;  ///< whether f has finite values on this side

  constexpr bool both() const { return has_left && has_right; }
  constexpr difference const& best() const { return both() ? central : has_left ? left : right; }
};

constexpr bool is_finite(long double x) {
  return x == x && magnitude(x) <= limits<long double>::max();
}
/// Beyond this, differences are not formed.
inline constexpr long double huge_value = 1e150L;

/// One extrapolation after Ridders (1982): differences by halved steps, whose error begins with h^Power and
/// goes on in powers of it; the entry of Neville's tableau that differs least from its neighbours is taken.
template <int Power>
class extrapolation {
  static constexpr int rows = 10;
  long double last_[rows]{};
  int count_ = 0;

public:
  difference best{0, limits<long double>::max()};

  /// Takes the difference by the next step. `noise` is the error that it has from roundoff.
  constexpr void add(long double quotient, long double noise) {
    long double before = quotient, factor = 1;
    for (int k = 0; k < count_; ++k) {
      factor *= 1 << Power;
      long double const better = before + (before - last_[k]) / (factor - 1);
      long double const step = magnitude(better - before), side = magnitude(better - last_[k]);
      long double const error = (step > side ? step : side) + noise;
      last_[k] = before;
      before = better;
      if (error < best.error) best = {better, error};
    }
    if (count_ < rows) last_[count_++] = before;
  }
};

/// The derivatives of f at x, where f(x) = middle, by steps that halve from `step` on. A side where f is not
/// finite is left out.
constexpr differences differences_by(auto const& f, long double x, long double middle, long double step) {
  extrapolation<2> central;
  extrapolation<1> left, right;
  differences d;
  d.has_left = d.has_right = true;
  auto const usable = [](long double y) { return is_finite(y) && magnitude(y) <= huge_value; };
  auto const settled = [&](auto const& side, long double share) {
    return side.best.error <= share * (magnitude(side.best.value) + magnitude(middle));
  };
  for (int row = 0; row < 10 && (d.has_left || d.has_right); ++row, step /= 2) {
    long double const up = x + step, down = x - step;
    long double const above = d.has_right ? f(up) : 0, below = d.has_left ? f(down) : 0;
    d.has_right = d.has_right && usable(above) && up != x;
    d.has_left = d.has_left && usable(below) && down != x;
    long double size = magnitude(middle);
    if (d.has_right && magnitude(above) > size) size = magnitude(above);
    if (d.has_left && magnitude(below) > size) size = magnitude(below);
    long double const noise = 4 * limits<long double>::epsilon() * size / step;
    if (d.has_right) right.add((above - middle) / (up - x), noise);
    if (d.has_left) left.add((middle - below) / (x - down), noise);
    if (d.both()) central.add((above - below) / (up - down), noise);
    if (row > 3 && settled(central, 1e-15L) && settled(left, 1e-8L) && settled(right, 1e-8L)) break;
  }
  d.central = central.best;
  d.left = left.best;
  d.right = right.best;
  return d;
}

/// The derivatives of f at x, where f(x) = middle: by steps from 1/8 of x, or of 1 where x is smaller, on; by
/// smaller ones where these do not settle, because f bends, breaks or ends nearby.
constexpr differences differences_of(auto const& f, long double x, long double middle) {
  long double scale = 1;
  while (scale < magnitude(x)) scale *= 2;
  differences best;
  auto const settles = [&](long double step) {
    differences const d = differences_by(f, x, middle, step);
    int const sides = d.has_left + d.has_right, sides_before = best.has_left + best.has_right;
    if (sides > sides_before || (sides > 0 && sides == sides_before && d.best().error < best.best().error))
      best = d;
    return best.both() &&
           best.central.error <= 1e-12L * (magnitude(best.central.value) + magnitude(middle) / scale);
  };
  long double step = scale / 8;
  for (int i = 0; i < 6; ++i, step /= 64)
    if (settles(step)) return best;
  if (x != 0 && magnitude(x) < scale && !settles(magnitude(x) / 8)) settles(magnitude(x) / 512);
  return best;
}

}  // namespace tapeless::core
