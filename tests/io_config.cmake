lisiere_test(io/config DEPS io_config LIBS tomlplusplus::tomlplusplus SOURCES keys_test.cpp random_config_test.cpp read_config_test.cpp read_context_test.cpp read_refresh_test.cpp)
