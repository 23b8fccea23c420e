#!/usr/bin/env bash
# Sets up, builds and runs every test; ends with CTest's own closing line.
#   tests/run.sh            optimised build, all tests, then the unit tests again under ASan and UBSan
#   tests/run.sh --rapide   without the sanitizer build
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
cd "$root"
.ci/setup
jobs=$(nproc)

if [ "${1:-}" != "--rapide" ]; then
  cmake --preset dev >/dev/null
  cmake --build --preset dev -j "$jobs"
  ctest --preset dev -L unit -j "$jobs"
fi

cmake --preset release -DLISIERE_WERROR=ON >/dev/null
cmake --build --preset release -j "$jobs"
ctest --preset release -j "$jobs"
