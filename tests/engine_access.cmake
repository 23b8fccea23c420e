# SPDX-License-Identifier: Apache-2.0
lisiere_test(engine/access DEPS engine_access test_support test_feed
             SOURCES bord_test.cpp catchment_test.cpp cell_group_test.cpp counted_supply_test.cpp decay_test.cpp
                     destination_times_test.cpp floating_catchment_test.cpp inequality_test.cpp nth_nearest_test.cpp
                     opportunities_test.cpp perimeter_access_test.cpp rides_to_test.cpp service_times_test.cpp
                     site_search_test.cpp street_times_test.cpp stretches_test.cpp supply_index_test.cpp supply_law_test.cpp supply_test.cpp
                     same_facility_scale_test.cpp same_facility_test.cpp ties_test.cpp transit_catchment_test.cpp transit_network_test.cpp walk_tree_test.cpp widened_test.cpp)
