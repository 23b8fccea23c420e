find_package(PkgConfig REQUIRED)
pkg_check_modules(cairo REQUIRED cairo)
lisiere_test(io/map DEPS io_map LIBS ${cairo_LIBRARIES}
  SOURCES book_test.cpp contents_test.cpp figures_test.cpp labels_test.cpp legend_test.cpp lines_test.cpp map_view_test.cpp number_places_test.cpp placed_rows_test.cpp print_atlas_test.cpp sanitizer.cpp)
if(LISIERE_TESTS)
  # Not its flags: -pthread would not fit the precompiled header that all tests share.
  target_include_directories(test_io_map PRIVATE ${cairo_INCLUDE_DIRS})
endif()
