# SPDX-License-Identifier: BSL-1.0
# Passes where the runner says that a case passed, or deviates as listed:  cmake -DVERDICT=<file> -P verdict.cmake
if(NOT EXISTS ${VERDICT})
  message(FATAL_ERROR "the runner did not come to this case")
endif()
file(READ ${VERDICT} verdict)
if(NOT verdict MATCHES "^(passed|deviates)")
  message(FATAL_ERROR "${verdict}")
endif()
message(STATUS "${verdict}")
