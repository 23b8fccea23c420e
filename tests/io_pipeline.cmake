lisiere_test(io/pipeline DEPS io_pipeline SOURCES cache_folder_test.cpp cut_columns_test.cpp extent_test.cpp find_perimeter_test.cpp territory_folder_test.cpp tile_layers_test.cpp)
