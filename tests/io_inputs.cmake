lisiere_test(io/inputs DEPS io_inputs SOURCES cut_columns_test.cpp extent_test.cpp find_perimeter_test.cpp input_summary_test.cpp)
