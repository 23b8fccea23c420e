lisiere_test(io/gtfs DEPS io_gtfs test_feed SOURCES read_timetable_test.cpp)
