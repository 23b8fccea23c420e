# SPDX-License-Identifier: Apache-2.0
# Where the web map cannot be bundled, the reason is the true one and has its way out. A node and an npm of our own say what real
# ones said on such machines.   cmake -DSOURCE=styles/viewer -DNODE=... -DWORK=scratch -P absent.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})

function(fake path text)
  file(WRITE ${path} "#!/bin/sh\n${text}\n")
  file(CHMOD ${path} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endfunction()

# told(<case> <node> <npm> <expected>...): what is left in dist/absente.txt, an earlier bundle gone.
set(count 0)
function(told case node npm)
  file(WRITE ${WORK}/${case}/dist/index.html "of earlier sources")
  execute_process(COMMAND ${CMAKE_COMMAND} -DSOURCE=${SOURCE} -DBUILD=${WORK}/${case} -DNODE=${node} -DNPM=${npm}
                          -P ${SOURCE}/build.cmake
                  RESULT_VARIABLE failed ERROR_VARIABLE said OUTPUT_VARIABLE said)
  if(failed)
    message(FATAL_ERROR "${case}: the build must go on\n${said}")
  endif()
  if(EXISTS ${WORK}/${case}/dist/index.html)
    message(FATAL_ERROR "${case}: an earlier bundle stays")
  endif()
  file(READ ${WORK}/${case}/dist/absente.txt text)
  file(STRINGS ${WORK}/${case}/dist/absente.txt lines ENCODING UTF-8)
  list(LENGTH lines length)
  if(NOT length EQUAL 2)
    message(FATAL_ERROR "${case}: one line for the reason, one for the way out, not ${length}\n${text}")
  endif()
  foreach(expected ${ARGN})
    string(FIND "${text}" "${expected}" at)
    string(FIND "${said}" "${expected}" at_build)
    if(at EQUAL -1 OR at_build EQUAL -1)
      message(FATAL_ERROR "${case}: “${expected}” is not told\nleft:\n${text}\nsaid by the build:\n${said}")
    endif()
  endforeach()
  foreach(never "://depot" "/home/moi/" "sans npm" "debug-0.log")
    string(FIND "${text}" "${never}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${case}: “${never}” is told\n${text}")
    endif()
  endforeach()
endfunction()

fake(${WORK}/node "echo v18.19.0")
fake(${WORK}/node16 "echo v16.20.2")
fake(${WORK}/node_broken "echo 'node: error while loading shared libraries: libnode.so.108' >&2; exit 127")
# npm_says(<name> <prefix> <code> <line>...): an npm that fails so.
function(npm_says name prefix code)
  set(text "{ echo '${prefix} code ${code}'")
  foreach(line ${ARGN})
    string(APPEND text "; echo '${prefix} ${line}'")
  endforeach()
  string(APPEND text "; echo; echo '${prefix} A complete log of this run can be found in: /home/moi/.npm/_logs/2026-01-01T00_00_00_000Z-debug-0.log'; } >&2; exit 1")
  fake(${WORK}/${name} "${text}")
endfunction()

set(asked "request to https://depot.example/maplibre-gl failed, reason:")
npm_says(npm_signed "npm error" SELF_SIGNED_CERT_IN_CHAIN "errno SELF_SIGNED_CERT_IN_CHAIN"
         "${asked} self-signed certificate in certificate chain")
npm_says(npm_signed_9 "npm ERR!" UNABLE_TO_GET_ISSUER_CERT_LOCALLY "errno UNABLE_TO_GET_ISSUER_CERT_LOCALLY"
         "${asked} unable to get local issuer certificate")
npm_says(npm_name "npm ERR!" EAI_AGAIN "syscall getaddrinfo" "errno EAI_AGAIN" "${asked} getaddrinfo EAI_AGAIN depot.example")
npm_says(npm_refused "npm error" ECONNREFUSED "syscall connect" "errno ECONNREFUSED"
         "FetchError: ${asked} connect ECONNREFUSED 10.0.0.1:3128" "    at ClientRequest.<anonymous> (/usr/lib/npm/index.js:130:14)")
npm_says(npm_offline "npm error" ENOTCACHED
         "request to https://depot.example/tinyqueue failed: cache mode is 'only-if-cached' but no cached response is available.")
npm_says(npm_forbidden "npm error" E403 "403 403 Forbidden - GET https://depot.example/tinyqueue")
npm_says(npm_page "npm error" FETCH_ERROR "errno FETCH_ERROR"
         "invalid json response body at https://depot.example/tinyqueue reason: Unexpected token <, is not valid JSON")
npm_says(npm_account "npm error" E407 "407 Proxy Authentication Required - GET https://depot.example/tinyqueue")
fake(${WORK}/npm_mute "exit 3")
fake(${WORK}/npm_unheard_of "echo 'Segmentation fault' >&2; exit 139")

told(signed ${WORK}/node ${WORK}/npm_signed "SELF_SIGNED_CERT_IN_CHAIN : self-signed certificate in certificate chain"
     "NODE_EXTRA_CA_CERTS" "cafile" "compiler de nouveau")
told(signed_9 ${WORK}/node ${WORK}/npm_signed_9 "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" "unable to get local issuer certificate"
     "NODE_EXTRA_CA_CERTS")
told(name ${WORK}/node ${WORK}/npm_name "EAI_AGAIN" "https-proxy" "LISIERE_CARTE")
told(refused ${WORK}/node ${WORK}/npm_refused "ECONNREFUSED" "HTTPS_PROXY")
told(offline ${WORK}/node ${WORK}/npm_offline "ENOTCACHED" "only-if-cached" "npm config delete offline")
told(forbidden ${WORK}/node ${WORK}/npm_forbidden "E403" "service informatique")
told(page ${WORK}/node ${WORK}/npm_page "FETCH_ERROR" "portail")
told(account ${WORK}/node ${WORK}/npm_account "407 Proxy Authentication Required" "https-proxy http://compte")
told(mute ${WORK}/node ${WORK}/npm_mute "npm ci a échoué (3)" "npm config list")
told(unheard_of ${WORK}/node ${WORK}/npm_unheard_of "Segmentation fault" "npm config list")
told(no_npm ${WORK}/node LISIERE_NPM-NOTFOUND "npm est absent" "installer npm")
told(no_node LISIERE_NODE-NOTFOUND ${WORK}/npm_signed "node est absent" "installer nodejs")
told(old_node ${WORK}/node16 ${WORK}/npm_signed "node v16.20.2 est trop ancien" "18")
told(broken_node ${WORK}/node_broken ${WORK}/npm_signed "node ne démarre pas" "libnode.so.108")

# npm did its work, but its settings left out the package of this processor: the bundler cannot start.
if(NODE)
  fake(${WORK}/npm_omits "mkdir -p node_modules/esbuild && echo 'throw new Error(\"The package @esbuild/linux-x64 could not be found\")' >node_modules/esbuild/index.js")
  told(omitted ${NODE} ${WORK}/npm_omits "esbuild" "@esbuild/linux-x64 could not be found" "npm config get omit")
endif()
