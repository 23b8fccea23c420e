lisiere_bench(demo DEPS demo_town engine_access engine_census io_layers io_gtfs io_osm io_tiles)
