find_package(LibArchive REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)
find_package(ZLIB REQUIRED)
if(LISIERE_TESTS)
  # A server that answers by a script: also for the tests of whoever fetches.
  add_library(lisiere_test_server STATIC support/scripted_server.cpp)
  target_include_directories(lisiere_test_server PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(lisiere_test_server PUBLIC Threads::Threads PRIVATE OpenSSL::SSL OpenSSL::Crypto lisiere_warnings)
endif()
lisiere_test(io/fetch DEPS io_fetch test_server LIBS LibArchive::LibArchive ZLIB::ZLIB
  SOURCES archive_test.cpp content_kind_test.cpp credentials_test.cpp fetch_test.cpp local_source_test.cpp redirect_test.cpp
          resume_test.cpp store_test.cpp url_test.cpp)
