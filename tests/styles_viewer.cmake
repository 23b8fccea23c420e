# The web map: its modules in node, then the demonstration's map in Debian's chromium.
if(LISIERE_TESTS AND TARGET lisiere_viewer)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/styles/viewer)
  add_test(NAME styles/viewer COMMAND ${LISIERE_NODE} --test ${folder}/modules.test.mjs)
  add_test(NAME styles/viewer/browser COMMAND ${LISIERE_NODE} ${folder}/browser.test.mjs $<TARGET_FILE:lisiere>
           ${PROJECT_SOURCE_DIR}/examples/demo.toml ${PROJECT_BINARY_DIR}/viewer/node_modules
           ${PROJECT_BINARY_DIR}/viewer/test)
  set_tests_properties(styles/viewer styles/viewer/browser PROPERTIES LABELS program)
  set_tests_properties(styles/viewer/browser PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900)
endif()
