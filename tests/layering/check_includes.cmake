# SPDX-License-Identifier: Apache-2.0
cmake_minimum_required(VERSION 3.25)
# Enforces who may include whom, by reading the include lines (design 3). Run: cmake -DROOT=... -P this file.

# folder : folders it may include (itself is always allowed)
set(engine_core "")
set(engine_geo engine/core)
set(engine_table engine/core engine/geo)
foreach(sibling territory census street transit)
  set(engine_${sibling} engine/core engine/geo)
endforeach()
set(engine_access engine/core engine/geo engine/territory engine/census engine/street engine/transit)
set(engine_enclavement ${engine_access} engine/access)
set(engine_vecu ${engine_access} engine/access)
set(engine_scenario engine/core engine/geo engine/street engine/transit engine/access)
set(engine_atlas ${engine_access} engine/access engine/enclavement engine/vecu engine/scenario engine/table)
set(engine_layers ${engine_atlas} engine/atlas)
# The tables of two editions, whatever made them.
set(engine_compare engine/core engine/geo engine/table)
set(every_engine ${engine_layers} engine/layers engine/compare)
set(io_base engine/core)
set(io_reference ${every_engine} io/base)
set(io_config ${every_engine} io/base io/reference)
set(io_style engine/core engine/table io/base io/reference)
set(io_fetch engine/core io/base)
foreach(reader gdal osm gtfs tiles map report viewer workbook)
  # Configuration structs say what to read; the readers of io/ know them, and styles.
  set(io_${reader} ${every_engine} io/base io/config io/reference io/style)
endforeach()
set(io_layers ${io_gdal} io/gdal)
set(io_address ${io_layers} io/layers)
set(io_compare ${every_engine} io/base io/config io/gdal io/layers io/reference io/report io/style)
set(io_postgis engine/core io/base io/config io/reference)
set(io_catalogue engine/core engine/geo io/base io/config io/reference io/report io/style)
set(io_inputs ${io_layers} io/layers io/address io/gtfs io/osm io/report io/viewer)
set(io_edition ${io_inputs} io/catalogue io/inputs io/map io/report io/tiles io/workbook)
set(io_pipeline ${io_edition} io/edition io/postgis)
set(io_init ${io_pipeline} io/pipeline)
set(io_locate ${io_pipeline} io/pipeline)
set(io_refresh ${io_pipeline} io/pipeline io/fetch io/compare)
set(io_serve engine/core io/base)
set(io_atelier ${io_pipeline} io/pipeline io/serve)
set(io_cli ${io_locate} io/atelier io/init io/compare io/locate io/refresh io/serve)

# third party : the only folders (or files) that may include it
set(third_parties
  "gdal|ogr_|cpl_=^(io/gdal/|examples/generateur/)"
  "proj\\.h=^(io/gdal/|examples/generateur/)"
  "geos=^engine/geo/[a-z_]*\\.cpp$"
  "boost/=^engine/geo/[a-z_]*\\.cpp$"
  "osmium/=^(io/osm/|examples/generateur/)"
  "protozero/=^(io/tiles/|io/osm/|examples/generateur/)"
  "sqlite3=^(io/edition/|io/postgis/|io/tiles/|io/gdal/|examples/generateur/)"
  "mapnik/=^io/map/draw_map\\.cpp$"
  "cairo|pango/|fontconfig/=^io/map/"
  "unicode/=^io/(base/(names|clean_text|numbers|message_template)|fetch/[a-z_]*|reference/time_zones)\\.cpp$"
  "zip\\.h=^(io/gtfs/|io/base/zip_file\\.cpp$|examples/generateur/)"
  "xxhash=^engine/core/digest\\.cpp$"
  "curl/|archive(_entry)?\\.h=^io/fetch/"
  "microhttpd=^io/serve/"
  "libpq-fe=^io/postgis/"
  "xlsxwriter=^io/workbook/"
  "CLI/=^io/cli/"
  "toml\\+\\+=^io/")

file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/engine/*.?pp ${ROOT}/io/*.?pp)
set(wrong "")
foreach(source ${sources})
  string(REGEX MATCH "^(engine|io)/[a-z]+" folder ${source})
  string(REPLACE "/" "_" key ${folder})
  file(STRINGS ${ROOT}/${source} lines REGEX "^ *#include")
  foreach(line ${lines})
    if(line MATCHES "\"((engine|io|tests|examples)/?[a-z]*)/")
      set(target ${CMAKE_MATCH_1})
      if(NOT target STREQUAL folder AND NOT target IN_LIST ${key})
        list(APPEND wrong "${source} includes ${target}")
      endif()
    endif()
    if(source MATCHES "^engine/.*\\.hpp$" AND line MATCHES "<.*[/.].*>")
      list(APPEND wrong "${source}: an engine header shows a third party: ${line}")
    endif()
    foreach(rule ${third_parties})
      string(REGEX MATCH "^(.*)=(.*)$" _ ${rule})
      set(name ${CMAKE_MATCH_1})
      set(allowed ${CMAKE_MATCH_2})
      if(line MATCHES "[<\"](${name})" AND NOT source MATCHES ${allowed})
        list(APPEND wrong "${source} may not include ${line}")
      endif()
    endforeach()
  endforeach()
endforeach()
list(LENGTH sources count)
if(count LESS 20)
  message(FATAL_ERROR "only ${count} sources read under ${ROOT}: wrong folder?")
endif()
if(wrong)
  list(JOIN wrong "\n  " text)
  message(FATAL_ERROR "arrows that may not be:\n  ${text}")
endif()
message(STATUS "${count} sources, every include follows the arrows")
