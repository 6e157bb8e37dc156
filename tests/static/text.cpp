// SPDX-License-Identifier: BSL-1.0
#include <string_view>
#include <tapeless/core/text.hpp>
using namespace tapeless::core;

static_assert(phrase(text("abc")) == "abc");
static_assert(phrase(text("")).empty());
static_assert(phrase(text("abc")) != "abd");

// A template argument, equal where the characters are.
template <text Name>
struct named {
  static constexpr phrase name = Name;
};
template <class A, class B>
constexpr bool one_type = false;
template <class A>
constexpr bool one_type<A, A> = true;
static_assert(named<"W">::name == "W");
static_assert(one_type<named<"W">, named<"W">>);
static_assert(!one_type<named<"W">, named<"w">>);

static_assert(hash("W") == hash("W"));
static_assert(hash("W") != hash("w"));
static_assert(hash("ab") != hash("ba"));
static_assert(hash("") != hash(phrase("\0", 1)));
static_assert(mix(1, 2) != mix(1, 3));
static_assert(mix(0, 1) != mix(0, 2));

// A phrase from and to std::string_view, and its parts.
constexpr std::string_view given = "ab->c";
constexpr phrase words = given;
static_assert(words == "ab->c" && words != "ab->d" && words != "ab" && std::string_view(words) == given);
static_assert(words.find("->") == 2 && words.find("c") == 4 && words.find("cd") == -1 && words.find("") == 0);
static_assert(words.part(0, 2) == "ab" && words.part(4, 9) == "c" && words.from(4) == "c");
static_assert(words.from(5).empty());
