lisiere_test(engine/core DEPS engine_core SOURCES archive_test.cpp bytes_test.cpp digest_test.cpp disjoint_sets_test.cpp step_test.cpp maybe_test.cpp notice_test.cpp parallel_test.cpp)
