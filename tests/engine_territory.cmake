lisiere_test(engine/territory DEPS engine_territory SOURCES perimeter_test.cpp)
