lisiere_test(io/pipeline DEPS io_pipeline SOURCES cache_folder_test.cpp served_steps_test.cpp territory_folder_test.cpp)
