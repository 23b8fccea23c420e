#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Vector tiles beside GDAL's MVT driver and, where one is given, tippecanoe, in one run, alternating: median seconds of whole
# processes from the same file, ratio to ours, sizes. Not part of continuous integration. Needs a build with -DLISIERE_BENCH=ON.
#   tests/bench/peers/tiles.sh BUILD_FOLDER [ROUNDS]        TIPPECANOE=/path/to/tippecanoe to add it
# Case cells: 40,000 cells of 200 m with 31 attributes, z6 to z13, drawn. Case quarters: the quarters of metropolitan France, z6 to z15,
# where LISIERE_REAL_DATA has them.
set -euo pipefail
ours=$(readlink -f "${1:?dossier de compilation}")/tests/tiles_peer
rounds=${2:-3}
[ -x "$ours" ] || { echo "$ours : compiler d'abord (-DLISIERE_BENCH=ON, cible tiles_peer)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

timed() {  # NAME COMMAND...: appends the seconds of the whole process to NAME.times; a peer that fails is named
  local name=$1 from=$EPOCHREALTIME
  shift
  if "$@" >"$name.out" 2>"$name.err"; then
    awk -v a="$from" -v b="$EPOCHREALTIME" 'BEGIN {print b - a}' >>"$name.times"
  else
    echo "$name failed" >&2
  fi
}
median() { sort -n "$1" | awk '{v[NR] = $1} END {print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2)}'; }

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
  local base
  base=$(median ours.times)
  echo "$case, z$from to z$to, median of $rounds:"
  for name in ours gdal tippecanoe; do
    [ -f "$name.times" ] || continue
    awk -v n="$name" -v t="$(median "$name.times")" -v b="$base" -v s="$(stat -c %s "$name.mbtiles")" \
      'BEGIN {printf "  %-11s %7.2f s  %5.1f × ours  mbtiles %.2f MB", n, t, t / b, s / 1e6}'
    if [ "$name" = ours ]; then printf "  pmtiles %s MB, %s" "$(awk -v s="$(stat -c %s ours.pmtiles)" 'BEGIN {printf "%.2f", s / 1e6}')" "$(cat ours.out)"; fi
    echo
  done
}

"$ours" draw cells.gpkg
run cells "$work/cells.gpkg" 6 13
quarters=${LISIERE_REAL_DATA:-}/perimetres/QP_METROPOLE_LB93.shp
if [ -f "$quarters" ]; then run quarters "$quarters" 6 15; else echo "quarters: real data absent (LISIERE_REAL_DATA)"; fi
