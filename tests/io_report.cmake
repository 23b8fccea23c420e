lisiere_test(io/report DEPS io_report SOURCES content_hash_test.cpp html_report_test.cpp iso_metadata_test.cpp markdown_test.cpp notice_table_test.cpp portrait_document_test.cpp tables_test.cpp)
