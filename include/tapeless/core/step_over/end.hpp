// SPDX-License-Identifier: BSL-1.0
#if defined __clang__
#pragma clang attribute pop
#endif
