// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;

constexpr variable<"x", 2, 2, 3> x;
constexpr variable<"w", 2, 3> w;
constexpr variable<"b", 2, 3> b;
constexpr variable<"u", 3> u;
constexpr variable<"c", 2> c;
constexpr variable<"d", 2> d;
constexpr auto a = check::mixed<tensor<double, 2, 2, 3>>(3);
constexpr auto a_w = check::mixed<tensor<double, 2, 3>>(5), a_b = check::mixed<tensor<double, 2, 3>>(8);
constexpr tensor<double, 2> two{1.5, -0.5}, three{0.25, 2};

/// Entries [first, first + n) at a distance of `step`: their mean is 0 and their variance 1 but for eps.
template <class Tensor>
constexpr bool is_standard(Tensor const& y, std::size_t first, std::size_t n, std::size_t step = 1) {
  double mean = 0, square = 0;
  for (std::size_t i = 0; i < n; ++i) {
    mean += y.data()[first + i * step] / double(n);
    square += y.data()[first + i * step] * y.data()[first + i * step] / double(n);
  }
  return magnitude(mean) < 1e-14 && magnitude(square - 1) < 1e-4;
}
constexpr auto over_one = evaluate(layer_norm(x), x = a);
static_assert(is_standard(over_one, 0, 3) && is_standard(over_one, 9, 3));
constexpr auto over_two = evaluate(layer_norm<2>(x), x = a);
static_assert(is_standard(over_two, 0, 6) && is_standard(over_two, 6, 6) && !is_standard(over_two, 0, 3));
static_assert(check::close(evaluate(layer_norm<2>(x, w, b), x = a, w = a_w, b = a_b),
                           evaluate(layer_norm<2>(x) * w + b, x = a, w = a_w, b = a_b)));
static_assert(check::close(evaluate(layer_norm(x, u), x = a, u = tensor<double, 3>{1, 2, 3}),
                           evaluate(layer_norm(x) * u, x = a, u = tensor<double, 3>{1, 2, 3})));
static_assert(check::close(evaluate(layer_norm(x, 1e-5_c), x = a), over_one));
static_assert(evaluate(layer_norm(u), u = tensor<double, 3>{4, 4, 4}) == tensor<double, 3>{0, 0, 0});
static_assert(check::differences_agree(sum(square(layer_norm<2>(x, w, b, 0.1_c)) * w), x, a, w = a_w,
                                       b = a_b));
static_assert(check::differences_agree(sum(square(gradient(sum(layer_norm(u, 0.5_c) * exp(u)), u))), u,
                                       tensor<double, 3>{1, -0.5, 2}));

// The root of the mean square.
static_assert(check::close(evaluate(rms_norm(u, 0_c), u = tensor<double, 3>{1, 2, 2}),
                           tensor<double, 3>{0.57735026918962576, 1.1547005383792515, 1.1547005383792515}));
static_assert(check::close(evaluate(rms_norm<2>(x, w), x = a, w = a_w),
                           evaluate(rms_norm<2>(x) * w, x = a, w = a_w)));
static_assert(check::differences_agree(sum(rms_norm(x, 0.1_c) * w), x, a, w = a_w));

// Batches: channels lie along axis 1.
constexpr auto by_batch =
    evaluate(batch_norm_training(x, c, d), x = a, c = tensor<double, 2>{1, 1}, d = tensor<double, 2>{0, 0});
constexpr tensor<double, 6> first_channel{by_batch(0, 0, 0), by_batch(0, 0, 1), by_batch(0, 0, 2),
                                          by_batch(1, 0, 0), by_batch(1, 0, 1), by_batch(1, 0, 2)};
static_assert(is_standard(first_channel, 0, 6) && !is_standard(by_batch, 0, 6));
static_assert(check::differences_agree(sum(batch_norm_training(x, c, d, 0.1_c) * w), x, a, c = two, d = three,
                                       w = a_w) &&
              check::differences_agree(sum(batch_norm_training(x, c, d) * w), c, two, x = a, d = three,
                                       w = a_w));
constexpr variable<"mu", 2> mu;
constexpr variable<"var", 2> spread;
constexpr variable<"m", 2, 2> m;
static_assert(evaluate(batch_norm(m, c, d, mu, spread, 0_c), m = tensor<double, 2, 2>{{1, 2}, {3, 4}},
                       c = two, d = three, mu = tensor<double, 2>{1, 1},
                       spread = tensor<double, 2>{4, 0.25}) == tensor<double, 2, 2>{{0.25, 1}, {1.75, -1}});
static_assert(check::differences_agree(sum(square(batch_norm(x, c, d, mu, spread))), spread,
                                       tensor<double, 2>{4, 0.25}, x = a, c = two, d = three,
                                       mu = tensor<double, 2>{1, -1}));

// Groups of channels.
constexpr variable<"g", 2, 4, 2> g;
constexpr variable<"four", 4> four;
constexpr auto a_g = check::mixed<tensor<double, 2, 4, 2>>(1);
constexpr tensor<double, 4> ones{1, 1, 1, 1};
constexpr auto grouped = evaluate(group_norm<2>(g, four, four - four), g = a_g, four = ones);
static_assert(is_standard(grouped, 0, 4) && is_standard(grouped, 4, 4) && is_standard(grouped, 12, 4) &&
              !is_standard(grouped, 0, 2));
static_assert(check::differences_agree(sum(square(group_norm<2>(g, four, four)) * g), g, a_g,
                                       four = tensor<double, 4>{1, -2, 0.5, 3}));
constexpr variable<"high", 2, 2, 1, 2, 1, 3> high;
static_assert(batch_norm_training(high, c, d).shape == high.shape &&
              group_norm<1>(high, c, d).shape == high.shape && layer_norm<6>(high).shape == high.shape);
static_assert(evaluate(layer_norm(u), u = tensor<float, 3>{-1, 0, 1})(1) == 0);
