#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Earliest arrivals at every stop of Porto Alegre, 120 departures of 13:00-14:59, beside SciPy's Dijkstra on the time-expanded day, in
# one run, alternating: medians of one origin, ratio, and whether the arrival times are the same. Not part of continuous integration.
# Needs Debian's python3-scipy and python3-pandas, the real data, and a build with -DLISIERE_BENCH=ON.
#   tests/bench/peers/transit.sh BUILD_FOLDER [ROUNDS] [ORIGINS] [STEP]     STEP: the peer is asked every so many minutes
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
ours=$(readlink -f "${1:?dossier de compilation}")/tests/transit_peer
rounds=${2:-3}
origins=${3:-20}
step=${4:-30}
python=${PYTHON:-/usr/bin/python3}
[ -x "$ours" ] || { echo "$ours : compiler d'abord (-DLISIERE_BENCH=ON, cible transit_peer)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$ours" write "$work"
for _ in $(seq "$rounds"); do
  echo "ours $("$ours" run "$work" "$origins") 0" >>"$work/times"
  echo "scipy $("$python" "$here/transit.py" "$work" "$origins" "$step")" >>"$work/times"
done
"$python" - "$work" <<'PY'
import statistics, sys

folder = sys.argv[1]
times = {}
for line in open(f"{folder}/times"):
    peer, one, building = line.split()
    times.setdefault(peer, []).append((float(one), float(building)))
ours = statistics.median(t[0] for t in times["ours"])
for peer, runs in times.items():
    one, building = (statistics.median(column) for column in zip(*runs))
    print(f"{peer:6} one origin x 120 departures {one:9.1f} ms   x{one / ours:7.1f} ours   its own graph {building:8.0f} ms")
arrivals = {}
for peer in times:
    lines = open(f"{folder}/{peer}.csv").read().split()[1:]
    arrivals[peer] = dict(line.rsplit(";", 1) for line in lines)
same = sum(arrivals["scipy"].get(k) == v for k, v in arrivals["ours"].items())
print(f"arrivals: ours {len(arrivals['ours'])}, scipy {len(arrivals['scipy'])}, the same {same}")
PY
