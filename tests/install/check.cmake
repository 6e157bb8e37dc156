# SPDX-License-Identifier: BSL-1.0
# cmake -DWAY=find_package|add_subdirectory -DSOURCE=<checkout> -DBUILD=<its build> -DCOMPILER= -DGENERATOR= -P <this>
set(here ${BUILD}/tests/install/${WAY})
file(REMOVE_RECURSE ${here})

if(WAY STREQUAL find_package)
  execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${here}/prefix
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  set(how -DCMAKE_PREFIX_PATH=${here}/prefix -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
else()
  set(how -DTAPELESS_SOURCE=${SOURCE})
endif()
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${here}/build -G ${GENERATOR}
    -DCMAKE_CXX_COMPILER=${COMPILER} ${how}
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${here}/build COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${here}/build/consumer COMMAND_ERROR_IS_FATAL ANY)
