#!/usr/bin/env bash
# Sets up, builds and runs every test; ends with CTest's own closing line.
#   tests/run.sh            unit tests under ASan and UBSan, then the optimised program: verbs, mistakes, golden tables, package
#   tests/run.sh --rapide   everything in the optimised build only
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
cd "$root"
LISIERE_CHROMIUM=1 .ci/setup
jobs=$(nproc)

if [ "${1:-}" = "--rapide" ]; then
  cmake --preset release -DLISIERE_WERROR=ON >/dev/null
  cmake --build --preset release -j "$jobs"
  exec ctest --preset release -j "$jobs"
fi

cmake --preset dev >/dev/null
cmake --build --preset dev -j "$jobs" --target lisiere_unit_tests
ctest --preset dev -L unit -j "$jobs"

cmake --preset release -DLISIERE_WERROR=ON >/dev/null
cmake --build --preset release -j "$jobs" --target lisiere lisiere_engine lisiere_program_tests
ctest --preset release -L program -j "$jobs"
