# SPDX-License-Identifier: Apache-2.0
lisiere_test(io/osm DEPS io_osm
             SOURCES inspect_test.cpp read_barriers_test.cpp read_pois_test.cpp read_streets_test.cpp)
