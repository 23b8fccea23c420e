lisiere_test(io/locate DEPS io_locate test_program SOURCES address_words_test.cpp gazetteer_test.cpp)
