// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tapeless/check/gradient.hpp>
#include <tapeless/check/nan.hpp>
