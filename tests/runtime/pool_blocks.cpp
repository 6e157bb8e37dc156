// SPDX-License-Identifier: BSL-1.0
// Pools over two axes at once: as over one axis after the other, to the bit, for equal entries, NaN and -0
// too, in constant evaluation and at run time.
#include <tapeless/ops/pool_blocks.hpp>
#include <tapeless/tapeless.hpp>
#include "../static/check.hpp"
#include "catch.hpp"
#include <limits>
using namespace tapeless::core;
using check::same;

namespace {

/// [lines, down · P, across · Q, after], pooled by blocks of P × Q and by rows and columns.
template <class T, int Lines, int Down, int Across, int After, int P, int Q>
struct blocks {
  static constexpr int rows = Down * P, columns = Across * Q;
  static constexpr shape x{Lines, rows, columns, After}, half{Lines, rows, Across, After},
      y{Lines, Down, Across, After};
  static constexpr windowing down{1, 1, P, P}, across{2, 2, Q, Q};
  static constexpr call pool{y, {x}, 0}, put{x, {x, y}, 0};
  static constexpr call pool_across{half, {x}, across.packed()}, pool_down{y, {half}, down.packed()};
  static constexpr call put_down{half, {half, y}, down.packed()}, put_across{x, {x, half}, across.packed()};

  template <int Size>
  using numbers = tensor<T, std::size_t(Size)>;
  struct results {
    numbers<y.size()> greatest{}, greatest_by_axes{};
    numbers<x.size()> back{}, back_by_axes{};
  };
  static constexpr results run() {
    results all;
    numbers<x.size()> from{};
    numbers<y.size()> g{};
    for (int i = 0, at = 7; i < x.size(); ++i, at = at * 5 % 101)
      from.data()[i] = at % 13 == 0   ? std::numeric_limits<T>::quiet_NaN()
                       : at % 11 == 0 ? T(-0.0)
                                      : T(at % 3 - 1);
    for (int i = 0; i < y.size(); ++i) g.data()[i] = T(i + 1);
    numbers<half.size()> between{}, back{};
    T const* const start = from.data();
    block_max_op::evaluate<pool>(all.greatest.data(), start);
    block_put_op::evaluate<put>(all.back.data(), start, static_cast<T const*>(g.data()));
    window_max_op::evaluate<pool_across>(between.data(), start);
    T const* const middle = between.data();
    window_max_op::evaluate<pool_down>(all.greatest_by_axes.data(), middle);
    unpool_op::evaluate<put_down>(back.data(), middle, static_cast<T const*>(g.data()));
    unpool_op::evaluate<put_across>(all.back_by_axes.data(), start, static_cast<T const*>(back.data()));
    return all;
  }
  static bool agree() {
    static constexpr results folded = run();
    results const computed = run();
    return same(folded.greatest, computed.greatest) && same(folded.back, computed.back) &&
           same(computed.greatest, computed.greatest_by_axes) && same(computed.back, computed.back_by_axes);
  }
};

}  // namespace

TEST_CASE("Blocks of a pool") {
  CHECK(blocks<double, 1, 3, 4, 8, 2, 2>::agree());
  CHECK(blocks<double, 2, 2, 3, 11, 3, 2>::agree());
  CHECK(blocks<float, 1, 3, 2, 24, 2, 4>::agree());
  CHECK(blocks<float, 3, 1, 2, 5, 1, 3>::agree());
}
