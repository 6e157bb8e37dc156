// SPDX-License-Identifier: BSL-1.0
// The elementary and special functions of one real variable.
#pragma once
#include <tapeless/ops/error_function.hpp>
#include <tapeless/ops/exponential.hpp>
#include <tapeless/ops/gamma.hpp>
#include <tapeless/ops/hyperbolic.hpp>
#include <tapeless/ops/inverse_hyperbolic.hpp>
#include <tapeless/ops/inverse_trigonometric.hpp>
#include <tapeless/ops/logarithm.hpp>
#include <tapeless/ops/logistic.hpp>
#include <tapeless/ops/root.hpp>
#include <tapeless/ops/sinc.hpp>
#include <tapeless/ops/trigonometric.hpp>
