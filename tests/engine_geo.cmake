lisiere_test(engine/geo DEPS engine_geo SOURCES overlay_test.cpp simplify_test.cpp)
