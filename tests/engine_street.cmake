# SPDX-License-Identifier: Apache-2.0
# Towns drawn in text, for every test that needs streets: `DEPS test_support`, tests/support/town.hpp.
if(LISIERE_TESTS)
  add_library(lisiere_test_support STATIC support/town.cpp)
  target_link_libraries(lisiere_test_support PUBLIC lisiere_engine_street PRIVATE lisiere_warnings)
endif()

lisiere_test(engine/street DEPS engine_street test_support
             SOURCES build_test.cpp graph_digest_test.cpp hierarchy_test.cpp nearest_test.cpp path_test.cpp ranked_test.cpp reach_test.cpp relief_test.cpp snap_test.cpp street_graph_test.cpp stretch_test.cpp town_test.cpp)
