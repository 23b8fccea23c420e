find_package(PkgConfig REQUIRED)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo)
lisiere_test(io/map DEPS io_map LIBS PkgConfig::pangocairo
  SOURCES figures_test.cpp labels_test.cpp legend_test.cpp map_view_test.cpp print_atlas_test.cpp sanitizer.cpp)
