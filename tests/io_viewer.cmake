find_package(nlohmann_json REQUIRED)
lisiere_test(io/viewer DEPS io_viewer test_program LIBS nlohmann_json::nlohmann_json SOURCES edition_data_test.cpp measure_data_test.cpp write_scenario_map_test.cpp write_viewer_test.cpp)
