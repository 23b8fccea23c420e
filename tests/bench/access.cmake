lisiere_bench(access DEPS engine_access io_osm io_gtfs io_layers)
