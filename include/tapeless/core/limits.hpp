// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace tapeless::core {

/// What std::numeric_limits says of the scalar types, without its header, which says it of all others too.
template <class T>
struct limits {  // of integers with a sign
  static constexpr T min() { return T(T(1) << (8 * sizeof(T) - 1)); }
};

template <class T>
struct limits_of_scalar {
  // By their bits: under -ffast-math clang warns of their names.
  static constexpr T infinity() { return T(__builtin_bit_cast(double, 0x7ff0000000000000ull)); }
  static constexpr T quiet_NaN() { return T(__builtin_bit_cast(double, 0x7ff8000000000000ull)); }
};
template <>
struct limits<float> : limits_of_scalar<float> {
  static constexpr int digits = __FLT_MANT_DIG__, max_exponent = __FLT_MAX_EXP__;
  static constexpr float min() { return __FLT_MIN__; }
  static constexpr float max() { return __FLT_MAX__; }
  static constexpr float epsilon() { return __FLT_EPSILON__; }
};
template <>
struct limits<double> : limits_of_scalar<double> {
  static constexpr int digits = __DBL_MANT_DIG__, max_exponent = __DBL_MAX_EXP__;
  static constexpr double min() { return double(__DBL_MIN__); }
  static constexpr double max() { return double(__DBL_MAX__); }
  static constexpr double epsilon() { return double(__DBL_EPSILON__); }
};
template <>
struct limits<long double> : limits_of_scalar<long double> {
  static constexpr int digits = __LDBL_MANT_DIG__, max_exponent = __LDBL_MAX_EXP__;
  static constexpr long double min() { return __LDBL_MIN__; }
  static constexpr long double max() { return __LDBL_MAX__; }
  static constexpr long double epsilon() { return __LDBL_EPSILON__; }
};

}  // namespace tapeless::core
