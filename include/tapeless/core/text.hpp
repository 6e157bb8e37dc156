// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tapeless {

/// A string literal as a template argument: the name of a variable, a piece of an error's sentence.
template <std::size_t N>
struct text {
  char characters[N]{};

  constexpr text() = default;
  constexpr text(char const (&literal)[N]) {
    for (std::size_t i = 0; i < N; ++i) characters[i] = literal[i];
  }
  constexpr operator std::string_view() const { return {characters, N - 1}; }
};

/// Mixes one value into a hash (the multiplier is 2⁶⁴ divided by the golden ratio; Knuth, TAOCP 3, 6.4).
constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

constexpr std::uint64_t hash(std::string_view characters) {
  std::uint64_t h = characters.size();
  for (char c : characters) h = mix(h, static_cast<unsigned char>(c));
  return h;
}

}  // namespace tapeless
