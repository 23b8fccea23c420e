lisiere_test(engine/census DEPS engine_census SOURCES apportion_test.cpp overlap_test.cpp population_test.cpp)
