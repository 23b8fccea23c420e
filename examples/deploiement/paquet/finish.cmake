# SPDX-License-Identifier: Apache-2.0
# Run by CPack between staging and packing: nothing that a Debian package must have is missing, and its documents are compressed.
cmake_minimum_required(VERSION 3.25)
file(GLOB_RECURSE programs ${CPACK_TEMPORARY_DIRECTORY}/*/usr/bin/lisiere)
list(LENGTH programs count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "one staged program expected under ${CPACK_TEMPORARY_DIRECTORY}: ${programs}")
endif()
string(REGEX REPLACE "/bin/lisiere$" "" usr ${programs})

set(missing "")
foreach(file share/lisiere/geodata/reference/indicateurs.csv share/lisiere/styles/palette.toml share/lisiere/engine/vecu/README.md
        share/lisiere/viewer/index.html share/lisiere/viewer/licences.txt share/man/man1/lisiere.1 share/man/man1/lisiere-run.1
        share/man/man5/lisiere.toml.5 share/bash-completion/completions/lisiere lib/systemd/system/lisiere-refresh@.service)
  if(NOT EXISTS ${usr}/${file})
    list(APPEND missing ${file})
  endif()
endforeach()
if(missing)
  set(why "")
  if(EXISTS ${usr}/share/lisiere/viewer/absente.txt)
    file(READ ${usr}/share/lisiere/viewer/absente.txt why)
  endif()
  list(JOIN missing "\n  " text)
  message(FATAL_ERROR "the package would lack:\n  ${text}\n(targets lisiere, lisiere_viewer, lisiere_manual)\n${why}")
endif()

# Folders of the engine without a method page.
file(GLOB folders ${usr}/share/lisiere/engine/*)
foreach(folder ${folders})
  file(GLOB pages ${folder}/*)
  if(IS_DIRECTORY ${folder} AND NOT pages)
    file(REMOVE_RECURSE ${folder})
  endif()
endforeach()

# Permissions of a checkout are those of whoever made it; a package has its own.
file(CHMOD_RECURSE ${usr} FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ
     DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
file(GLOB_RECURSE scripts ${usr}/share/doc/lisiere/deploiement/*.sh)
file(CHMOD ${programs} ${scripts} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
file(GLOB documents ${usr}/share/man/man*/* ${usr}/share/doc/lisiere/changelog*)
execute_process(COMMAND gzip -9n ${documents} COMMAND_ERROR_IS_FATAL ANY)
