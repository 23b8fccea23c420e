# SPDX-License-Identifier: Apache-2.0
# The Debian package:  cmake --preset release && cmake --build build/release --target lisiere lisiere_manual
#                      cpack -G DEB --config build/release/CPackConfig.cmake -B FOLDER
# The engine's headers and library (component `developpement`) are not of it.
set(here ${CMAKE_CURRENT_LIST_DIR})
set(LISIERE_MAINTAINER "Lisière <lisiere@example.org>" CACHE STRING "Who answers for the package")

install(FILES ${here}/../systemd/lisiere-refresh@.service ${here}/../systemd/lisiere-refresh@.timer
        DESTINATION lib/systemd/system)
install(FILES ${here}/../systemd/lisiere.sysusers.conf DESTINATION lib/sysusers.d RENAME lisiere.conf)
install(FILES README.md ${here}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lisiere)
install(FILES ${here}/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME lisiere)
install(FILES CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lisiere RENAME changelog)
install(FILES ${here}/changelog DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lisiere RENAME changelog.Debian)
install(DIRECTORY ${here}/../ DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lisiere/deploiement PATTERN "paquet" EXCLUDE)
install(DIRECTORY examples/demo DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lisiere/examples)
install(FILES examples/demo.toml DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lisiere/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "Lisière")
set(CPACK_PACKAGE_CONTACT "${LISIERE_MAINTAINER}")
set(CPACK_PACKAGE_INSTALL_DIRECTORY lisiere)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL programme)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PRE_BUILD_SCRIPTS ${here}/finish.cmake)

set(CPACK_DEBIAN_PROGRAMME_PACKAGE_NAME lisiere)
set(CPACK_DEBIAN_PROGRAMME_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Beside the libraries: the letters of the atlas, and who signs the sites that sources come from.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-dejavu-core, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "qgis, nginx")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${here}/postinst ${here}/prerm ${here}/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "maps of the French priority quarters: access, enclosure, lived quarter")
set(CPACK_COMPONENT_PROGRAMME_DESCRIPTION
"Lisière maps the French géographie prioritaire. From the perimeters of
priority quarters (QPV), the census or the grid of INSEE, streets and
timetables, it computes for every resident the access to services, how
enclosed a quarter is and where its people go. It publishes GeoPackage
and QGIS project, vector tiles and a web map, a printed atlas and a
report; once on a laptop, or every month on a server. Its language is
French.")
include(CPack)
