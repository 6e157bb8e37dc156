// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <Sacado_ConfigDefs.h>
// Number types only, without Trilinos' parallel machinery, whose headers ask for MPI.
#undef HAVE_SACADO_KOKKOSCORE
#undef HAVE_SACADO_TEUCHOSKOKKOSCOMM
#undef HAVE_SACADO_VIEW_SPEC
#include <Sacado_No_Kokkos.hpp>
