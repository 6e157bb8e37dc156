// SPDX-License-Identifier: BSL-1.0
#include <limits>
#include <tapeless/core/sentence.hpp>
#include <type_traits>
using namespace tapeless::core;

static_assert(!say());
static_assert(bool(say("x")));
static_assert(phrase(say("a ", 12, " b ", -7, " ", 0)) == "a 12 b -7 0");
static_assert(phrase(say(std::numeric_limits<int>::min())) == "-2147483648");
static_assert(phrase(say(std::numeric_limits<int>::max())) == "2147483647");
static_assert(phrase(say(shape{2, 3}, shape{}, shape{7})) == "[2, 3][][7]");

// Too long a sentence is cut, not an overflow.
constexpr sentence endless = [] {
  sentence s;
  for (int i = 0; i < 100; ++i) s.add("0123456789");
  return s;
}();
static_assert(endless.length == sentence::capacity);

// Pieces are at most 32 characters long, end after a space where there is one, and leave nothing out.
struct spaced {
  static constexpr sentence problem =
      say("what is wrong is said in pieces, because one compiler shows but 36");
};
struct solid {
  static constexpr sentence problem = say("0123456789012345678901234567890123456789");
};
struct brief {
  static constexpr sentence problem = say("short");
};
constexpr bool cut_well(sentence const& s) {
  int from = 0;
  for (int piece = 0; piece < pieces(s); ++piece) {
    if (piece_begin(s, piece) != from) return false;
    int const to = piece_end(s, from);
    if (to <= from || to - from > 32) return false;
    from = to;
  }
  return from == s.length;
}
static_assert(cut_well(spaced::problem) && cut_well(solid::problem) && cut_well(brief::problem) &&
              cut_well(endless));
static_assert(spaced::problem.characters[piece_end(spaced::problem, 0) - 1] == ' ');
static_assert(pieces(solid::problem) == 2 && pieces(brief::problem) == 1);
static_assert(std::is_same_v<error<brief>, tapeless::tapeless_error<"short">>);
static_assert(
    std::is_same_v<error<solid>, tapeless::tapeless_error<"01234567890123456789012345678901", "23456789">>);
