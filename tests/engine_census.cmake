find_package(GDAL REQUIRED)  # the real layers of Paris, when they are there
lisiere_test(engine/census DEPS engine_census io_gdal LIBS GDAL::GDAL fmt::fmt
  SOURCES apportion_test.cpp attack_test.cpp cell_cover_test.cpp cells_test.cpp covered_ground_test.cpp composite_test.cpp rounding_test.cpp comparisons_test.cpp errors_test.cpp estimations_test.cpp indicator_test.cpp comparison_laws_test.cpp intervals_test.cpp communes_of_test.cpp
    official_test.cpp overlap_test.cpp overlays_test.cpp paris_oracle_test.cpp
    plausibility_test.cpp residences_test.cpp secrecy_test.cpp suppression_test.cpp
    whole_communes_test.cpp zone_values_test.cpp)
