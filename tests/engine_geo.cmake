lisiere_test(engine/geo DEPS engine_geo
  SOURCES lines_test.cpp measure_test.cpp orientation_test.cpp overlay_test.cpp shape_locator_test.cpp shared_area_test.cpp simplify_test.cpp spatial_index_test.cpp)
