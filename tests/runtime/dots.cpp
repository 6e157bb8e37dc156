// SPDX-License-Identifier: BSL-1.0
// Dot products in lanes are those of one number at a time, to the bit, however many rows share a vector.
#include <tapeless/tapeless.hpp>
#include "catch.hpp"
using namespace tapeless::core;

template <class T, int M, int K>
bool agrees() {
  fixed<T, M * K> a;
  fixed<T, K> x;
  for (int i = 0; i < M * K; ++i) a[i] = T(1) / T(3 + i * 7 % 11) - T(0.2);
  for (int k = 0; k < K; ++k) x[k] = T(1) / T(2 + k * 5 % 13) - T(0.3);
  fixed<T, M> y, each;
  dots<M, K, K>(static_cast<T const*>(a), static_cast<T const*>(x), static_cast<T*>(y));
  dots_one_by_one<M, K, K, M < 4 ? partial_sums<T>(K) : partial_sums<T>(1)>(
      static_cast<T const*>(a), static_cast<T const*>(x), static_cast<T*>(each));
  for (int i = 0; i < M; ++i)
    if (y[i] != each[i]) return false;
  return true;
}
template <class T, int... M>
bool agree(std::integer_sequence<int, M...>) {
  return ((agrees<T, M + 1, 3>() && agrees<T, M + 1, 21>() && agrees<T, M + 1, 70>()) && ...);
}
/// G vectors of W lanes each, of whole numbers, whose sums have no rounding.
template <class T, int W, int G>
bool sums_agree() {
  fixed<vec<T, W>, G> v;
  for (int g = 0; g < G; ++g)
    for (int l = 0; l < W; ++l) v[g][l] = T(g * g + 100 * l);
  auto const sums = sums_of_lanes<G, 1>(static_cast<vec<T, W> const*>(v));
  fixed<T, G> each;
  store(static_cast<T*>(each), sums);
  for (int g = 0; g < G; ++g)
    if (each[g] != T(W * g * g + 50 * W * (W - 1))) return false;
  return true;
}
template <class T, int W, int G>
bool sums_agree_if_native() {
  if constexpr (W > native_width<T>) return true;
  else return sums_agree<T, W, G>();
}
TEST_CASE("sums of lanes") {
  CHECK(sums_agree_if_native<double, 2, 1>());
  CHECK(sums_agree_if_native<double, 2, 2>());
  CHECK(sums_agree_if_native<double, 4, 1>());
  CHECK(sums_agree_if_native<double, 4, 2>());
  CHECK(sums_agree_if_native<double, 4, 4>());
  CHECK(sums_agree_if_native<double, 8, 2>());
  CHECK(sums_agree_if_native<double, 8, 4>());
  CHECK(sums_agree_if_native<double, 8, 8>());
  CHECK(sums_agree_if_native<float, 4, 4>());
  CHECK(sums_agree_if_native<float, 8, 4>());
  CHECK(sums_agree_if_native<float, 8, 8>());
  CHECK(sums_agree_if_native<float, 16, 8>());
  CHECK(sums_agree_if_native<float, 16, 16>());
}
TEST_CASE("dots of rows in lanes") {
  CHECK(agree<double>(std::make_integer_sequence<int, 17>{}));
  CHECK(agree<float>(std::make_integer_sequence<int, 17>{}));
}
