# Feeds typed as text inside tests; also for the tests of other folders (DEPS test_feed).
if(LISIERE_TESTS)
  add_library(lisiere_test_feed STATIC support/feed.cpp)
  target_link_libraries(lisiere_test_feed PUBLIC lisiere_io_gtfs PRIVATE lisiere_warnings)
endif()
lisiere_test(engine/transit DEPS engine_transit test_feed SOURCES coverage_test.cpp desserte_test.cpp directions_test.cpp grouping_test.cpp holidays_test.cpp journey_test.cpp raptor_test.cpp repeats_test.cpp service_day_test.cpp untimed_test.cpp)
