// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/root.hpp>
#include <tapeless/math/trigonometric.hpp>

// (atan x - x)/x³ for |x| ≤ 7/16 and (asin x - x)/x³ for |x| ≤ 1/2, in x², by Remez:
// tests/accuracy/coefficients.py inverse_trigonometric. How larger arguments are brought there is fdlibm's
// (s_atan.c, e_asin.c, e_acos.c).

#include <tapeless/core/step_over/begin.hpp>
namespace tapeless::core::math {

inline constexpr double atan_tail[]{-0.33333333333333326,  0.1999999999998853,    -0.14285714283279954,
                                    0.11111110909332084,   -0.090909004931725268, 0.076920931493190556,
                                    -0.066633081307920922, 0.058482302788571694,  -0.050361868679526307,
                                    0.037880370893786715,  -0.017604845582668817};
inline constexpr double asin_tail[]{0.16666666666666669,   0.074999999999982414, 0.044642857146722267,
                                    0.030381944111033489,  0.022372174006546772, 0.017352368423437389,
                                    0.013971564426481304,  0.011475832237102976, 0.010344047644409207,
                                    0.0053685098337679059, 0.017637383022144518, -0.015212866866624158,
                                    0.028998866324065741};
inline constexpr double pi_hi = 0x1.921fb54442d18p+1, pi_lo = 0x1.1a62633145c07p-53;

/// An angle as a sum of three, the first two a double word and the last no more than their last digits need.
template <Lane V>
struct sum_of_angles {
  V hi, lo, tail;
};
/// The angle of (x, y) in the first quadrant, x and y of moderate size and not both 0: atan c + atan t with c
/// one of 0, 1/2, 1, 3/2, ∞ and t = (y - c·x)/(x + c·y), so that |t| ≤ 7/16. What the
/// division leaves is added to the tail: t's own rounding does not count.
template <Lane V>
[[gnu::always_inline]] inline constexpr sum_of_angles<V> angle(V y, V x) {
  auto const beyond1 = y >= 0.4375 * x, beyond2 = y >= 0.6875 * x, beyond3 = y >= 1.1875 * x,
             beyond4 = y > 2.4375 * x;
  auto const step = [&](double c0, double c1, double c2, double c3, double c4)
      __attribute__((always_inline)) {
    V const low = select(beyond1, fill<V>(c1), fill<V>(c0)), high = select(beyond4, fill<V>(c4), fill<V>(c3));
    return select(beyond3, high, select(beyond2, fill<V>(c2), low));
  };
  V const up = step(1, 2, 1, 1, 0), across = step(0, 1, 1, 1.5, 1);  // c = across/up
  double_word<V> const d = two_sum<V>(up * x, across * y);
  V const n = (up * y - minimum(across, fill<V>(1.0)) * x) - step(0, 0, 0, 0.5, 0) * x;  // exact, or nearly
  V const t = n / d.hi, inverse = 1.0 / d.hi, z = t * t;
  V const t1 = head(t), t2 = t - t1, d1 = head(d.hi), d2 = (d.hi - d1) + d.lo;
  V const rest = ((fence<V>(n - t1 * d1) - t1 * d2) - t2 * d1) - t2 * d2;  // n - t d
  V const t_low = select(abs(t) > 0x1p-900, rest * inverse, fill<V>(0.0));
  V const hi =
      step(0, 0x1.dac670561bb4fp-2, 0x1.921fb54442d18p-1, 0x1.f730bd281f69bp-1, 0x1.921fb54442d18p+0);
  V const lo =
      step(0, 0x1.a2b7f222f65e2p-56, 0x1.1a62633145c07p-55, 0x1.007887af0cbbdp-56, 0x1.1a62633145c07p-54);
  V const tail = t * (z * polynomial<atan_tail>(z)) + (lo + t_low);
  double_word<V> const y1 = quick_two_sum<V>(hi, t);  // where hi is 0, hi + t is exact as well
  return {y1.hi, y1.lo, tail};
}

/// atan2 of long double: from the angle of double by one step of Newton's iteration on its sine and cosine.
template <class T>
constexpr double_word<T> angle_extended(double_word<T> y, double_word<T> x) {
  auto const start = angle(nearest_double(y.hi), nearest_double(x.hi));
  T const a = T(start.hi) + T(start.lo + start.tail);
  sine_and_cosine<double_word<T>> r = sincos_extended(a);
  double_word<T> const d = (y * r.cos - x * r.sin) / (x * r.cos + y * r.sin);
  return double_word<T>{a, 0} + d + -d.hi * d.hi * d.hi / 3;
}

/// atan x, below 1 ulp. -0 at -0, ±π/2 at ±∞.
template <Lane V>
[[gnu::always_inline]] inline constexpr V atan(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (x != x || a < limits<T>::epsilon() / 16) return x;
  if constexpr (is_extended<V>) {
    if (a >= T(0x1p80)) return with_sign(half_pi<T>.hi, x);
    double_word<T> const one{1, 0}, v{a, 0};
    if (a <= T(0x1p60)) return with_sign(angle_extended(v, one).hi, x);
    return with_sign((half_pi<T> - one / v).hi, x);
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return atan(w); }, x);
  } else {
    auto const y = angle<V>(minimum(fill<V>(0x1p60), a), fill<V>(1.0));
    return with_sign(select(a <= 0x1p-28, a, y.hi + (y.lo + y.tail)), x);
  }
}

