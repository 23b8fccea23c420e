find_package(nlohmann_json REQUIRED)
lisiere_test(io/style DEPS io_style LIBS nlohmann_json::nlohmann_json
  SOURCES check_styles_test.cpp column_texts_test.cpp context_styles_test.cpp covered_test.cpp mapnik_style_test.cpp measures_test.cpp product_words_test.cpp products_agree_test.cpp qgis_project_test.cpp
  read_styles_test.cpp reference_name_test.cpp style_classes_test.cpp)
