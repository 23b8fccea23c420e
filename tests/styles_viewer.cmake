# The web map: its modules in node, the demonstration's map in Debian's chromium, and what is said where it cannot be bundled.
if(LISIERE_TESTS)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/styles/viewer)
  if(LISIERE_NODE)
    add_test(NAME styles/viewer COMMAND ${LISIERE_NODE} --test ${folder}/modules.test.mjs)
    add_test(NAME styles/viewer/browser COMMAND ${LISIERE_NODE} ${folder}/browser.test.mjs $<TARGET_FILE:lisiere>
             ${PROJECT_SOURCE_DIR}/examples/demo.toml ${PROJECT_BINARY_DIR}/viewer/node_modules
             ${PROJECT_BINARY_DIR}/viewer/test)
    add_test(NAME styles/viewer/atelier COMMAND ${LISIERE_NODE} ${folder}/atelier.test.mjs $<TARGET_FILE:lisiere>
             ${PROJECT_SOURCE_DIR}/examples/demo.toml ${PROJECT_BINARY_DIR}/viewer/node_modules
             ${PROJECT_BINARY_DIR}/viewer/test-atelier)
  else()
    # Told as skipped, never left out of the list.
    foreach(name styles/viewer styles/viewer/browser styles/viewer/atelier)
      add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -E echo "skipped: node is not installed")
      set_tests_properties(${name} PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped")
    endforeach()
  endif()
  add_test(NAME styles/viewer/absent COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR}/styles/viewer -DNODE=${LISIERE_NODE}
           -DWORK=${PROJECT_BINARY_DIR}/viewer/test-absent -P ${folder}/absent.cmake)
  set_tests_properties(styles/viewer styles/viewer/browser styles/viewer/atelier styles/viewer/absent PROPERTIES LABELS program)
  set_tests_properties(styles/viewer/browser styles/viewer/atelier PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900)
endif()
