// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/shape.hpp>
#include <tapeless/core/text.hpp>
#include <utility>

namespace tapeless {

/// What is wrong with a formula, in words: composed while the compiler evaluates, quoted in the error's first
/// line.
struct sentence {
  static constexpr int capacity = 320;
  char characters[capacity]{};
  int length = 0;

  constexpr explicit operator bool() const { return length > 0; }
  constexpr operator std::string_view() const { return {characters, std::size_t(length)}; }

  constexpr void add(std::string_view words) {
    for (char c : words)
      if (length < capacity) characters[length++] = c;
  }
  constexpr void add(int number) {
    if (number < 0) add("-");
    unsigned const n = number < 0 ? 0u - unsigned(number) : unsigned(number);
    if (n >= 10) add(int(n / 10));
    char const digit[]{char('0' + n % 10), 0};
    add(digit);
  }
  constexpr void add(shape const& s) {
    add("[");
    for (int axis = 0; axis < s.rank; ++axis) {
      if (axis > 0) add(", ");
      add(s[axis]);
    }
    add("]");
  }
};
constexpr sentence say(auto const&... words) {
  sentence s;
  (s.add(words), ...);
  return s;
}

/// Never defined: naming an error is how a library puts its sentence into the compiler's first line.
/// Compilers show text arguments whole, but for clang, which cuts each after 36 characters: the sentence
/// comes in shorter pieces.
template <text... Sentence>
struct tapeless_error;

/// The end of the piece that begins at `from`: after the last space within 32 characters.
constexpr int piece_end(sentence const& s, int from) {
  if (s.length - from <= 32) return s.length;
  for (int end = from + 32; end > from; --end)
    if (s.characters[end - 1] == ' ') return end;
  return from + 32;
}
constexpr int piece_begin(sentence const& s, int piece) {
  int from = 0;
  for (; piece > 0; --piece) from = piece_end(s, from);
  return from;
}
constexpr int pieces(sentence const& s) {
  int count = 0;
  for (int from = 0; from < s.length; from = piece_end(s, from)) ++count;
  return count;
}
template <class Problem, int Piece>
constexpr auto piece_of() {
  constexpr int from = piece_begin(Problem::problem, Piece), to = piece_end(Problem::problem, from);
  text<std::size_t(to - from) + 1> t;
  for (int i = from; i < to; ++i) t.characters[i - from] = Problem::problem.characters[i];
  t.characters[to - from] = 0;  // said aloud, or clang shows some pieces as numbers
  return t;
}
template <class Problem, class = std::make_integer_sequence<int, pieces(Problem::problem)>>
struct cut;
template <class Problem, int... Piece>
struct cut<Problem, std::integer_sequence<int, Piece...>> {
  using type = tapeless_error<piece_of<Problem, Piece>()...>;
};
/// The incomplete type that a call with `Problem::problem` returns, so that the error stands at the call.
template <class Problem>
using error = typename cut<Problem>::type;

}  // namespace tapeless
