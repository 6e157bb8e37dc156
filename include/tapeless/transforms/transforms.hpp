// SPDX-License-Identifier: BSL-1.0
// Every transform, a line each.
#pragma once
#include <tapeless/transforms/batch.hpp>
#include <tapeless/transforms/code.hpp>
#include <tapeless/transforms/fast.hpp>
#include <tapeless/transforms/field.hpp>
#include <tapeless/transforms/gradient.hpp>
#include <tapeless/transforms/hessian.hpp>
#include <tapeless/transforms/jacobian.hpp>
#include <tapeless/transforms/jvp.hpp>
#include <tapeless/transforms/product.hpp>
#include <tapeless/transforms/taylor.hpp>
#include <tapeless/transforms/vjp.hpp>
