# The program run as a user would, in scratch folders.
if(LISIERE_TESTS)
  add_library(lisiere_test_program STATIC support/program.cpp support/hamlet.cpp support/demo.cpp)
  target_link_libraries(lisiere_test_program PUBLIC lisiere_io_base fmt::fmt PRIVATE lisiere_warnings)
  target_compile_definitions(lisiere_test_program PRIVATE LISIERE_PROGRAM="$<TARGET_FILE:lisiere>" LISIERE_ROOT="${PROJECT_SOURCE_DIR}")
  add_dependencies(lisiere_test_program lisiere)
endif()
find_package(EXPAT REQUIRED)
find_package(GDAL REQUIRED)
find_package(SQLite3 REQUIRED)
lisiere_test(io/cli ARGS "~[qgis]" DEPS test_program test_server io_report io_style LIBS LibArchive::LibArchive SQLite::SQLite3 nlohmann_json::nlohmann_json GDAL::GDAL EXPAT::EXPAT SOURCES access_test.cpp additions_test.cpp catalogue_test.cpp census_mistakes_test.cpp compare_test.cpp context_test.cpp distribution_test.cpp enclosure_test.cpp explain_test.cpp folder_test.cpp golden_test.cpp hostile_test.cpp hostile_texts_test.cpp init_test.cpp kept_test.cpp locate_test.cpp manual_test.cpp metadata_test.cpp memory_test.cpp mistakes_test.cpp print_test.cpp qgis_test.cpp reasons_test.cpp refresh_test.cpp same_portrait_test.cpp scenario_mistakes_test.cpp scenario_test.cpp secrecy_test.cpp stops_test.cpp streams_test.cpp streets_test.cpp tiles_test.cpp timetables_test.cpp untimed_stops_test.cpp verbs_test.cpp web_map_test.cpp workbook_test.cpp year_test.cpp)
if(LISIERE_TESTS)
  target_compile_definitions(test_io_cli PRIVATE LISIERE_PROGRAM="$<TARGET_FILE:lisiere>")
  # Many moments of kill and full disk: minutes. ctest -C chaos -L chaos
  add_test(NAME chaos COMMAND test_io_cli "[stops]" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} CONFIGURATIONS chaos)
  # Twelve months, from a server that breaks and recovers: a minute or two. ctest -C annee -L annee
  add_test(NAME annee COMMAND test_io_cli "[year]" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} CONFIGURATIONS annee)
  set_tests_properties(annee PROPERTIES LABELS annee ENVIRONMENT LISIERE_JOURNAL=1 TIMEOUT 3600)
  set_tests_properties(chaos PROPERTIES LABELS chaos ENVIRONMENT LISIERE_MOMENTS=50 TIMEOUT 3600)
  # Apart, so that CTest tells them as skipped where Debian's QGIS or GDAL's validator is not installed.
  add_test(NAME io/cli/qgis COMMAND test_io_cli "[qgis]" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(io/cli/qgis PROPERTIES LABELS program SKIP_REGULAR_EXPRESSION "absent : ")
endif()
