lisiere_bench(transit DEPS engine_transit io_gtfs)
# Our side of peers/transit.sh.
add_executable(transit_peer bench/transit_peer.cpp)
target_link_libraries(transit_peer PRIVATE lisiere_engine_transit lisiere_io_gtfs fmt::fmt lisiere_warnings)
target_compile_definitions(transit_peer PRIVATE LISIERE_ROOT="${PROJECT_SOURCE_DIR}")
