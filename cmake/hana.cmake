# SPDX-License-Identifier: BSL-1.0

# Boost.Hana for a target: a target of Boost's own packages, else the headers where the compiler finds them.
# `form` says how the target is linked, with % in place of its name.
function(tapeless_link_hana target form)
  if(NOT TARGET Boost::hana AND NOT TARGET Boost::headers)
    find_package(Boost CONFIG QUIET)
  endif()
  foreach(candidate Boost::hana Boost::headers Boost::boost)
    if(TARGET ${candidate})
      string(REPLACE "%" ${candidate} item "${form}")
      target_link_libraries(${target} INTERFACE ${item})
      return()
    endif()
  endforeach()
  find_path(TAPELESS_HANA_INCLUDE_DIR boost/hana.hpp)
  mark_as_advanced(TAPELESS_HANA_INCLUDE_DIR)
  if(NOT TAPELESS_HANA_INCLUDE_DIR)
    message(FATAL_ERROR "Tapeless needs the headers of Boost.Hana (Debian and Ubuntu: libboost-dev); "
      "if they are somewhere unusual, set TAPELESS_HANA_INCLUDE_DIR to the directory that holds boost/hana.hpp.")
  endif()
  string(REPLACE "%" "${TAPELESS_HANA_INCLUDE_DIR}" item "${form}")
  target_include_directories(${target} SYSTEM INTERFACE "${item}")
endfunction()
