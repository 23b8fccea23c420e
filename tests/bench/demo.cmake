lisiere_bench(demo DEPS demo_town engine_access engine_census io_gdal io_gtfs io_osm io_tiles)
