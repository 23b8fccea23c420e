# Independent readers of what is written: GDAL, SQLite, zlib, a JSON parser.
find_package(GDAL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(nlohmann_json REQUIRED)
lisiere_test(io/tiles DEPS io_tiles io_gdal LIBS SQLite::SQLite3 ZLIB::ZLIB nlohmann_json::nlohmann_json GDAL::GDAL
  SOURCES clip_test.cpp full_tile_test.cpp gdal_reads_test.cpp grid_test.cpp mvt_test.cpp real_neighbours_test.cpp write_tiles_test.cpp)
