# SPDX-License-Identifier: Apache-2.0
lisiere_test(engine/enclavement DEPS engine_enclavement test_support
             SOURCES barriers_test.cpp crossings_test.cpp detour_test.cpp pedshed_test.cpp segments_test.cpp)
