// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <span>
#include <tapeless/tensor.hpp>
#include <tapeless/view.hpp>
#include <vector>
using namespace tapeless;

static constexpr std::array<double, 6> flat{1, 2, 3, 4, 5, 6};
constexpr view<double const, 2, 3> w(flat);
static_assert(w.data() == flat.data());
static_assert(w(1, 2) == 6 && w[1][2] == 6 && w[0](1) == 2 && w.size() == 6 && w.shape == shape{2, 3});
static_assert(view<double const, 2, 3>(std::span(flat)).data() == flat.data());
static_assert(view<double const, 6>(flat.data())[5] == 6);
static_assert(view<double const>(flat.data() + 3)() == 4);

// A row is a view of the same memory, an entry the entry itself.
static_assert(std::is_same_v<decltype(w[0]), view<double const, 3>>);
static_assert(w[1].data() == flat.data() + 3);
static_assert(std::is_same_v<decltype(w[0][0]), double const&>);

// Writes go through.
static_assert([] {
  std::vector<double> memory(12, 1.0);
  view<double, 3, 2, 2> v(memory);
  v(1, 0, 1) = 5;
  v[2][1][0] = 7;
  for (double& entry : v[0]) entry = 3;
  return memory[5] == 5 && memory[10] == 7 && memory[3] == 3 && memory[4] == 1;
}());
static_assert([] {
  tensor<double, 2, 2> t{{1, 2}, {3, 4}};
  view<double, 2, 2> v(t);
  v(0, 1) = 20;
  tensor<double, 2, 2> const copy(v);  // back again, by copy
  v(0, 1) = 30;
  return t(0, 1) == 30 && copy(0, 1) == 20;
}());

// Only memory of the same numbers, writable where it must be.
static_assert(std::is_constructible_v<view<double const, 6>, std::vector<double> const&>);
static_assert(!std::is_constructible_v<view<float const, 6>, std::vector<double> const&>);
#if 0  // not yet: accepted, and then an error inside
static_assert(!std::is_constructible_v<view<double, 6>, std::array<double, 6> const&>);
#endif

// A size known to be wrong, or an index out of range, stops constant evaluation.
template <auto Lambda, auto = (Lambda(), 0)>
constexpr bool evaluates(int) {
  return true;
}
template <auto>
constexpr bool evaluates(...) {
  return false;
}
static_assert(evaluates<[] { return view<double const, 2, 3>(flat)(1, 2); }>(0));
static_assert(!evaluates<[] { return view<double const, 5>(flat)(1); }>(0));
static_assert(!evaluates<[] { return view<double const, 2, 3>(flat)(2, 0); }>(0));
static_assert(!evaluates<[] { return view<double const, 2, 3>(flat)(0, 3); }>(0));
static_assert(!evaluates<[] { return view<double const, 2, 3>(flat)(-1, 0); }>(0));
static_assert(!evaluates<[] { return tensor<double, 2>{1, 2}[2]; }>(0));
static_assert(!evaluates<[] { return tensor<double, 2>(std::span<double const>(flat))[0]; }>(0));
