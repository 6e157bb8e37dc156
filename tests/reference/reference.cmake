# SPDX-License-Identifier: BSL-1.0
# reference/: what PyTorch gives. One runner generates, compiles and runs programs of some cases each, in minutes,
# so that other builds do not; then each case is a test of its own. Other cases of the same schema:
# -DTAPELESS_REFERENCE_DATA=<folder>.
option(TAPELESS_REFERENCE "Compare with reference values, which takes minutes" ON)
set(TAPELESS_REFERENCE_DATA ${CMAKE_CURRENT_SOURCE_DIR}/reference/data CACHE PATH "A folder of reference cases")
if(TAPELESS_REFERENCE)
  set(results ${CMAKE_CURRENT_BINARY_DIR}/reference)
  add_script_test(reference reference reference/run.py ${compiler_arguments} --data ${TAPELESS_REFERENCE_DATA}
    --results ${results})
  set_tests_properties(reference PROPERTIES TIMEOUT 3000 RUN_SERIAL ON FIXTURES_SETUP reference)
  file(GLOB_RECURSE cases RELATIVE ${TAPELESS_REFERENCE_DATA} CONFIGURE_DEPENDS ${TAPELESS_REFERENCE_DATA}/*.json)
  list(REMOVE_ITEM cases index.json)
  list(TRANSFORM cases PREPEND reference/ OUTPUT_VARIABLE names)
  foreach(case name IN ZIP_LISTS cases names)
    add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -DVERDICT=${results}/${case}.txt
      -P ${CMAKE_CURRENT_SOURCE_DIR}/reference/verdict.cmake)
  endforeach()
  if(names)
    set_tests_properties(${names} PROPERTIES LABELS reference FIXTURES_REQUIRED reference)
  endif()
endif()
