# SPDX-License-Identifier: Apache-2.0
lisiere_test(engine/access DEPS engine_access test_support
             SOURCES bord_test.cpp catchment_test.cpp cell_group_test.cpp decay_test.cpp opportunities_test.cpp
                     perimeter_access_test.cpp site_search_test.cpp ties_test.cpp walk_tree_test.cpp)
