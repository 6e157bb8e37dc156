# SPDX-License-Identifier: BSL-1.0
# reference/: what PyTorch gives, one program for some cases each. The runner compiles them, in minutes, so that
# other builds do not. Other cases of the same schema: -DTAPELESS_REFERENCE_DATA=<folder>.
option(TAPELESS_REFERENCE "Compare with reference values, which takes minutes" ON)
set(TAPELESS_REFERENCE_DATA ${CMAKE_CURRENT_SOURCE_DIR}/reference/data CACHE PATH "A folder of reference cases")
if(TAPELESS_REFERENCE)
  add_script_test(reference reference reference/run.py ${compiler_arguments} --data ${TAPELESS_REFERENCE_DATA})
  set_tests_properties(reference PROPERTIES TIMEOUT 1500 RUN_SERIAL ON)
endif()
