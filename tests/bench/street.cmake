# SPDX-License-Identifier: Apache-2.0
lisiere_bench(street DEPS engine_street io_osm)

# Our side of peers/street.sh: writes the streets and the questions to files, answers them, says how long.
add_executable(street_ours bench/peers/street_ours.cpp)
target_link_libraries(street_ours PRIVATE lisiere_engine_street lisiere_io_osm lisiere_warnings)
target_compile_definitions(street_ours PRIVATE LISIERE_ROOT="${PROJECT_SOURCE_DIR}")
