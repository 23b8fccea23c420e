# SPDX-License-Identifier: Apache-2.0
lisiere_test(engine/scenario DEPS engine_scenario test_support SOURCES closures_test.cpp facilities_test.cpp lines_test.cpp ties_kept_test.cpp ways_test.cpp)
