lisiere_test(io/style DEPS io_style SOURCES column_texts_test.cpp)
