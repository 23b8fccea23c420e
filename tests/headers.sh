#!/usr/bin/env bash
# Every header compiles alone, with the flags of a source of its folder.  tests/headers.sh [BUILD] [FOLDER...]
# BUILD (default build/release) must be configured. Ten minutes for the whole tree: behind the label `headers`.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
build=${1:-build/release}
shift $(($# < 1 ? $# : 1))
[ $# -gt 0 ] || set -- engine io
database=$build/compile_commands.json
[ -f "$database" ] || { echo "$database is missing: cmake --preset release" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# One line a header: the compiler's arguments of the first source of the nearest folder that has one.
find "$@" -name '*.hpp' | sort | python3 - "$database" 3<&0 <<'PYTHON' >"$work/commands"
import json, os, shlex, sys
sys.path.insert(0, "tests")
from compiler_arguments import arguments_of
flags = {}
for entry in json.load(open(sys.argv[1])):
    folder = os.path.dirname(os.path.relpath(entry["file"]))
    flags.setdefault(folder, arguments_of(entry))
for header in os.fdopen(3):
    header = header.strip()
    folder = os.path.dirname(header)
    while folder not in flags and folder:
        folder = os.path.dirname(folder)
    if folder in flags:
        print(shlex.join(flags[folder] + ["-fsyntax-only", "-x", "c++", "-I", os.getcwd(), header]))
    else:
        print("echo no flags for", header, "; false")
PYTHON
count=$(wc -l <"$work/commands")
[ "$count" -gt 0 ] || { echo "no header read: wrong folder?" >&2; exit 1; }
# -Wno-pragma-once-outside-header has no g++ name: the one warning of a header compiled as a source is put aside with -w.
xargs -P "$(nproc)" -d '\n' -I{} sh -c '{} -w || echo "does not compile alone: {}" | tail -c 200 >>'"$work/failed" <"$work/commands"
if [ -s "$work/failed" ]; then
  cat "$work/failed" >&2
  exit 1
fi
echo "$count headers compile alone"
