# SPDX-License-Identifier: Apache-2.0
find_package(GDAL REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
find_package(EXPAT REQUIRED)
lisiere_test(examples DEPS demo_town engine_territory LIBS GDAL::GDAL PkgConfig::libzip ZLIB::ZLIB BZip2::BZip2 EXPAT::EXPAT
             Threads::Threads
             SOURCES committed_files_test.cpp decoded.cpp people_test.cpp streets_test.cpp territory_test.cpp
             timetable_test.cpp)
