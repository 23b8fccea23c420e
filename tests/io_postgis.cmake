lisiere_test(io/postgis ARGS "~[base]" DEPS io_postgis test_program LIBS SQLite::SQLite3 SOURCES copy_text_test.cpp geopackage_tables_test.cpp publication_test.cpp views_test.cpp)
# A server of its own in a scratch folder, with PostGIS: postgresql-15 and postgresql-15-postgis-3 of Debian.  ctest -C postgis -L postgis
if(LISIERE_TESTS)
  add_test(NAME postgis COMMAND test_io_postgis "[base]" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} CONFIGURATIONS postgis)
  set_tests_properties(postgis PROPERTIES LABELS postgis TIMEOUT 1800 SKIP_REGULAR_EXPRESSION "absent : ")
endif()
