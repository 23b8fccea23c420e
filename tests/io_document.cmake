find_package(nlohmann_json REQUIRED)
find_package(pugixml REQUIRED)
lisiere_test(io/document DEPS io_document LIBS nlohmann_json::nlohmann_json pugixml::pugixml SOURCES fill_test.cpp template_test.cpp)
