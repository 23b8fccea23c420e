lisiere_test(io/map DEPS io_map SOURCES figures_test.cpp map_view_test.cpp print_atlas_test.cpp sanitizer.cpp)
