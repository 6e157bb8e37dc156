// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/core/shape.hpp>
#include <tapeless/core/text.hpp>
#include <utility>

namespace tapeless {

/// Never defined: naming an error is how a library puts its sentence into the compiler's first line.
/// Compilers show text arguments whole, but for clang, which cuts each after 36 characters: the sentence
/// comes in shorter pieces.
template <text... Sentence>
struct tapeless_error;

}  // namespace tapeless

namespace tapeless::core {

/// Ends a constant evaluation: compilers show the line of the call, with its words. No exception, which some
/// users switch off.
[[noreturn]] inline void cannot_be(char const*) { __builtin_trap(); }

struct sentence;

/// A piece of a sentence: words, a number or a shape.
struct piece {
  enum { words, number, shape } is = words;
  phrase text;
  int value = 0;
  tapeless::core::shape const* extents = nullptr;

  constexpr piece() = default;
  constexpr piece(phrase p) : text(p) {}
  constexpr piece(char const* literal) : text(literal) {}
  constexpr piece(sentence const& s);
  constexpr piece(int n) : is(number), value(n) {}
  constexpr piece(tapeless::core::shape const& s) : is(shape), extents(&s) {}
};

/// What is wrong with a formula, in words: composed while the compiler evaluates, quoted in the error's first
/// line.
struct sentence {
  static constexpr int capacity = 320;
  char characters[capacity]{};
  int length = 0;

  constexpr explicit operator bool() const { return length > 0; }
  constexpr operator phrase() const { return {characters, length}; }
  template <MadeOfCharacters S>
  constexpr operator S() const {
    return phrase(*this);
  }

  constexpr void add(piece const& p) {
    if (p.is == piece::number) return count(p.value);
    if (p.is == piece::shape) return list(*p.extents);
    for (int i = 0; i < p.text.length; ++i) put(p.text.first[i]);
  }

private:
  constexpr void put(char c) {
    if (length < capacity) characters[length++] = c;
  }
  constexpr void count(int number) {
    if (number < 0) put('-');
    unsigned const n = number < 0 ? 0u - unsigned(number) : unsigned(number);
    if (n >= 10) count(int(n / 10));
    put(char('0' + n % 10));
  }
  constexpr void list(shape const& s) {
    put('[');
    for (int axis = 0; axis < s.rank; ++axis) {
      if (axis > 0) add(", ");
      count(s[axis]);
    }
    put(']');
  }
};
constexpr piece::piece(sentence const& s) : text(s.characters, s.length) {}

/// Up to sixteen pieces, one after another. No parameter pack, which would be a function for each mistake.
constexpr sentence say(piece a = {}, piece b = {}, piece c = {}, piece d = {}, piece e = {}, piece f = {},
                       piece g = {}, piece h = {}, piece i = {}, piece j = {}, piece k = {}, piece l = {},
                       piece m = {}, piece n = {}, piece o = {}, piece p = {}) {
  sentence s;
  for (piece const& next : {a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p}) s.add(next);
  return s;
}

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
template <class Problem>
struct cut {
  template <int... Piece>
  static tapeless_error<piece_of<Problem, Piece>()...> all(std::integer_sequence<int, Piece...>);
  using type = decltype(all(std::make_integer_sequence<int, pieces(Problem::problem)>{}));
};
/// The incomplete type that a call with `Problem::problem` returns, so that the error stands at the call.
template <class Problem>
using error = typename cut<Problem>::type;
/// The same where it is one: clang looks at the constraint of a function after its return type, and would
/// compose the sentence at calls that can be.
template <bool Wrong, class Problem>
struct error_where {};
template <class Problem>
struct error_where<true, Problem> : cut<Problem> {};
template <bool Wrong, class Problem>
using error_if = typename error_where<Wrong, Problem>::type;

}  // namespace tapeless::core
