find_package(GDAL REQUIRED)
lisiere_test(io/workbook DEPS io_workbook test_program LIBS GDAL::GDAL SOURCES make_sheets_test.cpp write_workbook_test.cpp)
