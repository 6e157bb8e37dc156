// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless::core;
using check::same;

// The positions that are kept: the repeated steps are the fewest that dynamic programming finds.
constexpr long long repeated(int steps, int slots) {
  if (steps == 1) return 0;
  if (slots == 1) return steps * (steps - 1ll) / 2;
  int const k = distance_to_next(steps, slots);
  return k + repeated(steps - k, slots - 1) + repeated(k, slots);
}
constexpr bool fewest(int most_steps, int most_slots) {
  long long best[40][8]{};
  for (int l = 1; l <= most_steps; ++l)
    for (int c = 1; c <= most_slots; ++c) {
      best[l][c] = l * (l - 1ll) / 2;
      for (int k = 1; k < l && c > 1; ++k) {
        long long const total = k + best[l - k][c - 1] + best[k][c];
        if (total < best[l][c]) best[l][c] = total;
      }
      if (repeated(l, c) != best[l][c]) return false;
    }
  return true;
}
static_assert(fewest(39, 7));
// In closed form, r l - b(s + 1, r - 1), with b(11, 4) = 1,365.
static_assert(repeated(200, 200) == 199 && repeated(1001, 11) == 4 * 1001 - 455);
constexpr bool counted() {
  for (int steps = 1; steps < 120; ++steps)
    for (int slots = 1; slots < 12; ++slots)
      if (repeated_steps(steps, slots) != repeated(steps, slots)) return false;
  return true;
}
static_assert(counted() && repeated_steps(1001, 11) == 4 * 1001 - 455);

constexpr variable<"W", 3, 3> W;
constexpr variable<"h", 3> h;
constexpr variable<"b", 3> b;
constexpr variable<"xs", 11, 3> xs;
constexpr auto w = check::filled<tensor<double, 3, 3>>([](int i) { return (i * 5 % 7 - 3) / 8.0; });
constexpr tensor<double, 3> start{0.5, -0.25, 0.125}, bias{-0.5, 0.75, 0.0625};
constexpr auto inputs = check::mixed<tensor<double, 11, 3>>();
constexpr auto of(auto f) { return evaluate(f, W = w, h = start, b = bias, xs = inputs); }

// The same bits with and without checkpoints: values, gradients by everything, products and second
// derivatives.
constexpr auto turn = [](auto s, auto m, auto d) { return tanh(matmul(m, s) + d); };
constexpr auto cell = [](auto s, auto x, auto m) { return tanh(matmul(m, s) + 0.25 * x); };
template <class Plain, class Kept, class X>
constexpr bool same_derivatives(Plain f, Kept g, X x) {
  return same(of(gradient(f, x)), of(gradient(g, x)));
}
template <class Plain, class Kept>
constexpr bool same_in_all(Plain f, Kept g) {
  constexpr auto y = sum(exp(Plain{}));
  constexpr auto z = sum(exp(Kept{}));
  return same(of(f), of(g)) && same_derivatives(y, z, h) && same_derivatives(y, z, W);
}
template <class F>
constexpr auto ascent = gradient(sum(exp(F{})), W);
template <class Plain, class Kept>
constexpr bool same_curvature(Plain, Kept) {
  return same(of(gradient(sum(ascent<Plain>), h)), of(gradient(sum(ascent<Kept>), h)));
}
template <class Plain, class Kept>
constexpr bool same_product(Plain, Kept) {
  return same(of(gradient(sum(ascent<Plain> * W), W)), of(gradient(sum(ascent<Kept> * W), W)));
}
template <class Plain, class Kept>
constexpr bool same_tangent(Plain f, Kept g) {
  return same(of(jvp(f, W, W, h, b)), of(jvp(g, W, W, h, b)));
}
constexpr auto repeated_plain = repeat<11>(turn, h, W, b);
template <std::size_t Bytes>
constexpr auto repeated_within = repeat<11>(turn, h, W, b, checkpoint<Bytes>);
static_assert(same_in_all(repeated_plain, repeated_within<720>));
static_assert(same_in_all(repeated_plain, repeated_within<800>));
static_assert(same_in_all(repeated_plain, repeated_within<2000>));
static_assert(same_in_all(repeated_plain, repeated_within<100000>));
static_assert(same_derivatives(sum(repeated_plain), sum(repeated_within<760>), b));
static_assert(same_curvature(repeated_plain, repeated_within<800>));
static_assert(same_product(repeated_plain, repeated_within<800>));
static_assert(same_tangent(repeated_plain, repeated_within<800>));

constexpr auto last_plain = scan<11>(cell, h, xs, W, last_state);
template <std::size_t Bytes>
constexpr auto last_within = scan<11>(cell, h, xs, W, last_state, checkpoint<Bytes>);
static_assert(same(of(last_plain), of(slice(scan<11>(cell, h, xs, W), at<-1>))));
static_assert(same_in_all(last_plain, last_within<1300>) && same_in_all(last_plain, last_within<1400>));
static_assert(same_derivatives(sum(exp(last_plain)), sum(exp(last_within<1350>)), xs));
static_assert(same_curvature(last_plain, last_within<1400>));
static_assert(same_product(last_plain, last_within<1400>));
static_assert(same_tangent(last_plain, last_within<1400>));

