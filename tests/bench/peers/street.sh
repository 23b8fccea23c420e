#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Streets beside peers, in one run on one machine: igraph, SciPy and pgRouting from Debian
# (libigraph-dev python3-scipy postgresql-15-pgrouting postgresql-common bc), each that is there.
#   tests/bench/peers/street.sh BUILD_FOLDER [GRAPH...]     graphs: porto (real data), or a grid's side
# Times are seconds of processor, one thread each; pgRouting's, in a server, are seconds of the clock.
# Every answer is compared with ours: the sum of all times, in whole milliseconds. A peer that was asked
# a part of the questions (bounded/20: one origin in twenty) is scaled up.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$1
shift
graphs=("$@")
[ ${#graphs[@]} -gt 0 ] || graphs=(porto 1000)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
has_igraph=0
if pkg-config --exists igraph 2>/dev/null; then
  cc -O2 -o "$work/igraph" "$here/street_igraph.c" $(pkg-config --cflags --libs igraph) -lm && has_igraph=1
fi
for graph in "${graphs[@]}"; do
  folder=$work/$graph
  "$build/tests/street_ours" "$folder" "$graph" | tee -a "$work/lines" >&2
  if [ "$has_igraph" = 1 ]; then "$work/igraph" "$folder" "$graph" | tee -a "$work/lines" >&2 || true; fi
  if /usr/bin/python3 -c 'import scipy' 2>/dev/null; then
    /usr/bin/python3 "$here/street_scipy.py" "$folder" "$graph" | tee -a "$work/lines" >&2 || true
  fi
  if command -v pg_virtualenv >/dev/null && [ -e /usr/share/postgresql/15/extension/pgrouting.control ]; then
    chmod 777 "$folder"
    pg_virtualenv -v 15 "$here/street_pgrouting.sh" "$folder" "$graph" 2>"$work/pg.log" \
      | grep -a ';' | tee -a "$work/lines" >&2 || tail -3 "$work/pg.log" >&2
  fi
done
/usr/bin/python3 "$here/street_compare.py" <"$work/lines"
