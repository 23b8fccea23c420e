find_package(SQLite3 REQUIRED)
lisiere_test(io/edition DEPS io_edition LIBS SQLite::SQLite3 SOURCES document_templates_test.cpp tile_layers_test.cpp carrier_test.cpp database_test.cpp output_folder_test.cpp place_test.cpp up_to_date_test.cpp)
