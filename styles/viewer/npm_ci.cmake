# SPDX-License-Identifier: Apache-2.0
# npm_ci(SOURCE BUILD NPM TIMEOUT): the packages that SOURCE/package-lock.json locks, in BUILD/node_modules; nothing to do when
# they are there. Sets npm_failed (empty when all is well), npm_said and npm_why. A proxy that answers nothing must not hold a
# build for the five minutes that npm gives each request.
function(npm_ci source build npm timeout)
  set(npm_failed "" PARENT_SCOPE)
  file(MAKE_DIRECTORY ${build})
  foreach(file package.json package-lock.json .npmrc)
    file(COPY_FILE ${source}/${file} ${build}/${file} ONLY_IF_DIFFERENT)
  endforeach()
  file(SHA256 ${build}/package-lock.json locked)
  set(installed "")
  if(EXISTS ${build}/node_modules/.lisiere)
    file(READ ${build}/node_modules/.lisiere installed)
  endif()
  if(installed STREQUAL locked)
    return()
  endif()
  execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=60000
                  WORKING_DIRECTORY ${build} RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE why TIMEOUT ${timeout})
  if(failed)
    set(npm_failed "${failed}" PARENT_SCOPE)
    set(npm_said "${said}" PARENT_SCOPE)
    set(npm_why "${why}" PARENT_SCOPE)
  else()
    file(WRITE ${build}/node_modules/.lisiere ${locked})
  endif()
endfunction()
