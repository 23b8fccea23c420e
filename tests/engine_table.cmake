lisiere_test(engine/table DEPS engine_table SOURCES table_builder_test.cpp)
