lisiere_bench(transit DEPS engine_transit io_gtfs)
