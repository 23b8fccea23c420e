lisiere_test(io/layers DEPS io_layers LIBS fmt::fmt
  SOURCES epci_codes_test.cpp perimeter_list_test.cpp read_buildings_test.cpp read_census_test.cpp read_facilities_test.cpp read_lines_test.cpp read_local_test.cpp read_perimeters_test.cpp read_population_test.cpp read_stops_test.cpp)
