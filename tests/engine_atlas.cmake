lisiere_test(engine/atlas DEPS engine_atlas test_support SOURCES analyse_test.cpp table_builder_test.cpp)
