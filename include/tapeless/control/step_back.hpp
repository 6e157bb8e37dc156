// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/control/loop.hpp>

namespace tapeless::core {

/// One step backwards from the state that the step began with, by the code of the backward loop that reads
/// kept values, so that the results are those of that loop.
template <class B, int N>
struct one_step_back {
  using back = loop_op<reversed<B>, N>;
  using ahead = keeping_loop_op<B, reversed<B>, N>;
  using behind = reading_loop_op<B, reversed<B>, N>;
  static constexpr bool keeps = pays_to_keep<B, reversed<B>>;
  static constexpr int C = B::carry, X = B::input, Y = B::output, W = C + B::parameters,
                       K = values_kept<B, reversed<B>>;
  static constexpr int scratch() {
    if constexpr (keeps) {
      int const first = numbers_held<typename ahead::step>(), second = numbers_held<typename behind::step>();
      return Y + K + (first > second ? first : second);
    } else {
      return C + X + Y + numbers_held<typename back::step>();
    }
  }
  /// Of what the step had put out, g may be null: zeros.
  template <class T>
  static constexpr void run_back(T* y, T const* carry, T const* state, T const* input, T const* g,
                                 T const* parameters) {
    if constexpr (keeps) {
      fixed<T, Y> const none{};
      fixed<T, K> kept{};
      T *const made[]{y, kept}, *const results[]{y, y + W};
      run<typename ahead::step>(made, binding<type_of<ahead::c>, T>(state),
                                binding<type_of<ahead::x>, T>(input),
                                binding<type_of<ahead::p>, T>(parameters));
      run<typename behind::step>(results, binding<type_of<behind::c>, T>(carry),
                                 binding<type_of<behind::k>, T>(kept),
                                 binding<type_of<behind::s>, T>(state),
                                 binding<type_of<behind::g>, T>(g ? g : static_cast<T const*>(none)),
                                 binding<type_of<behind::p>, T>(parameters));
    } else {
      fixed<T, C + X + Y> read{};
      for (int i = 0; i < C; ++i) read[i] = state[i];
      for (int i = 0; i < X; ++i) read[C + i] = input[i];
      for (int i = 0; g && i < Y; ++i) read[C + X + i] = g[i];
      T* const results[]{y};
      run<typename back::step>(results, binding<type_of<back::c>, T>(carry),
                               binding<type_of<back::x>, T>(read),
                               binding<type_of<back::p>, T>(parameters));
    }
  }
};

}  // namespace tapeless::core
