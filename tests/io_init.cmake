lisiere_test(io/init DEPS io_init LIBS fmt::fmt SOURCES catalogue_test.cpp files_test.cpp recognise_test.cpp)
