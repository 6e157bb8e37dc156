// SPDX-License-Identifier: BSL-1.0
// From here to end.hpp, included after all other headers: code over which debuggers step. A formula becomes
// thousands of inlined functions, each with scopes, parameters and places of values; to clang they are the
// line of the user that evaluates it. g++ has no word for this.
#if defined __clang__
#pragma clang attribute push(__attribute__((nodebug)), \
    apply_to = any(hasType(functionType), variable(unless(is_parameter))))
#endif
