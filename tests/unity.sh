#!/usr/bin/env bash
# The sources of a folder compiled by eights, as LISIERE_UNITY puts them together: private names that two of them have clash there, and a file added to the list
# moves all that follow it.  tests/unity.sh [BUILD] [FOLDER...]
# BUILD (default build/release) must be configured without LISIERE_UNITY. Seconds a folder; minutes for the whole tree: behind the label `unity`.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
build=${1:-build/release}
shift $(($# < 1 ? $# : 1))
database=$build/compile_commands.json
[ -f "$database" ] || { echo "$database is missing: cmake --preset release" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$database" "$work" "$@" <<'PYTHON' >"$work/commands"
import json, os, re, shlex, sys
sys.path.insert(0, "tests")
from compiler_arguments import arguments_of
database, work, *asked = sys.argv[1:]
folders = {}
for entry in json.load(open(database)):
    path = os.path.relpath(os.path.join(entry["directory"], entry["file"]))
    if path.startswith(("engine/", "io/")):
        folders.setdefault(os.path.dirname(path), []).append((path, entry))
count = 0
for folder, sources in sorted(folders.items()):
    lists = folder + "/CMakeLists.txt"
    if (asked and folder not in asked) or not os.path.exists(lists):
        continue
    text = re.sub(r"#.*", "", open(lists, encoding="utf-8").read())
    listed = re.search(r"\bSOURCES\b([^)]*)", text)
    together = re.findall(r"[\w/]+\.cpp", listed[1]) if listed else []
    alone = re.search(r"\bALONE\b((?:\s+[\w/]+\.cpp)+)", text)
    apart = alone[1].split() if alone else []
    own = {os.path.relpath(path, folder): entry for path, entry in sources}
    names = [name for name in together if name in own and name not in apart]
    if len(names) < 2:
        continue
    entry = own[names[0]]
    kept = arguments_of(entry)
    eight = 8  # UNITY_BUILD_BATCH_SIZE of CMakeLists.txt
    for first in range(0, len(names), eight):
        whole = os.path.join(work, f"{folder.replace('/', '_')}_{first}.cpp")
        with open(whole, "w") as out:
            out.writelines(f'#include "{os.path.abspath(folder)}/{name}"\n' for name in names[first:first + eight])
        command = shlex.join(kept + ["-Wno-subobject-linkage", "-fsyntax-only", whole])
        print(f"cd {shlex.quote(entry['directory'])} && {command} || {{ echo {folder}: see above; exit 1; }}")
        count += 1
if count == 0:
    sys.exit("no folder to look at: " + " ".join(asked))
PYTHON
count=$(wc -l <"$work/commands")
xargs -a "$work/commands" -d '\n' -n 1 -P "${JOBS:-2}" bash -c || { echo "private names clash" >&2; exit 1; }
echo "$count groups of sources, no private name twice in one"
