#!/usr/bin/env bash
# Sets up, builds and runs every test; ends with CTest's own closing line. A test that was skipped is a failure.
#   tests/run.sh            unit tests under ASan and UBSan, then the optimised program: verbs, mistakes, golden tables, package
#   tests/run.sh --rapide   everything in the optimised build only
#   tests/run.sh --sans io/cli/qgis --sans styles/viewer/browser    leaves these tests out, and says so: QGIS and chromium are large
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
cd "$root"
quick=
left_out=()
while [ $# -gt 0 ]; do
  case $1 in
    --rapide) quick=1 ;;
    --sans) left_out+=("${2:?--sans : il manque le nom d\'un test}") && shift ;;
    *) echo "tests/run.sh : option inconnue « $1 » (--rapide, --sans TEST)" >&2 && exit 2 ;;
  esac
  shift
done
wanted() { if [[ " ${left_out[*]-} " != *" $1 "* ]]; then echo 1; fi; }
LISIERE_CHROMIUM=$(wanted styles/viewer/browser) LISIERE_QGIS=$(wanted io/cli/qgis) .ci/setup
jobs=$(nproc)
without=()
if [ ${#left_out[@]} -gt 0 ]; then
  without=(-E "^($(IFS='|' && echo "${left_out[*]}"))\$")
fi

# run_tests PRESET [CTEST OPTION...]
run_tests() {
  local preset=$1 account
  shift
  account=$root/build/$preset/Testing/account.xml
  [ ${#left_out[@]} -eq 0 ] || echo "Laissés de côté, à la demande : ${left_out[*]}"
  ctest --preset "$preset" -j "$jobs" --output-junit "$account" "${without[@]}" "$@"
  if grep -qE '<testcase [^>]*status="(notrun|disabled)"' "$account"; then
    echo "Échec : des tests ont été sautés, et un test sauté ne prouve rien :" >&2
    grep -E '<testcase [^>]*status="(notrun|disabled)"' "$account" | sed -E 's/.* name="([^"]*)".*/  \1/' >&2
    echo "La raison est dans build/$preset/Testing/account.xml ; pour s'en passer : tests/run.sh --sans TEST" >&2
    exit 1
  fi
}

if [ -n "$quick" ]; then
  cmake --preset release -DLISIERE_WERROR=ON >/dev/null
  cmake --build --preset release -j "$jobs"
  run_tests release -L "unit|program"
  exit 0
fi

cmake --preset dev -DLISIERE_UNITY=ON >/dev/null
cmake --build --preset dev -j "$jobs" --target lisiere_unit_tests
run_tests dev -L unit

# From nothing, eight sources at a time: half the time. A folder that is there keeps the way it was made.
unity=()
[ -f build/release/CMakeCache.txt ] || unity=(-DLISIERE_UNITY=ON)
cmake --preset release -DLISIERE_WERROR=ON "${unity[@]}" >/dev/null
cmake --build --preset release -j "$jobs" --target lisiere lisiere_engine lisiere_program_tests
run_tests release -L program
