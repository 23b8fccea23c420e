find_package(nlohmann_json REQUIRED)
find_package(pugixml REQUIRED)
lisiere_test(io/catalogue DEPS io_catalogue test_program LIBS nlohmann_json::nlohmann_json pugixml::pugixml
  SOURCES dcat_test.cpp products_test.cpp write_catalogue_test.cpp)
# The demonstration's record against shapes written from the profile: a validator from npm, installed once beside the build.
if(LISIERE_TESTS)
  add_test(NAME io/catalogue/shacl COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}/io/catalogue
           -DBUILD=${PROJECT_BINARY_DIR}/shacl -DNPM=${LISIERE_NPM} -DNODE=${LISIERE_NODE} -DPROGRAM=$<TARGET_FILE:lisiere>
           -DDEMO=${PROJECT_SOURCE_DIR}/examples/demo.toml -P ${CMAKE_CURRENT_SOURCE_DIR}/io/catalogue/shacl.cmake)
  set_tests_properties(io/catalogue/shacl PROPERTIES LABELS program SKIP_REGULAR_EXPRESSION "^skipped|\nskipped" TIMEOUT 900)
endif()
