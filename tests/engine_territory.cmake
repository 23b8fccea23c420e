lisiere_test(engine/territory DEPS engine_territory SOURCES lineage_test.cpp locate_test.cpp perimeter_test.cpp sectors_test.cpp)