/// The angle of the point (x, y) in (-π, π], below 1 ulp. The signs of zeros and infinities count as in C,
/// Annex F.
template <Lane V>
[[gnu::always_inline]] inline constexpr V atan2(V y, V x) {
  using T = scalar_of<V>;
  V const a = abs(x), b = abs(y);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() && (x != x || y != y)) return not_a_number<T>;
  if constexpr (is_single<V>) {
    return in_double([](auto v, auto w) __attribute__((always_inline)) { return atan2(v, w); }, y, x);
  } else if constexpr (is_extended<V>) {
    if (x != x || y != y) return not_a_number<T>;
    bool const left = signbit(x);
    if (b == 0) return with_sign(left ? 2 * half_pi<T>.hi : T(0), y);
    T const inf = infinity<T>;
    if (a == inf && b == inf) return with_sign(left ? (half_pi<T> * T(1.5)).hi : half_pi<T>.hi / 2, y);
    if (a == 0 || b == inf) return with_sign(half_pi<T>.hi, y);
    if (a == inf) return with_sign(left ? 2 * half_pi<T>.hi : T(0), y);
    binary<T> const p = split(a), q = split(b);
    int const apart = q.exponent - p.exponent;
    double_word<T> result{0, 0}, u{p.significand, 0}, v{q.significand, 0};
    if (apart > 200) return with_sign(half_pi<T>.hi, y);
    if (apart < -60) {
      result.hi = scale((v / u).hi, apart);  // its cube vanishes
      if (!left) return with_sign(result.hi, y);
    } else if (apart > 60) {
      result = half_pi<T> + -scale(p.significand / q.significand, -apart);
    } else {
      T const power = power_of_two<T>(apart);
      result = angle_extended(double_word<T>{q.significand * power, 0}, u);
    }
    if (left) result = double_word<T>{2 * half_pi<T>.hi, 2 * half_pi<T>.lo} - result;
    return with_sign(result.hi, y);
  } else {
    auto const infinite = a == infinity<T>, infinite_y = b == infinity<T>, left = signbit(x);
    mask_of<V> const at_rim = (infinite & (y == y)) | (infinite_y & (x == x)) | (a + b == 0.0);
    V const across = select(infinite, fill<V>(0x1.921fb54442d18p-1), fill<V>(0x1.921fb54442d18p+0)),
            back = select(infinite, fill<V>(0x1.2d97c7f3321d2p+1), fill<V>(0x1.921fb54442d18p+0));
    V const rim = select(infinite_y, select(left, back, across), select(left, fill<V>(pi_hi), fill<V>(0.0)));
    if constexpr (is_scalar<V>)
      if (std::is_constant_evaluated() && at_rim) return with_sign(rim, y);
    // Both are scaled out of harm's way.
    mask_of<V> const large = (a > 0x1p900) | (b > 0x1p900), small = (a < 0x1p-500) & (b < 0x1p-500);
    V const by = select(large, fill<V>(0x1p-200), select(small, fill<V>(0x1p500), fill<V>(1.0)));
    auto const t = angle<V>(b * by, a * by);
    double_word<V> const turned_back = two_sum<V>(fill<V>(pi_hi), -t.hi);
    V const hi = select(left, turned_back.hi, t.hi), lo = select(left, (turned_back.lo + pi_lo) - t.lo, t.lo);
    V const z = hi + (lo + select(left, -t.tail, t.tail));
    return with_sign(select(at_rim, rim, z), y);
  }
}

