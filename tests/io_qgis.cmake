# The QGIS plugin: what of it knows no QGIS, its package; and, minutes, each algorithm in real QGIS.  ctest -C greffon -L greffon
if(LISIERE_TESTS)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/io/qgis)
  find_program(LISIERE_PYTHON3 python3 PATHS /usr/bin NO_DEFAULT_PATH)  # the one that Debian's QGIS is for
  if(LISIERE_PYTHON3)
    add_test(NAME io/qgis COMMAND ${LISIERE_PYTHON3} ${folder}/words_test.py ${PROJECT_SOURCE_DIR}/io/qgis/lisiere)
    add_test(NAME io/qgis/package COMMAND ${LISIERE_PYTHON3} ${folder}/package_test.py ${PROJECT_BINARY_DIR}/qgis/lisiere-qgis.zip)
    set_tests_properties(io/qgis io/qgis/package PROPERTIES LABELS program)
    set_tests_properties(io/qgis/package PROPERTIES SKIP_RETURN_CODE 77)
    add_test(NAME greffon COMMAND ${LISIERE_PYTHON3} ${folder}/plugin_test.py $<TARGET_FILE:lisiere> ${PROJECT_BINARY_DIR}/qgis
             ${PROJECT_SOURCE_DIR}/examples/demo.toml CONFIGURATIONS greffon)
    set_tests_properties(greffon PROPERTIES LABELS greffon TIMEOUT 1800 SKIP_RETURN_CODE 77)
  endif()
endif()
