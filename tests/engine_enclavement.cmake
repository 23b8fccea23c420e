# SPDX-License-Identifier: Apache-2.0
lisiere_test(engine/enclavement DEPS engine_enclavement test_support test_feed
             SOURCES access_lost_test.cpp barriers_test.cpp crossings_test.cpp detour_test.cpp distribution_test.cpp enclavement_test.cpp from_access_test.cpp gates_test.cpp index_test.cpp interchanges_test.cpp network_form_test.cpp other_thresholds_test.cpp
                     pedshed_test.cpp planted_towns_test.cpp random_towns_test.cpp segments_test.cpp sobol_test.cpp surroundings_test.cpp tram_stop_test.cpp uncertainty_test.cpp)
