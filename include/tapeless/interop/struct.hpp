// SPDX-License-Identifier: BSL-1.0
#pragma once
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // as in tapeless.hpp
#endif
#include <tapeless/core/sentence.hpp>  // first: errors are declared near the user's own include

#include <tapeless/interop/struct/variables.hpp>

#include <tapeless/interop/struct/arithmetic.hpp>
#include <tapeless/interop/struct/get.hpp>
#include <tapeless/interop/struct/transforms.hpp>
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
