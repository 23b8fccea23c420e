lisiere_test(io/serve DEPS io_serve test_program SOURCES headers_test.cpp http_client.cpp http_conditions_test.cpp http_range_test.cpp server_test.cpp site_test.cpp)
