# SPDX-License-Identifier: Apache-2.0
# cmake -DBUILD=<build folder> -DSOURCE=<tests/consumer> -DWORK=<scratch> -P run.cmake
cmake_minimum_required(VERSION 3.25)
function(step)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGV}\n${out}")
  endif()
endfunction()
file(REMOVE_RECURSE ${WORK})
step(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
step(${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/prefix)
step(${CMAKE_COMMAND} --build ${WORK}/build)
step(${WORK}/build/consumer)
# The program finds its reference tables beside it.
step(${WORK}/prefix/bin/lisiere --version)
