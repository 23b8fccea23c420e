lisiere_test(io/base DEPS io_base SOURCES csv_test.cpp csv_number_test.cpp encoding_test.cpp)
