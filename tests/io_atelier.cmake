# The atelier: what is drawn, and the same scenarios through `lisiere scenario`.
lisiere_test(io/atelier DEPS io_atelier test_program LIBS nlohmann_json::nlohmann_json fmt::fmt SOURCES equality_test.cpp hostile_test.cpp job_queue_test.cpp kept_test.cpp recent_memo_test.cpp request_test.cpp ../serve/http_client.cpp)
if(LISIERE_TESTS)
  # Five hundred random scenarios, some twenty minutes. ctest -C scenarios -L scenarios
  add_test(NAME scenarios COMMAND test_io_atelier "the atelier says what lisiere scenario publishes*" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} CONFIGURATIONS scenarios)
  set_tests_properties(scenarios PROPERTIES LABELS scenarios ENVIRONMENT LISIERE_SCENARIOS=500 TIMEOUT 7200)
endif()
