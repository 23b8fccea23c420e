#!/usr/bin/env bash
# Refuses sources that clang-format would write another way (.clang-format).
#   tests/format.sh             every source of the tree
#   tests/format.sh FILE...     these
#   tests/format.sh --corriger  writes them as they should be
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
command -v clang-format >/dev/null || { echo "skipped: clang-format is not installed (apt-get install clang-format)"; exit 0; }
how=(--dry-run -Werror)
if [ "${1:-}" = --corriger ]; then
  how=(-i)
  shift
fi
if [ $# -gt 0 ]; then
  # Of a list of changed files, the sources: data written as C++ would be lost.
  mapfile -t files < <(printf '%s\n' "$@" | grep -E '\.(cpp|hpp)$' || true)
else
  mapfile -t files < <(find engine io tests examples -name '*.cpp' -o -name '*.hpp' | sort)
fi
[ $# -gt 0 ] || [ ${#files[@]} -ge 500 ] || { echo "only ${#files[@]} sources read: wrong folder?" >&2; exit 1; }
[ ${#files[@]} -eq 0 ] || printf '%s\0' "${files[@]}" | xargs -0 -n 40 -P "$(nproc)" clang-format "${how[@]}"
echo "${#files[@]} sources, each as clang-format writes it"
