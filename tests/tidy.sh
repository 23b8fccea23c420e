#!/usr/bin/env bash
# clang-tidy (.clang-tidy) on the sources that differ from a commit.  tests/tidy.sh [BUILD] [COMMIT]
# BUILD (default build/release) must be configured; COMMIT: default HEAD~1. Behind the label `tidy`.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
build=${1:-build/release}
base=${2:-HEAD~1}
command -v clang-tidy >/dev/null || { echo "skipped: clang-tidy is not installed (apt-get install clang-tidy)"; exit 0; }
mapfile -t files < <(git diff --name-only --diff-filter=d "$base" -- 'engine/*.cpp' 'io/*.cpp')
[ ${#files[@]} -gt 0 ] || { echo "no source of engine/ or io/ differs from $base"; exit 0; }
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" clang-tidy -p "$build" --quiet --warnings-as-errors='*'
echo "${#files[@]} sources, nothing to say"
