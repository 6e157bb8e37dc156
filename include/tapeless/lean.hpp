// SPDX-License-Identifier: BSL-1.0
// Formulas, arithmetic, sums and gradients, without the whole set of operations; others are included one by
// one, as <tapeless/ops/softmax.hpp> is.
#pragma once
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // as in tapeless.hpp
#endif

#include <tapeless/core/sentence.hpp>  // first: errors are declared near the user's own include

#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/ops/operators.hpp>
#include <tapeless/ops/reduce.hpp>
#include <tapeless/transforms/gradient.hpp>

#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