constexpr auto all_plain = scan<11>(cell, h, xs, W);
template <std::size_t Bytes>
constexpr auto all_within = scan<11>(cell, h, xs, W, checkpoint<Bytes>);
static_assert(same_in_all(all_plain, all_within<1900>) && same_in_all(all_plain, all_within<2000>));
static_assert(same_derivatives(sum(exp(all_plain)), sum(exp(all_within<1900>)), xs));
static_assert(same_curvature(all_plain, all_within<1900>));
static_assert(same_product(all_plain, all_within<1900>));
static_assert(same_tangent(all_plain, all_within<1900>));

// What the gradient holds is within the budget, and less than without.
template <std::size_t Bytes, class F, class... X>
constexpr bool holds(F f, X... x) {
  return workspace_bytes(gradient(sum(square(f)), x...)) <= Bytes &&
         workspace_bytes(value_and_gradient(sum(square(f)), x...)) <= Bytes;
}
static_assert(holds<720>(repeated_within<720>, W) && holds<720>(repeated_within<720>, W, h, b));
static_assert(holds<800>(repeated_within<800>, W, h) && holds<1300>(last_within<1300>, W, h, xs));
static_assert(holds<1900>(all_within<1900>, W, h, xs));
constexpr auto thousand = [](auto... options) {
  return sum(square(repeat<1000>(turn, h, W, b, options...)));
};
static_assert(workspace_bytes(gradient(thousand(), W)) > 80'000);
static_assert(workspace_bytes(gradient(thousand(checkpoint<1000>), W)) <= 1000);
static_assert(workspace_bytes(gradient(thousand(checkpoint<4000>), W)) <= 4000 &&
              workspace_bytes(gradient(thousand(checkpoint<4000>), W)) > 3900);
static_assert(workspace_bytes(repeat<1000>(turn, h, W, b, checkpoint<1000>)) < 200);
static_assert(workspace_bytes(gradient(sum(last_within<1300>), W)) <
              workspace_bytes(gradient(sum(last_plain), W)) * 2 / 3);

// As loops and by cost they are one code; what they cost is counted, repeated steps included.
static_assert(same(of(as_loops(gradient(sum(repeated_plain), W))),
                   of(gradient(sum(repeated_within<760>), W))));
static_assert(workspace_bytes(as_loops(gradient(sum(square(repeated_within<720>)), W))) <= 720);
constexpr auto slope_within = gradient(sum(repeated_within<720>), W);  // no room for a state: 55 steps again
static_assert(transcendentals(repeated_plain) == 33 && transcendentals(repeated_within<720>) == 33);
static_assert(transcendentals(gradient(sum(repeated_plain), W)) == 66 &&
              transcendentals(slope_within) == 3 * 55 + 33);
static_assert(flops(slope_within) > flops(gradient(sum(repeated_plain), W)));
static_assert(same(of(fast(slope_within)), of(slope_within)));
static_assert(repeated_within<720> == repeated_within<720> && slope_within == slope_within &&
              repeated_within<720> != repeat<11>(turn, h, W, h, checkpoint<720>));
static_assert(jacobian_pattern(repeated_within<720>, h).nnz == 9);
// And how smooth they are: as smooth as their steps.
constexpr auto bend = [](auto s, auto m, auto d) { return relu(matmul(m, s) + d); };
constexpr auto bent = repeat<11>(bend, h, W, b, checkpoint<720>);
static_assert(smooth<repeated_within<720>> && smooth<last_within<1300>> && smooth<slope_within>);
static_assert(smooth<bent, 0> && !smooth<bent, 1> && !smooth<gradient(sum(bent), W), 0>);

// Budgets hold for states of other shapes: a scalar without parameters, a matrix with three.
constexpr variable<"s"> s;
constexpr auto logistic_map = [](auto x) { return 3.5 * x * (1 - x); };
static_assert(holds<200>(repeat<500>(logistic_map, s, checkpoint<200>), s) &&
              holds<1000>(repeat<500>(logistic_map, s, checkpoint<1000>), s));
static_assert(evaluate(gradient(repeat<100>(logistic_map, s), s), s = 0.3) ==
              evaluate(gradient(repeat<100>(logistic_map, s, checkpoint<200>), s), s = 0.3));
constexpr auto mixing = [](auto x, auto m, auto c, auto d) { return tanh(matmul(m, x) + c * d); };
static_assert(holds<2400>(repeat<40>(mixing, W, W, h, b, checkpoint<2400>), W, h, b) &&
              holds<4000>(repeat<40>(mixing, W, W, h, b, checkpoint<4000>), W, h, b));
