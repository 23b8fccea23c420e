lisiere_test(engine/territory DEPS engine_territory SOURCES locate_test.cpp perimeter_test.cpp)
