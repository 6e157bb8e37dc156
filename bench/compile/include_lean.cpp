// SPDX-License-Identifier: BSL-1.0
// What does the part of it cost that arithmetic, sums, products of matrices and gradients need?
#ifdef BLOCK
#include <tapeless/lean.hpp>
#endif
