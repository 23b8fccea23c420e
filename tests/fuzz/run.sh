#!/usr/bin/env bash
# Runs every fuzz target for SECONDS each, at the lowest priority, on one core. Findings stay in BUILD/findings.
#   tests/fuzz/run.sh SECONDS [BUILD] [TARGET...]
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
seconds=${1:?"how many seconds for each target"}
build=${2:-$here/../../build/fuzz}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- address archive configuration csv geometry gtfs osm url

# libosmium leaves a damaged PBF open: one descriptor an input.
ulimit -n "$(ulimit -Hn)"
export LSAN_OPTIONS=suppressions=$here/leaks.txt:print_suppressions=0
status=0
for target in "$@"; do
  grown=$build/corpus/$target
  findings=$build/findings/$target
  mkdir -p "$grown" "$findings"
  echo "== $target"
  log=$findings/log
  # What it learns goes into `grown`; the committed seeds are only read.
  if nice -n 19 "$build/tests/fuzz_$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=65536 \
      -print_final_stats=1 -artifact_prefix="$findings/" "$grown" "$here/corpus/$target" >"$log" 2>&1; then
    grep -E 'number_of_executed_units|DONE' "$log" | tr '\n' ' '; echo
  else
    status=1
    grep -E 'ERROR|SUMMARY|runtime error|Test unit written' "$log" || tail -n 5 "$log"
  fi
done
exit $status
