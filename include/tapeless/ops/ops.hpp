// SPDX-License-Identifier: BSL-1.0
// Every operation, a line a family.
#pragma once
#include <tapeless/ops/cholesky.hpp>
#include <tapeless/ops/compare.hpp>
#include <tapeless/ops/concat.hpp>
#include <tapeless/ops/contract.hpp>
#include <tapeless/ops/cross.hpp>
#include <tapeless/ops/determinant.hpp>
#include <tapeless/ops/einsum.hpp>
#include <tapeless/ops/extremes.hpp>
#include <tapeless/ops/kron.hpp>
#include <tapeless/ops/layout.hpp>
#include <tapeless/ops/lerp.hpp>
#include <tapeless/ops/logic.hpp>
#include <tapeless/ops/matrix_function.hpp>
#include <tapeless/ops/mean.hpp>
#include <tapeless/ops/operators.hpp>
#include <tapeless/ops/pad.hpp>
#include <tapeless/ops/power.hpp>
#include <tapeless/ops/reduce.hpp>
#include <tapeless/ops/repeat.hpp>
#include <tapeless/ops/rounding.hpp>
#include <tapeless/ops/select.hpp>
#include <tapeless/ops/slice.hpp>
#include <tapeless/ops/split.hpp>
#include <tapeless/ops/transcendental.hpp>
