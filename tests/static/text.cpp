// SPDX-License-Identifier: BSL-1.0
#include <tapeless/core/text.hpp>
using namespace tapeless;

static_assert(std::string_view(text("abc")) == "abc");
static_assert(std::string_view(text("")).empty());
static_assert(std::string_view(text("abc")) != "abd");

// A template argument, equal where the characters are.
template <text Name>
struct named {
  static constexpr std::string_view name = Name;
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
static_assert(hash("") != hash(std::string_view("\0", 1)));
static_assert(mix(1, 2) != mix(1, 3));
static_assert(mix(0, 1) != mix(0, 2));
