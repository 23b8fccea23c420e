# The program run as a user would, in scratch folders.
if(LISIERE_TESTS)
  add_library(lisiere_test_program STATIC support/program.cpp support/hamlet.cpp)
  target_link_libraries(lisiere_test_program PUBLIC lisiere_io_base fmt::fmt PRIVATE lisiere_warnings)
  target_compile_definitions(lisiere_test_program PRIVATE LISIERE_PROGRAM="$<TARGET_FILE:lisiere>")
  add_dependencies(lisiere_test_program lisiere)
endif()
find_package(SQLite3 REQUIRED)
lisiere_test(io/cli DEPS test_program LIBS SQLite::SQLite3 nlohmann_json::nlohmann_json SOURCES access_test.cpp census_mistakes_test.cpp explain_test.cpp golden_test.cpp kept_test.cpp locate_test.cpp mistakes_test.cpp reasons_test.cpp secrecy_test.cpp streets_test.cpp timetables_test.cpp verbs_test.cpp)
