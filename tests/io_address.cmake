lisiere_test(io/address DEPS io_address test_program SOURCES address_words_test.cpp gazetteer_test.cpp)
