// SPDX-License-Identifier: BSL-1.0
#pragma once

// Catch2, version 3 or 2, and what both have: TEST_CASE, CHECK, GENERATE, Approx, Catch::Matchers.
#if __has_include(<catch2/catch_test_macros.hpp>)
#define CATCH_CONFIG_NO_CPP17_STRING_VIEW  // Catch2's library may lack it, so how one is shown is said below
#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>
#include <catch2/matchers/catch_matchers_all.hpp>
#include <string>
#include <string_view>

using Catch::Approx;

template <>
struct Catch::StringMaker<std::string_view> {
  static std::string convert(std::string_view text) {
    return StringMaker<std::string>::convert(std::string(text));
  }
};
#else
#include <catch2/catch.hpp>
#endif
