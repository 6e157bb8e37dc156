// SPDX-License-Identifier: BSL-1.0
#pragma once

/// How often this program has asked for heap memory so far, by malloc and its kin or by operator new.
long long allocations();
