#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Vector tiles beside GDAL's MVT driver and, where one is given, tippecanoe, in one run, alternating: medians of the seconds of
# whole processes from the same file, on the clock and of processors (all that the reader of a busy machine can compare), ratios to
# ours, sizes. Not part of continuous integration. Needs a build with -DLISIERE_BENCH=ON.
#   tests/bench/peers/tiles.sh BUILD_FOLDER [ROUNDS [CASE...]]        TIPPECANOE=/path/to/tippecanoe to add it
# Case cells: 40,000 cells of 200 m with 31 attributes, z6 to z13, drawn. Where LISIERE_REAL_DATA has them, quarters: those of
# metropolitan France, and communes: 3,787 of them, the 648 of the Nord and copies of these set apart, both z6 to z15.
set -euo pipefail
ours=$(readlink -f "${1:?dossier de compilation}")/tests/tiles_peer
rounds=${2:-3}
shift $(($# < 2 ? $# : 2))
cases=${*:-cells quarters communes}
[ -x "$ours" ] || { echo "$ours : compiler d'abord (-DLISIERE_BENCH=ON, cible tiles_peer)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

timed() {  # NAME COMMAND...: appends "clock processor" seconds of the whole process to NAME.times; a peer that fails is named
  local name=$1 TIMEFORMAT='%R %U %S'
  shift
  if { time "$@" >"$name.out" 2>"$name.err"; } 2>"$name.time"; then
    awk '{print $1, $2 + $3}' "$name.time" >>"$name.times"
  else
    echo "$name failed" >&2
  fi
}
median() { awk -v c="$2" '{print $c}' "$1" | sort -n | awk '{v[NR] = $1} END {print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2)}'; }

run() {  # CASE FILE MIN_ZOOM MAX_ZOOM
  local case=$1 file=$2 from=$3 to=$4
  rm -f ./*.times
  if [ -n "${TIPPECANOE:-}" ]; then ogr2ogr -f GeoJSONSeq -t_srs EPSG:4326 lines.geojsonl "$file"; fi
  for _ in $(seq "$rounds"); do
    rm -f ./*.mbtiles ours.pmtiles
    timed ours "$ours" tiles "$file" "$from" "$to" ours
    timed gdal ogr2ogr -f MBTILES -dsco MINZOOM="$from" -dsco MAXZOOM="$to" gdal.mbtiles "$file"
    if [ -n "${TIPPECANOE:-}" ]; then
      timed tippecanoe "$TIPPECANOE" -q --force -o tippecanoe.mbtiles -Z "$from" -z "$to" --no-tile-size-limit --no-feature-limit -l x lines.geojsonl
    fi
  done
  local base work_base
  base=$(median ours.times 1)
  work_base=$(median ours.times 2)
  echo "$case, z$from to z$to, median of $rounds:"
  for name in ours gdal tippecanoe; do
    [ -f "$name.times" ] || continue
    awk -v n="$name" -v t="$(median "$name.times" 1)" -v b="$base" -v w="$(median "$name.times" 2)" -v wb="$work_base" \
      -v s="$(stat -c %s "$name.mbtiles")" \
      'BEGIN {printf "  %-11s %7.2f s  %5.1f × ours  processors %7.2f s  %5.1f × ours  mbtiles %.2f MB", n, t, t / b, w, w / wb, s / 1e6}'
    if [ "$name" = ours ]; then printf "  pmtiles %s MB, %s" "$(awk -v s="$(stat -c %s ours.pmtiles)" 'BEGIN {printf "%.2f", s / 1e6}')" "$(cat ours.out)"; fi
    echo
  done
}

quarters=${LISIERE_REAL_DATA:-}/perimetres/QP_METROPOLE_LB93.shp
nord=${LISIERE_REAL_DATA:-}/valenciennois/communes-59-nord.geojson
for case in $cases; do
  case $case in
    cells)
      "$ours" cells cells.gpkg
      run cells "$work/cells.gpkg" 6 13
      ;;
    quarters)
      if [ -f "$quarters" ]; then run quarters "$quarters" 6 15; else echo "quarters: real data absent (LISIERE_REAL_DATA)"; fi
      ;;
    communes)
      if [ -f "$nord" ]; then
        "$ours" communes "$nord" communes.gpkg
        run communes "$work/communes.gpkg" 6 15
      else
        echo "communes: real data absent (LISIERE_REAL_DATA)"
      fi
      ;;
    *)
      echo "$case : cas inconnu (cells, quarters, communes)" >&2
      exit 2
      ;;
  esac
done
