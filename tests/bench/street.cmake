# SPDX-License-Identifier: Apache-2.0
lisiere_bench(street DEPS engine_street io_osm)
