find_package(GDAL REQUIRED)  # to read the real layers when they are there
lisiere_bench(census DEPS engine_census io_layers LIBS GDAL::GDAL)
# Our side of peers/overlay.sh.
add_executable(overlay_peer bench/overlay_peer.cpp)
target_link_libraries(overlay_peer PRIVATE lisiere_engine_census lisiere_io_layers GDAL::GDAL fmt::fmt lisiere_warnings)
target_compile_definitions(overlay_peer PRIVATE LISIERE_ROOT="${PROJECT_SOURCE_DIR}")
