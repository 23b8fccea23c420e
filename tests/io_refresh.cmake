find_package(LibArchive REQUIRED)
lisiere_test(io/refresh DEPS io_refresh LIBS LibArchive::LibArchive nlohmann_json::nlohmann_json
  SOURCES atom_feed_test.cpp drift_test.cpp durable_test.cpp history_test.cpp hook_test.cpp place_source_test.cpp refresh_folder_test.cpp
          retention_test.cpp)
