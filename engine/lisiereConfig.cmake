# SPDX-License-Identifier: Apache-2.0
include(CMakeFindDependencyMacro)
find_dependency(Threads)
find_dependency(fmt)
find_dependency(GEOS)
include(${CMAKE_CURRENT_LIST_DIR}/lisiereTargets.cmake)
