// SPDX-License-Identifier: BSL-1.0
// Which entries of a derivative are zero by structure, and derivatives without them.
#pragma once
#include <tapeless/sparsity/colouring.hpp>
#include <tapeless/sparsity/hessian.hpp>
#include <tapeless/sparsity/jacobian.hpp>
#include <tapeless/sparsity/pattern.hpp>
