// SPDX-License-Identifier: BSL-1.0
// Convolutions before pools have their channels last, and products read windows where an image lies:
// constant evaluation and run time agree to the bit, and both with plain loops.
#include <tapeless/tapeless.hpp>
#include "../static/check.hpp"
#include "catch.hpp"
using namespace tapeless::core;
using check::mixed, check::same, check::close;

namespace {

/// Σ (weights · max_pool(relu(conv(image, kernels) + bias))), image [N, h, w], kernels [C, k, k], pools of 2.
template <class T, std::size_t N, std::size_t C, std::size_t H, std::size_t W, std::size_t K>
struct network {
  using number = std::size_t;
  static constexpr number h = (H - K + 1) / 2, w = (W - K + 1) / 2;
  static constexpr variable<"image", N, 1, H, W> image{};
  static constexpr variable<"kernels", C, 1, K, K> kernels{};
  static constexpr variable<"bias", C> bias{};
  static constexpr variable<"weights", N, C, h, w> weights{};
  static constexpr auto pooled = max_pool2d<2>(relu(conv2d(image, kernels, bias)));
  static constexpr auto loss = sum(square(pooled) * weights);
  static constexpr auto all = value_and_gradient(loss, kernels, bias, weights);

  static constexpr auto at_image = mixed<tensor<T, N, 1, H, W>>(1);
  static constexpr auto at_kernels = mixed<tensor<T, C, 1, K, K>>(2);
  static constexpr auto at_bias = mixed<tensor<T, C>>(3);
  static constexpr auto at_weights = mixed<tensor<T, N, C, h, w>>(4);
  static constexpr auto run() {
    return evaluate(all, image = at_image, kernels = at_kernels, bias = at_bias, weights = at_weights);
  }

  static bool by_loops(auto const& results) {
    tensor<T, C, 1, K, K> by_kernels{};
    tensor<T, C> by_bias{};
    tensor<T, N, C, h, w> by_weights{};
    for (number n = 0; n < N; ++n)
      for (number c = 0; c < C; ++c)
        for (number i = 0; i < h; ++i)
          for (number j = 0; j < w; ++j) {
            T most = 0;
            number row = 0, column = 0;
            bool any = false;
            for (number d = 0; d < 4; ++d) {
              number const r = 2 * i + d / 2, s = 2 * j + d % 2;
              T entry = at_bias(c);
              for (number k = 0; k < K; ++k)
                for (number l = 0; l < K; ++l) entry += at_kernels(c, 0, k, l) * at_image(n, 0, r + k, s + l);
              if (entry > most) most = entry, row = r, column = s, any = true;
            }
            by_weights(n, c, i, j) = most * most;
            if (!any) continue;
            T const g = 2 * most * at_weights(n, c, i, j);
            by_bias(c) += g;
            for (number k = 0; k < K; ++k)
              for (number l = 0; l < K; ++l)
                by_kernels(c, 0, k, l) += g * at_image(n, 0, row + k, column + l);
          }
    T const about = T(4096) * std::numeric_limits<T>::epsilon();
    return close(results[kernels], by_kernels, about) && close(results[bias], by_bias, about) &&
           close(results[weights], by_weights, about);
  }
  static bool agrees() {
    static constexpr auto folded = run();
    auto const computed = run();
    return same(folded[kernels], computed[kernels]) && same(folded[bias], computed[bias]) &&
           same(folded[weights], computed[weights]) && by_loops(computed);
  }
  using program = typename entries_of<type_of<all>>::program;
  /// Products of its plan that read a factor in runs.
  static constexpr int products_in_runs() {
    int count = 0;
    for (int p = 0; p < program::plan.product_count; ++p)
      count += program::plan.products[p].runs_in_a() || program::plan.products[p].runs_in_b();
    return count;
  }
  /// Kernels of its plan that go over blocks of rows and columns.
  static constexpr int kernels_over_blocks() {
    constexpr auto const& list = program::tensors();
    int count = 0;
    for (int id = 0; id < list.size.vertices; ++id)
      count += list.template is<block_max_op>(id) || list.template is<block_put_op>(id);
    return count;
  }
  static constexpr bool is_turned() {
    return !program::scalarised && channels_last::pays(remade<program::list, simplifying>::list());
  }
};

/// A transpose that is copied for a reshape, beside itself.
template <class T, std::size_t M, std::size_t N>
bool copies_agree() {
  constexpr variable<"a", M, N> A;
  constexpr auto f = reshape<int(M * N)>(transpose(A));
  static constexpr auto a = mixed<tensor<T, M, N>>(1);
  static constexpr auto folded = evaluate(as_loops(f), A = a);
  auto const computed = evaluate(as_loops(f), A = a);
  bool right = same(folded, computed);
  for (std::size_t i = 0; i < M; ++i)
    for (std::size_t j = 0; j < N; ++j) right = right && computed(j * M + i) == a(i, j);
  return right;
}
/// Sums down rows and along them, in one loop.
template <class T, std::size_t B, std::size_t M, std::size_t N>
bool sums_agree() {
  constexpr variable<"x", B, M, N> x;
  constexpr auto y = square(x);
  constexpr auto all = formulas(sum(y, axis<1>), sum(y, axis<0, 1>), sum(y, axis<2>), amax(y, axis<0>));
  static constexpr auto at = mixed<tensor<T, B, M, N>>(5);
  static constexpr auto folded = evaluate(all, x = at);
  auto const computed = evaluate(all, x = at);
  tensor<T, N> down{};
  for (std::size_t b = 0; b < B; ++b)
    for (std::size_t i = 0; i < M; ++i)
      for (std::size_t j = 0; j < N; ++j) down(j) += at(b, i, j) * at(b, i, j);
  return same(folded.template get<0>(), computed.template get<0>()) &&
         same(folded.template get<1>(), computed.template get<1>()) &&
         same(folded.template get<2>(), computed.template get<2>()) &&
         same(folded.template get<3>(), computed.template get<3>()) &&
         close(computed.template get<1>(), down, T(64) * std::numeric_limits<T>::epsilon());
}
/// Heads side by side, [a, b, c, d] read as [(a, c), (b, d)]: a left factor in runs, and its transpose.
template <class T, std::size_t A, std::size_t B, std::size_t C, std::size_t D, std::size_t N>
bool heads_agree() {
  constexpr variable<"x", A, B, C, D> x;
  constexpr variable<"right", B * D, N> right;
  constexpr variable<"left", A * C, N> left;
  constexpr auto heads = reshape<int(A * C), int(B * D)>(permute(x, axis<0, 2, 1, 3>));
  constexpr auto all = formulas(matmul(heads, right), matmul(transpose(heads), left));
  static constexpr auto at = mixed<tensor<T, A, B, C, D>>(1);
  static constexpr auto at_right = mixed<tensor<T, B * D, N>>(2);
  static constexpr auto at_left = mixed<tensor<T, A * C, N>>(3);
  auto const computed = evaluate(all, x = at, right = at_right, left = at_left);
  tensor<T, A * C, N> by_right{};  // exact: multiples of 1/64
  tensor<T, B * D, N> by_left{};
  for (std::size_t i = 0; i < A * C; ++i)
    for (std::size_t k = 0; k < B * D; ++k)
      for (std::size_t j = 0; j < N; ++j) {
        T const entry = at(i / C, k / D, i % C, k % D);
        by_right(i, j) += entry * at_right(k, j);
        by_left(k, j) += entry * at_left(i, j);
      }
  auto const& [rows, columns] = computed;
  return same(rows, by_right) && same(columns, by_left);
}
/// The same of rows in two long runs, times a matrix that is packed: panels end where the runs do.
template <class T, std::size_t D, std::size_t N>
bool long_runs_agree() {
  constexpr variable<"x", 2, 2, D> x;
  constexpr variable<"right", N, 2 * D> right;
  constexpr auto f = matmul(reshape<2, int(2 * D)>(permute(x, axis<1, 0, 2>)), transpose(right));
  static constexpr auto at = mixed<tensor<T, 2, 2, D>>(1);
  static constexpr auto at_right = mixed<tensor<T, N, 2 * D>>(2);
  auto const y = evaluate(f, x = at, right = at_right);
  tensor<T, 2, N> by_loops{};
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < N; ++j)
      for (std::size_t k = 0; k < 2 * D; ++k) by_loops(i, j) += at(k / D, i, k % D) * at_right(j, k);
  return same(y, by_loops);
}

}  // namespace

