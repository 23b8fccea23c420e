# SPDX-License-Identifier: Apache-2.0
lisiere_test(io/compare DEPS io_compare LIBS fmt::fmt SOURCES rules_test.cpp sentences_test.cpp)
