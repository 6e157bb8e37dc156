// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

struct range {
  long double from, to;
};

/// Where run time is compared with constant evaluation.
inline constexpr double folded_at[]{0.0,   -0.0,   1.0,   -1.0, 0.5,    -0.75,  0.1,   2.0,
                                    3.25,  -2.5,   7.75,  40.0, -0.001, 1e-310, 700.5, -700.25,
                                    1e300, -1e-30, 123.5, 1e5,  1.5,    0.9375};
inline constexpr int fold_points = sizeof folded_at / sizeof folded_at[0];
template <class T>
constexpr T fold_point(int i) {
  double const x = folded_at[i % fold_points];
  return x > double(std::numeric_limits<T>::max()) ? std::numeric_limits<T>::max() : T(x);
}

/// Arguments: specials, the neighbours of marks, then by turns: even in a range, logarithmic in a range, any
/// finite number.
template <class T>
class point_source {
  using limits = std::numeric_limits<T>;
  std::mt19937_64 random{20240229};
  std::vector<range> ranges;
  std::vector<T> queue;
  std::uint64_t turn = 0;

  long double unit() {
    return static_cast<long double>(random() >> 11) * 0x1p-53L +
           static_cast<long double>(random() >> 11) * 0x1p-106L;
  }

 public:
  point_source(std::vector<range> const& in, std::vector<long double> const& marks) : ranges(in) {
    for (long double m : marks)
      for (int sign : {1, -1}) {
        T const x = T(m) * T(sign);
        T up = x, down = x;
        queue.push_back(x);
        for (int i = 0; i < 5; ++i) {
          queue.push_back(up = std::nextafter(up, limits::infinity()));
          queue.push_back(down = std::nextafter(down, -limits::infinity()));
        }
      }
    for (range const& r : ranges) queue.push_back(T(r.from)), queue.push_back(T(r.to));
    for (T x : {T(0), limits::infinity(), limits::max(), limits::min(), limits::denorm_min(),
                limits::epsilon(), T(1), T(2), T(0.5), T(3), T(1.5), T(2.5), T(10), T(100)})
      queue.push_back(x), queue.push_back(-x);
    queue.push_back(limits::quiet_NaN());
  }
  T next() {
    if (turn < queue.size()) return queue[turn++];
    ++turn;
    range const& r = ranges[turn / 3 % ranges.size()];
    if (turn % 32 == 0) {
      int const e =
          int(random() % std::uint64_t(limits::max_exponent - limits::min_exponent + limits::digits));
      return std::ldexp(T(unit() + 1) * (random() & 1 ? T(1) : T(-1)),
                        e + limits::min_exponent - limits::digits);
    }
    if (turn % 3 == 0) return T(r.from + (r.to - r.from) * unit());
    long double const a = std::fabs(r.from), b = std::fabs(r.to), floor = 1e-12L;
    long double const low = std::max(std::min(a, b), floor * std::max(a, b)), high = std::max(a, b);
    long double const x = low * std::exp(std::log(high / low) * unit());
    return T(r.from < 0 && (r.to <= 0 || random() & 1) ? -std::min(x, a) : std::min(x, r.to > 0 ? b : a));
  }
  /// A second argument: by turns independent, of the same size, a small number, a quarter integer.
  T partner(T x) {
    if (turn < queue.size()) return queue[random() % queue.size()];
    range const& r = ranges[random() % ranges.size()];
    switch (random() % 4) {
      case 0: return T(r.from + (r.to - r.from) * unit());
      case 1: return T(x * T(unit() * 3));
      case 2: return T(std::ldexp(T(unit() + 1), int(random() % 20) - 10) * (random() & 1 ? 1 : -1));
      default: return T(static_cast<long double>(std::int64_t(random() % 81) - 40) / 4);
    }
  }
};
