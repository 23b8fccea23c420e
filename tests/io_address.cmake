find_package(nlohmann_json REQUIRED)
lisiere_test(io/address DEPS io_address test_program LIBS nlohmann_json::nlohmann_json SOURCES address_index_test.cpp gazetteer_test.cpp)
