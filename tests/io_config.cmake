lisiere_test(io/config DEPS io_config SOURCES read_config_test.cpp read_context_test.cpp read_refresh_test.cpp)
