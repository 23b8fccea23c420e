find_package(GDAL REQUIRED)  # the bridge's test speaks to OGR
lisiere_test(io/gdal DEPS io_gdal io_layers LIBS GDAL::GDAL fmt::fmt
  SOURCES code_text_test.cpp dataset_files_test.cpp geometry_bridge_test.cpp projector_test.cpp read_context_test.cpp read_geopackage_test.cpp read_layer_test.cpp read_relief_test.cpp real_data_test.cpp session_test.cpp write_geopackage_test.cpp)
