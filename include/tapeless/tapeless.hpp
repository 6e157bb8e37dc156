// SPDX-License-Identifier: BSL-1.0
#pragma once
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored \
    "-Wshadow"  // g++ compares the locals of a template with the globals of its user
#endif

#include <tapeless/core/sentence.hpp>  // first: errors are declared near the user's own include

#include <tapeless/analysis/analysis.hpp>
#include <tapeless/control/mistakes.hpp>
#include <tapeless/equality/equality.hpp>
#include <tapeless/evaluate/evaluate.hpp>
#include <tapeless/evaluate/sum_each.hpp>
#include <tapeless/expression/literal.hpp>
#include <tapeless/geometry/geometry.hpp>
#include <tapeless/ops/ops.hpp>
#include <tapeless/print/print.hpp>
#include <tapeless/sparsity/sparsity.hpp>
#include <tapeless/transforms/transforms.hpp>

#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
