// SPDX-License-Identifier: BSL-1.0
#include "../common/contender.hpp"
#if BATCH == 1
#include "single.hpp"
static void compute(input const& in, output& out) { single(in, out); }
#else
#include "batched.hpp"
static void compute(input const& in, output& out) { batched(in, out); }
#endif
static contender const hand_simd = entrant<compute>("hand_simd");
