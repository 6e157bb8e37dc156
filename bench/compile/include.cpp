// SPDX-License-Identifier: BSL-1.0
// What does the library cost before any formula?
#ifdef BLOCK
#include <tapeless/tapeless.hpp>
#endif
