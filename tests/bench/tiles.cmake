find_package(GDAL REQUIRED)  # to read the real perimeters when they are there
lisiere_bench(tiles DEPS io_tiles io_gdal LIBS GDAL::GDAL)
