#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# street_pgrouting.sh FOLDER NAME: pgRouting's answers, on the same files, in a database of its own.
# Run inside pg_virtualenv, which makes it and takes it away.
set -euo pipefail
folder=$1 name=$2
/usr/bin/python3 - "$folder" <<'PY' >"$folder/arcs.csv"
import sys
import numpy as np
arcs = np.fromfile(f"{sys.argv[1]}/arcs.u32", dtype=np.uint32).reshape(-1, 3)
np.savetxt(sys.stdout, np.column_stack([np.arange(len(arcs)), arcs]), fmt="%d", delimiter=",")
PY
list() { /usr/bin/python3 -c "
import numpy as np, sys
print(','.join(map(str, np.fromfile('$folder/$1.u32', dtype=np.uint32)[::$2])))"; }
read -r nodes limit < <(/usr/bin/python3 -c "
import numpy as np
print(*np.fromfile('$folder/nodes.u32', dtype=np.uint32))")
psql -q -v ON_ERROR_STOP=1 <<SQL
create extension pgrouting cascade;
create table arcs(id bigint primary key, source bigint, target bigint, cost float8);
\copy arcs from '$folder/arcs.csv' csv
analyze arcs;
SQL
ask() {  # job share query giving one sum
  local start end answer
  start=$(date +%s.%N)
  answer=$(psql -qtA -c "$3")
  end=$(date +%s.%N)
  echo "$name;$1/$2;pgrouting;$(echo "$end - $start" | bc);${answer%.*};"
}
edges="select id, source, target, cost from arcs"
share=$((nodes > 300000 ? 100 : 20))
ask bounded "$share" "select sum(agg_cost) from pgr_drivingDistance('$edges', array[$(list origins "$share")], $limit, true)"
if [ "$nodes" -le 300000 ]; then
  ask matrix 20 "select sum(agg_cost) from pgr_dijkstraCost('$edges', array[$(list rows 20)], array[$(list columns 1)], true)"
fi
