find_package(tomlplusplus REQUIRED)
lisiere_test(io/init DEPS io_init LIBS fmt::fmt tomlplusplus::tomlplusplus SOURCES arrange_test.cpp catalogue_test.cpp files_test.cpp recognise_test.cpp)
