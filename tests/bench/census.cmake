find_package(GDAL REQUIRED)  # to read the real layers when they are there
lisiere_bench(census DEPS engine_census io_gdal LIBS GDAL::GDAL)
