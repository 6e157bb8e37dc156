# SPDX-License-Identifier: BSL-1.0
include(${CMAKE_CURRENT_LIST_DIR}/tapelessTargets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/hana.cmake)
tapeless_link_hana(tapeless::tapeless "%")
