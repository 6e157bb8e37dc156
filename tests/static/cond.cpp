// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::close;

constexpr variable<"x", 3> x;
constexpr variable<"W", 3, 3> W;
constexpr auto weights = check::mixed<tensor<double, 3, 3>>(1);
constexpr auto yes = [](auto v, auto m) { return tanh(matmul(m, v)) * sum(v); };
constexpr auto no = [](auto v, auto m) { return log(v * v) + matmul(m, square(v)); };
constexpr auto either = cond(sum(x) > 0_c, yes, no, x, W);
constexpr auto f = formula(yes, x, W);
constexpr auto g = formula(no, x, W);
constexpr auto above(auto y) { return evaluate(y, x = tensor<double, 3>{1, 2, 3}, W = weights); }
constexpr auto below(auto y) { return evaluate(y, x = tensor<double, 3>{-1, -2, -0.5}, W = weights); }

// Against the side alone: values, three orders of derivatives, forward mode.
static_assert(check::same(above(either), above(f)) && check::same(below(either), below(g)));
constexpr auto first(auto y) { return gradient(sum(y * x), W); }
constexpr auto second(auto y) { return gradient(sum(square(first(y))), x); }
constexpr auto third(auto y) { return gradient(sum(square(second(y))), W); }
static_assert(close(above(first(either)), above(first(f))) && close(below(first(either)), below(first(g))));
static_assert(close(above(second(either)), above(second(f)), 1e-13) &&
              close(below(second(either)), below(second(g)), 1e-13));
static_assert(close(above(third(either)), above(third(f)), 1e-12) &&
              close(below(third(either)), below(third(g)), 1e-12));
static_assert(close(above(hessian(sum(either), x)), above(hessian(sum(f), x)), 1e-12));
static_assert(close(below(jvp(either, x, x, W, W)), below(jvp(g, x, x, W, W)), 1e-12));

// NaN is not 0; results of positions stay positions.
constexpr variable<"p"> p;
constexpr auto flag = cond(
    p, [](auto v) { return sum(v); }, [](auto v) { return prod(v); }, x);
constexpr auto flagged(double at) { return evaluate(flag, p = at, x = tensor<double, 3>{2, 3, 4}); }
static_assert(flagged(1) == 9.0 && flagged(-2) == 9.0 && flagged(0) == 24.0 &&
              flagged(check::nan<double>) == 9.0);
constexpr auto position = cond(
    p, [](auto v) { return argmax(v); }, [](auto v) { return argmin(v); }, x);
static_assert(evaluate(position, p = 0.0, x = tensor<double, 3>{2, 1, 4}) == tensor<std::int64_t>(1));

// A side may be long.
constexpr auto looped = cond(
    p,
    [](auto v) {
      for (int i = 0; i < 20; ++i) v = cos(v);
      return v;
    },
    [](auto v) { return v; }, x);
static_assert(close(evaluate(sum(looped), p = 1.0, x = tensor<double, 3>{1, 1, 1}),
                    evaluate(sum(repeat<20>([](auto s) { return cos(s); }, x)),
                             x = tensor<double, 3>{1, 1, 1})));

// For inputs: each runs its own side.
constexpr variable<"X", 4, 3> X;
constexpr auto inputs = check::mixed<tensor<double, 4, 3>>(5);
template <int I>
constexpr auto one = where(sum(slice(X, at<I>)) > 0_c, formula(yes, slice(X, at<I>), W),
                           formula(no, slice(X, at<I>), W));
constexpr auto loop = stack(one<0>, one<1>, one<2>, one<3>);
constexpr auto batched = batch(either, x, X);
constexpr auto of_samples(auto y) { return evaluate(y, X = inputs, W = weights); }
static_assert(check::same(of_samples(batched), of_samples(loop)));
static_assert(close(of_samples(gradient(sum(square(batched)), W)), of_samples(gradient(sum(square(loop)), W)),
                    1e-13));
static_assert(close(of_samples(gradient(sum(square(batched)), X)), of_samples(gradient(sum(square(loop)), X)),
                    1e-13));
static_assert(evaluate(batch(flag, p, reshape<4>(slice(X, range<>, range<0, 1>)) > 0_c), X = inputs,
                       x = tensor<double, 3>{2, 3, 4}) ==
              evaluate(where(reshape<4>(slice(X, range<>, range<0, 1>)) > 0_c, 9_c, 24_c), X = inputs));

// What it costs is what the dearer side costs; it is as smooth as its sides are, but where p changes.
constexpr variable<"c"> c;
constexpr auto dear = cond(
    c, [](auto v) { return exp(exp(v)); }, [](auto v) { return abs(v); }, x);
static_assert(transcendentals(dear) == 6 && transcendentals(batch(dear, x, X)) == 24);
constexpr auto by_entry_of_x = cond(
    sum(x) > 0_c, [](auto v) { return abs(v); }, [](auto v) { return exp(v); }, x);
static_assert(kinks(dear).contains("cond") && kinks(by_entry_of_x).contains("cond"));
static_assert(kinks(by_entry_of_x).order == jumps && !smooth<by_entry_of_x, 0>);
