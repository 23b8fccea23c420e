find_package(PkgConfig REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)  # tests write zips of their own
lisiere_test(io/gtfs DEPS io_gtfs test_feed LIBS PkgConfig::libzip
  SOURCES blow_up_test.cpp feed_files_test.cpp inspect_test.cpp quirks_test.cpp read_timetable_test.cpp real_feeds_test.cpp real_journeys_test.cpp service_test.cpp)
