// SPDX-License-Identifier: BSL-1.0
// Boost's autodiff: Taylor polynomials of order 2 in five variables.
#include <boost/math/differentiation/autodiff.hpp>
#include <formula.hpp>
#include "../contender.hpp"

namespace autodiff = boost::math::differentiation;

static void compute(input const& in, output& out) {
  static_assert(input::variables == 5);
  for (int s = 0; s < input::samples; ++s) {
    auto const all = autodiff::make_ftuple<double, 2, 2, 2, 2, 2>(in.at(0, s), in.at(1, s), in.at(2, s),
                                                                  in.at(3, s), in.at(4, s));
    using number = decltype(std::get<0>(all) + std::get<1>(all) + std::get<2>(all) + std::get<3>(all) +
                            std::get<4>(all));
    number const x[5]{std::get<0>(all), std::get<1>(all), std::get<2>(all), std::get<3>(all),
                      std::get<4>(all)};
    number y;
    formula(x, &y);
    out.value(s) = double(y.derivative(0, 0, 0, 0, 0));
    for (int i = 0; i < 5; ++i) {
      std::size_t o[5]{};
      o[i] = 1;
      out.slope(i, s) = double(y.derivative(o[0], o[1], o[2], o[3], o[4]));
      for (int j = 0; j <= i; ++j) {
        ++o[j];
        out.curvature(i, j, s) = double(y.derivative(o[0], o[1], o[2], o[3], o[4]));
        --o[j];
      }
    }
  }
}
static contender const taylor = entrant<compute>("boost", allocates);
