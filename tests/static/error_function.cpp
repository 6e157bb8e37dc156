// SPDX-License-Identifier: BSL-1.0
#include "unary_check.hpp"
using namespace tapeless;
using check::Inf, check::nan, check::relatively, check::slope, check::value;

constexpr auto erf_fun = [](auto x) { return erf(x); };
constexpr auto erfc_fun = [](auto x) { return erfc(x); };
constexpr auto erfinv_fun = [](auto x) { return erfinv(x); };

// Value, first and second derivative, from 40 digits.
static_assert(check::a_point(erf_fun, 0.5L, 0.520499877813046537682747L,
                             0.878782578935444794093724L, -0.878782578935444794093724L));
static_assert(check::a_point(erfc_fun, 0.5L, 0.479500122186953462317253L,
                             -0.878782578935444794093724L, 0.878782578935444794093724L));
static_assert(check::a_point(erfinv_fun, 0.5L, 0.476936276204469873381418L,
                             1.11258481897194980406491L, 1.18074634999339995476036L));

// Derivatives up to the third, against differences; entries of tensors.
static_assert(check::orders_agree(erf_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(erfc_fun, {-1, 0.3, 2}));
static_assert(check::orders_agree(erfinv_fun, {-0.6, 0.1, 0.5}));
static_assert(check::entry_by_entry(erf_fun) &&
              check::entry_by_entry(erfc_fun) &&
              check::entry_by_entry(erfinv_fun));

// Slopes in the tails, where rounding x² alone would cost x² ulp.
static_assert(relatively(slope(erf_fun, 6.0), 2.6173012392492645e-16, 1e-15) &&
              relatively(slope(erfc_fun, 25.0), -4.1534010636398965e-272, 1e-15));
static_assert(value(erfc_fun, 27.0) > 0.0 && slope(erf_fun, 40.0) == 0.0 && value(erf_fun, 1e-300) > 1e-300);
static_assert(value(erf_fun, Inf<double>) == 1.0 && slope(erf_fun, -Inf<double>) == 0.0 &&
              value(erfc_fun, -Inf<double>) == 2.0);
static_assert(value(erfinv_fun, 1.0) == Inf<double> && slope(erfinv_fun, -1.0) == Inf<double> &&
              check::same_number(value(erfinv_fun, 1.5), nan<double>));
static_assert(check::same_number(value(erf_fun, nan<double>), nan<double>) &&
              check::same_number(slope(erfc_fun, nan<double>), nan<double>));
