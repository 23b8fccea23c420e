lisiere_test(engine/census DEPS engine_census 
  SOURCES apportion_test.cpp cells_test.cpp indicator_test.cpp overlap_test.cpp secrecy_test.cpp)
