// SPDX-License-Identifier: BSL-1.0
// Rotations and rigid motions, and what takes them to vectors and back.
#pragma once
#include <tapeless/geometry/quaternion.hpp>
#include <tapeless/geometry/se3.hpp>
#include <tapeless/geometry/so3.hpp>
