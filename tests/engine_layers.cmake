lisiere_test(engine/layers DEPS engine_layers test_support test_feed SOURCES bands_layer_test.cpp compared_test.cpp enclosure_layers_test.cpp frequentations_test.cpp gains_test.cpp zones_test.cpp)
