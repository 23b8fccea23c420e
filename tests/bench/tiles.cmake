find_package(GDAL REQUIRED)  # to read the real perimeters when they are there
lisiere_bench(tiles DEPS io_tiles io_gdal LIBS GDAL::GDAL)
# Our side of peers/tiles.sh.
add_executable(tiles_peer bench/tiles_peer.cpp)
target_link_libraries(tiles_peer PRIVATE lisiere_io_tiles lisiere_io_gdal GDAL::GDAL lisiere_warnings)
