// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/math/error_function.hpp>
#include <tapeless/math/exp.hpp>
#include <tapeless/math/gamma.hpp>
#include <tapeless/math/hyperbolic.hpp>
#include <tapeless/math/inverse_hyperbolic.hpp>
#include <tapeless/math/inverse_trigonometric.hpp>
#include <tapeless/math/log.hpp>
#include <tapeless/math/logistic.hpp>
#include <tapeless/math/power.hpp>
#include <tapeless/math/root.hpp>
#include <tapeless/math/rounding.hpp>
#include <tapeless/math/trigonometric.hpp>