/// (asin s - s)/s for z = s², |s| ≤ 1/2
template <Lane V>
[[gnu::always_inline]] inline constexpr V asin_excess(V z) {
  return z * polynomial<asin_tail>(z);
}

/// asin x, below 1 ulp; from 1/2 on π/2 - 2·asin √((1 - |x|)/2). -0 at -0, NaN beyond ±1.
template <Lane V>
[[gnu::always_inline]] inline constexpr V asin(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(a < T(1) && a >= limits<T>::epsilon() / 16))
        return a == T(1) ? with_sign(half_pi<T>.hi, x) : a > T(1) ? not_a_number<T> : x;
  if constexpr (is_extended<V>) {
    double_word<T> const c = root(two_sum<T>(1, -a) * (two_sum<T>(1, a)));
    return with_sign(angle_extended(double_word<T>{a, 0}, c).hi, x);
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return asin(w); }, x);
  } else {
    auto const inner = a < 0.5;
    V const z = select(inner, a * a, 0.5 * (1.0 - a)), r = asin_excess(z),
            s = sqrt(select(inner, fill<V>(1.0), z));
    V const s1 = head(s), c = (z - s1 * s1) / (s + s1);  // √z = s1 + c
    V const rest = 2.0 * (s * r) - (0x1.1a62633145c07p-54 - 2.0 * c);
    V const outer = 0x1.921fb54442d18p-1 - (rest - (0x1.921fb54442d18p-1 - 2.0 * s1));
    V const y =
        with_sign(select(inner, a + a * r, select(a == 1.0, fill<V>(0x1.921fb54442d18p+0), outer)), x);
    return select(a <= 1.0, select(a < 0x1p-28, x, y), select(a > 1.0, fill<V>(not_a_number<T>), x));
  }
}
/// acos x, below 1 ulp. 0 at 1, NaN beyond ±1.
template <Lane V>
[[gnu::always_inline]] inline constexpr V acos(V x) {
  using T = scalar_of<V>;
  V const a = abs(x);
  if constexpr (is_scalar<V>)
    if (std::is_constant_evaluated() || is_extended<V>)
      if (!(a < T(1)))
        return x == T(1) ? T(0) : a > T(1) ? not_a_number<T> : x == T(-1) ? 2 * half_pi<T>.hi : x;
  if constexpr (is_extended<V>) {
    double_word<T> const c = root(two_sum<T>(1, -a) * (two_sum<T>(1, a)));
    double_word<T> const y = angle_extended(c, double_word<T>{a, 0});
    return x > 0 ? y.hi : (double_word<T>{2 * half_pi<T>.hi, 2 * half_pi<T>.lo} - y).hi;
  } else if constexpr (is_single<V>) {
    return in_double([](auto w) __attribute__((always_inline)) { return acos(w); }, x);
  } else {
    auto const inner = a < 0.5;
    V const z = select(inner, x * x, 0.5 * (1.0 - a)), r = asin_excess(z),
            s = sqrt(select(inner, fill<V>(1.0), z));
    V const s1 = head(s), c = (z - s1 * s1) / (s + s1);
    V const middle = 0x1.921fb54442d18p+0 - (x - (0x1.1a62633145c07p-54 - x * r));
    V const right = 2.0 * (s1 + (r * s + c)), left = pi_hi - 2.0 * (s1 + (r * s + (c - 0.5 * pi_lo)));
    V const y = select(inner, middle, select(x > 0.0, right, left));
    return select(a < 1.0, y,
                  select(x == 1.0, fill<V>(0.0),
                         select(x == -1.0, fill<V>(pi_hi), select(a > 1.0, fill<V>(not_a_number<T>), x))));
  }
}

}  // namespace tapeless::core::math
#include <tapeless/core/step_over/end.hpp>
