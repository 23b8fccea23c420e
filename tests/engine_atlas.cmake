lisiere_test(engine/atlas DEPS engine_atlas test_support test_feed SOURCES analyse_test.cpp calibrate_test.cpp enclosure_layers_test.cpp gains_test.cpp kept_steps_test.cpp table_builder_test.cpp)
