// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>

namespace tapeless::core {

struct phrase;
/// std::string_view, std::string and their like: what a phrase can be made of, and what can be made of one.
template <class S>
concept HasCharacters = !std::same_as<S, phrase> && requires(S const& s) {
  { s.data() } -> std::same_as<char const*>;
  s.size();
};
template <class S>
concept MadeOfCharacters = !std::same_as<S, phrase> && requires(char const* c) {
  S(c, std::size_t{1});
};

/// Characters that somebody else holds, such as a literal's: names, pieces of messages. Converts from and to
/// std::string_view, whose header would be a fifth of the time that including the library takes.
struct phrase {
  char const* first = nullptr;
  int length = 0;

  constexpr phrase() = default;
  constexpr phrase(char const* literal) : first(literal) {
    if (__builtin_constant_p(__builtin_strlen(literal))) length = int(__builtin_strlen(literal));  // one step
    else while (literal[length] != 0) ++length;
  }
  constexpr phrase(char const* begin, int count) : first(begin), length(count) {}
  template <HasCharacters S>
  constexpr phrase(S const& s) : first(s.data()), length(int(s.size())) {}
  template <MadeOfCharacters S>
  constexpr operator S() const {
    return S(first, std::size_t(length));
  }

  constexpr char const* data() const { return first; }
  constexpr std::size_t size() const { return std::size_t(length); }
  constexpr bool empty() const { return length == 0; }
  constexpr char const* begin() const { return first; }
  constexpr char const* end() const { return first + length; }
  constexpr char operator[](int i) const { return first[i]; }

  /// Where some characters begin in here, else -1.
  constexpr int find(phrase other) const {
    if (other.length == 0) return 0;
    for (int at = 0; at + other.length <= length; ++at)  // compared where the first character is right
      if (first[at] == other.first[0] && part(at, other.length) == other) return at;
    return -1;
  }
  /// The characters from one on, `count` at most.
  constexpr phrase part(int from, int count) const {
    return {first + from, count < length - from ? count : length - from};
  }
  constexpr phrase from(int begin) const { return {first + begin, length - begin}; }

  friend constexpr bool operator==(phrase a, phrase b) {
    if (a.length != b.length) return false;
    for (int i = 0; i < a.length; ++i)
      if (a.first[i] != b.first[i]) return false;
    return true;
  }
  template <HasCharacters S>
  friend constexpr bool operator==(phrase a, S const& b) {
    return a == phrase(b);
  }
  template <class Stream>
    requires requires(Stream& to, char const* c) { to.write(c, 1).flush(); }
  friend Stream& operator<<(Stream& to, phrase p) {
    to.write(p.first, p.length);
    return to;
  }
};

}  // namespace tapeless::core
namespace tapeless {

/// A string literal as a template argument: the name of a variable, a piece of an error's sentence.
template <std::size_t N>
struct text {
  char characters[N]{};

  constexpr text() = default;
  constexpr text(char const (&literal)[N]) {
    for (std::size_t i = 0; i < N; ++i) characters[i] = literal[i];
  }
  constexpr operator core::phrase() const { return {characters, int(N) - 1}; }
};

}  // namespace tapeless
namespace tapeless::core {
using tapeless::text;

/// Mixes one value into a hash (the multiplier is 2⁶⁴ divided by the golden ratio; Knuth, TAOCP 3, 6.4).
constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

constexpr std::uint64_t hash(phrase characters) {
  std::uint64_t h = std::uint64_t(characters.length);
  for (int i = 0; i < characters.length; ++i) {  // `mix` without its calls
    h = (h ^ static_cast<unsigned char>(characters.first[i])) * 0x9e3779b97f4a7c15u;
    h ^= h >> 29;
  }
  return h;
}

}  // namespace tapeless::core
