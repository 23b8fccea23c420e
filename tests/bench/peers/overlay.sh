#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Areal interpolation beside GeoPandas, sf and PostGIS in one run, alternating: medians, ratios, and the largest difference
# between results. Not part of continuous integration. Needs Debian's python3-geopandas, r-cran-sf, postgresql-15-postgis-3,
# and a build with -DLISIERE_BENCH=ON.
#   tests/bench/peers/overlay.sh BUILD_FOLDER [ROUNDS]
# Case grid: 1,300 areas × 40,000 cells, drawn. Case paris: 992 IRIS × 867 areas, where LISIERE_REAL_DATA has them.
# The PostgreSQL cluster is made under a scratch folder, listens on a socket in it only, and goes with it.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
ours=$(readlink -f "${1:?dossier de compilation}")/tests/overlay_peer
rounds=${2:-3}
python=${PYTHON:-/usr/bin/python3}
[ -x "$ours" ] || { echo "$ours : compiler d'abord (-DLISIERE_BENCH=ON, cible overlay_peer)" >&2; exit 1; }

work=$(mktemp -d)
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
as_postgres=()  # the server refuses to run as root
if [ "$(id -u)" -eq 0 ]; then as_postgres=(runuser -u postgres --); fi
finish() {
  if [ -f "$work/pg/data/postmaster.pid" ]; then "${as_postgres[@]}" "$bin/pg_ctl" -D "$work/pg/data" -m fast -w stop >/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
mkdir "$work/pg"
chmod 755 "$work"
if [ "$(id -u)" -eq 0 ]; then chown postgres "$work/pg"; fi
cd "$work"
"${as_postgres[@]}" "$bin/initdb" -D "$work/pg/data" -A trust -U lisiere >/dev/null
"${as_postgres[@]}" "$bin/pg_ctl" -D "$work/pg/data" -l "$work/pg/log" -w \
  -o "-c listen_addresses='' -k $work/pg -c fsync=off -c shared_buffers=256MB -c work_mem=256MB" start >/dev/null
sql() { psql -X -q -h "$work/pg" -U lisiere -d postgres -v ON_ERROR_STOP=1 "$@"; }

take() {  # NAME COMMAND...: one line of times; a peer that fails is named and left out
  local name=$1 out
  shift
  if out=$("$@"); then echo "$name $out" >>"$work/$case/times"; else echo "$name failed on $case" >&2; fi
}

cases=(grid)
if [ -d "${LISIERE_REAL_DATA:-}/oracles" ]; then cases+=(paris); fi
for case in "${cases[@]}"; do
  mkdir "$work/$case"
  "$ours" write "$case" "$work/$case"
  for _ in $(seq "$rounds"); do
    take ours "$ours" run "$case" "$work/$case"
    take geopandas "$python" "$here/overlay.py" "$work/$case"
    take sf Rscript --vanilla "$here/overlay.R" "$work/$case"
    take postgis sql -v folder="$work/$case" -f "$here/overlay.sql"
  done
  echo "== $case, $rounds rounds, milliseconds (median)"
  "$python" - "$work/$case" <<'PY'
import csv, statistics, sys

folder = sys.argv[1]
times = {}
for line in open(f"{folder}/times"):
    peer, first, further = line.split()
    times.setdefault(peer, []).append((float(first), float(further)))
values = {
    peer: {int(row["id"]): float(row["value"]) for row in csv.DictReader(open(f"{folder}/{peer}.csv"), delimiter=";")}
    for peer in times
}
ours = statistics.median(t[0] for t in times["ours"])
for peer, runs in times.items():
    first, further = (statistics.median(column) for column in zip(*runs))
    gap = max(abs(values[peer][i] - v) / max(abs(v), 1) for i, v in values["ours"].items())
    print(f"{peer:10} first variable {first:9.1f}   one further {further:7.2f}   x{first / ours:6.1f} ours   largest difference {gap:.1e}")
PY
done
