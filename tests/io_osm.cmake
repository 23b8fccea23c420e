# SPDX-License-Identifier: Apache-2.0
lisiere_test(io/osm DEPS io_osm SOURCES read_streets_test.cpp)
