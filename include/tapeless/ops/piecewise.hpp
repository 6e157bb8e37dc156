// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/ops/exponential.hpp>
#include <tapeless/ops/sign.hpp>

// Activations in pieces. A piece that is not taken gets its argument where it is harmless, and its
// contribution is a zero by structure. NaN stays NaN.

namespace tapeless::core {

/// min(x, 0), with gradient 1 where x is at most 0.
constexpr term negative_part(term x) { return where(0 < x, 0, x); }

struct leaky_relu_call {
  static constexpr phrase name = "leaky_relu";
  constexpr term operator()(term x) const { return (*this)(x, constant(*x.owner, 0.01L)); }
  constexpr term operator()(term x, term slope) const { return where(0 < x, x, slope * negative_part(x)); }
};
/// x above 0, slope x elsewhere: leaky_relu(x), leaky_relu(x, 0.2_c); slope is 0.01 unless given.
///     x̄ = g above 0, slope g elsewhere, at 0 too
template <class... X>
constexpr called<leaky_relu_call, X...> leaky_relu(X... x) { return compose<leaky_relu_call>(x...); }
template <class... X>
rejected<leaky_relu_call, X...> leaky_relu(X...);

struct prelu_call {
  static constexpr phrase name = "prelu";
  constexpr term operator()(term x, term a) const {
    int const channels = x.rank() < 2 ? 0 : 1, n = a.shape().size();
    if (n == 1) return leaky_relu_call{}(x, reshape_op{}(a, scalar));
    if (a.rank() != 1 || x.rank() == 0 || n != x.extent(channels)) {
      x.owner->refuse("prelu(x, a): a must be one number, or one for each channel along axis 1 of x, or axis "
                      "0 of a vector; x is ",
                      x.shape(), ", a is ", a.shape());
      return x;
    }
    shape s{n};
    for (int after = channels + 1; after < x.rank(); ++after) s.append(1);
    return leaky_relu_call{}(x, reshape_op{}(a, s));
  }
};
/// leaky_relu with a learnt slope, one or one for each channel (He et al. 2015): channels lie along axis 1,
/// in a vector along axis 0.   x̄ = g above 0, a g elsewhere   ā = sum of g min(x, 0)
template <class... X>
constexpr called<prelu_call, X...> prelu(X... x) { return compose<prelu_call>(x...); }
template <class... X>
rejected<prelu_call, X...> prelu(X...);

struct elu_call {
  static constexpr phrase name = "elu";
  constexpr term operator()(term x) const { return where(0 < x, x, expm1(negative_part(x))); }
  constexpr term operator()(term x, term alpha) const {
    return where(0 < x, x, alpha * expm1(negative_part(x)));
  }
};
/// x above 0, alpha (e^x - 1) elsewhere: elu(x), elu(x, 0.5_c); alpha is 1 unless given (Clevert et al.
/// 2015).   x̄ = g above 0, alpha e^x g elsewhere: alpha g at 0
template <class... X>
constexpr called<elu_call, X...> elu(X... x) { return compose<elu_call>(x...); }
template <class... X>
rejected<elu_call, X...> elu(X...);

struct celu_call {
  static constexpr phrase name = "celu";
  constexpr term operator()(term x) const { return elu_call{}(x); }
  constexpr term operator()(term x, term alpha) const {
    return where(0 < x, x, alpha * expm1(negative_part(x) / alpha));
  }
};
/// x above 0, alpha (e^(x/alpha) - 1) elsewhere: celu(x), celu(x, 0.5_c); alpha is 1 unless given (Barron
/// 2017). Differentiable at 0.   x̄ = g above 0, e^(x/alpha) g elsewhere
template <class... X>
constexpr called<celu_call, X...> celu(X... x) { return compose<celu_call>(x...); }
template <class... X>
rejected<celu_call, X...> celu(X...);

struct selu_call {
  static constexpr phrase name = "selu";
  constexpr term operator()(term x) const {
    constexpr long double scale = 1.0507009873554804934193349852946L;
    constexpr long double scale_alpha = 1.75809934084737685994021752081231934L;
    return where(0 < x, scale * x, scale_alpha * expm1(negative_part(x)));
  }
};
/// scale (x above 0, alpha (e^x - 1) elsewhere) with scale 1.0507009873554805 and alpha 1.6732632423543772
/// (Klambauer et al. 2017).   x̄ = scale g above 0, scale alpha e^x g elsewhere: 1.7580993408473768 g at 0
template <class X>
constexpr called<selu_call, X> selu(X x) { return compose<selu_call>(x); }

struct hardtanh_call {
  static constexpr phrase name = "hardtanh";
  constexpr term operator()(term x) const { return between(x, -1, 1); }
  constexpr term operator()(term x, term lo, term hi) const {
    if (is_constant(lo) && is_constant(hi) && number_of(lo) > number_of(hi))
      x.owner->refuse("hardtanh(x, lo, hi): lo must not be above hi; x is ", x.shape());
    return between(x, lo, hi);
  }
  static constexpr term between(term x, term lo, term hi) {
    return where(x <= lo, lo, where(hi <= x, hi, x));
  }
};
/// x between lo and hi: hardtanh(x), hardtanh(x, -2_c, 0.5_c); -1 and 1 unless given.
///     x̄ = g strictly between, 0 at and beyond the ends
template <class... X>
constexpr called<hardtanh_call, X...> hardtanh(X... x) { return compose<hardtanh_call>(x...); }
template <class... X>
rejected<hardtanh_call, X...> hardtanh(X...);

struct relu6_call {
  static constexpr phrase name = "relu6";
  constexpr term operator()(term x) const { return hardtanh_call::between(x, 0, 6); }
};
/// min(max(x, 0), 6).   x̄ = g strictly between 0 and 6, 0 at and beyond the ends
template <class X>
constexpr called<relu6_call, X> relu6(X x) { return compose<relu6_call>(x); }

struct hardsigmoid_call {
  static constexpr phrase name = "hardsigmoid";
  constexpr term operator()(term x) const { return where(x <= -3, 0, where(3 <= x, 1, (x + 3) / 6)); }
};
/// min(max(x + 3, 0), 6)/6.   x̄ = g/6 strictly between -3 and 3, 0 at and beyond the ends
template <class X>
constexpr called<hardsigmoid_call, X> hardsigmoid(X x) { return compose<hardsigmoid_call>(x); }

struct softshrink_call {
  static constexpr phrase name = "softshrink";
  constexpr term operator()(term x) const { return (*this)(x, constant(*x.owner, 0.5L)); }
  constexpr term operator()(term x, term l) const { return where(abs(x) <= l, 0, x - l * sign(x)); }
};
/// x less l in magnitude, 0 within [-l, l]: softshrink(x), softshrink(x, 0.25_c); l is 0.5 unless given.
///     x̄ = g beyond, 0 within and at the ends
template <class... X>
constexpr called<softshrink_call, X...> softshrink(X... x) { return compose<softshrink_call>(x...); }
template <class... X>
rejected<softshrink_call, X...> softshrink(X...);

struct hardshrink_call {
  static constexpr phrase name = "hardshrink";
  constexpr term operator()(term x) const { return (*this)(x, constant(*x.owner, 0.5L)); }
  constexpr term operator()(term x, term l) const { return where(abs(x) <= l, 0, x); }
};
/// x, but 0 within [-l, l]: hardshrink(x), hardshrink(x, 0.25_c); l is 0.5 unless given.
///     x̄ = g beyond, 0 within and at the ends
template <class... X>
constexpr called<hardshrink_call, X...> hardshrink(X... x) { return compose<hardshrink_call>(x...); }
template <class... X>
rejected<hardshrink_call, X...> hardshrink(X...);

struct threshold_call {
  static constexpr phrase name = "threshold";
  constexpr term operator()(term x, term t, term v) const { return where(x <= t, v, x); }
};
/// x above t, v elsewhere: threshold(x, 0.5_c, -1_c).   x̄ = g above t, 0 elsewhere and at t
template <class... X>
constexpr called<threshold_call, X...> threshold(X... x) { return compose<threshold_call>(x...); }
template <class... X>
rejected<threshold_call, X...> threshold(X...);

}  // namespace tapeless::core
namespace tapeless {
using core::leaky_relu, core::prelu, core::elu, core::celu, core::selu, core::hardtanh, core::relu6,
    core::hardsigmoid, core::softshrink, core::hardshrink, core::threshold;
}  // namespace tapeless
