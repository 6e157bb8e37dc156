// SPDX-License-Identifier: BSL-1.0
// What a formula tells of itself, in constants.
#pragma once
#include <tapeless/analysis/cost.hpp>
#include <tapeless/analysis/dependence.hpp>
#include <tapeless/analysis/kinks.hpp>
