lisiere_test(engine/core DEPS engine_core SOURCES maybe_test.cpp notice_test.cpp parallel_test.cpp)
