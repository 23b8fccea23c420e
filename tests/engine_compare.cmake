# SPDX-License-Identifier: Apache-2.0
lisiere_test(engine/compare DEPS engine_compare SOURCES causes_test.cpp compare_test.cpp figures_test.cpp line_changes_test.cpp pair_perimeters_test.cpp places_test.cpp)