TEST_CASE("Channels are last where convolutions meet pools") {
  STATIC_REQUIRE(network<double, 1, 8, 10, 12, 3>::is_turned());
  STATIC_REQUIRE(!network<double, 1, 6, 10, 12, 3>::is_turned());
  CHECK(network<double, 1, 8, 10, 12, 3>::agrees());
  CHECK(network<double, 1, 6, 10, 12, 3>::agrees());
  CHECK(network<float, 1, 16, 9, 8, 2>::agrees());
  CHECK(network<double, 2, 8, 8, 8, 3>::agrees());
  CHECK(network<double, 1, 8, 21, 6, 3>::agrees());
  CHECK(network<double, 1, 8, 3, 40, 2>::agrees());
}
TEST_CASE("Pools whose windows cover an image go over both axes at once") {
  STATIC_REQUIRE(network<double, 1, 8, 10, 12, 3>::kernels_over_blocks() == 2);
  STATIC_REQUIRE(network<double, 1, 6, 10, 12, 3>::kernels_over_blocks() == 0);  // channels are not last
  STATIC_REQUIRE(network<double, 1, 8, 21, 6, 3>::kernels_over_blocks() == 0);   // a row is left over
}
TEST_CASE("Windows of one image are read where they lie") {
  STATIC_REQUIRE(network<double, 1, 8, 10, 12, 3>::products_in_runs() == 2);
  STATIC_REQUIRE(network<double, 2, 8, 8, 8, 3>::products_in_runs() == 0);  // three axes: no two runs
}
TEST_CASE("Left factors are read in runs, whose rows are no lanes") {
  CHECK(heads_agree<double, 4, 6, 4, 6, 9>());
  CHECK(heads_agree<double, 3, 5, 7, 4, 17>());
  CHECK(heads_agree<float, 4, 8, 4, 6, 17>());
  CHECK(heads_agree<float, 2, 8, 8, 6, 9>());
  CHECK(long_runs_agree<double, 1030, 8>());
  CHECK(long_runs_agree<double, 515, 17>());
}
TEST_CASE("Transposes are copied by squares") {
  CHECK(copies_agree<double, 8, 49>());
  CHECK(copies_agree<double, 21, 37>());
  CHECK(copies_agree<float, 40, 19>());
  CHECK(copies_agree<float, 5, 9>());
  CHECK(copies_agree<long double, 8, 9>());
}
TEST_CASE("Sums down short rows") {
  CHECK(sums_agree<double, 3, 20, 5>());
  CHECK(sums_agree<double, 2, 9, 23>());
  CHECK(sums_agree<float, 4, 6, 16>());
  CHECK(sums_agree<float, 3, 7, 33>());
  CHECK(sums_agree<double, 2, 5, 40>());
}
