# SPDX-License-Identifier: Apache-2.0
lisiere_test(engine/scenario DEPS engine_scenario test_support SOURCES ways_test.cpp)
