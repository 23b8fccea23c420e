lisiere_test(engine/census DEPS engine_census SOURCES overlap_test.cpp)
