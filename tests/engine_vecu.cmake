# SPDX-License-Identifier: Apache-2.0
lisiere_test(engine/vecu DEPS engine_vecu
             SOURCES areas_test.cpp bands_test.cpp local_list_test.cpp reduced_vat_test.cpp visits_test.cpp)
