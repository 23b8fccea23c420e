lisiere_test(engine/core DEPS engine_core SOURCES bytes_test.cpp digest_test.cpp maybe_test.cpp notice_test.cpp parallel_test.cpp)
