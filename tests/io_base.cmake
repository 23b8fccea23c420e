lisiere_test(io/base DEPS io_base SOURCES categories_test.cpp csv_fuzz_test.cpp csv_test.cpp csv_number_test.cpp csv_stream_test.cpp encoding_test.cpp names_test.cpp reference_test.cpp)
