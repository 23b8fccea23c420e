#!/usr/bin/env bash
# What is worth a second before each commit: format of the files that are staged, arrows of includes, lists, notices, pages of methods, files that pages name.
#   ln -s ../../tests/avant_commit.sh .git/hooks/pre-commit
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"
mapfile -t staged < <(git diff --cached --name-only --diff-filter=d -- '*.cpp' '*.hpp')
[ ${#staged[@]} -eq 0 ] || tests/format.sh "${staged[@]}"
for check in check_includes check_lists check_notices check_pages check_paths check_words; do
  cmake -DROOT="$PWD" -P "tests/layering/$check.cmake"
done
