#!/usr/bin/env bash
# Draws on the fictional territory's map: installs, builds, computes it where that was not done, then opens the atelier.
#   examples/atelier.sh [DOSSIER]     the edition in DOSSIER (default: out/val-de-lisse in the checkout); Ctrl-C ends it
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
out=${1:-$root/out/val-de-lisse}
[ -x "$root/build/release/lisiere" ] && [ -e "$out/manifeste.json" ] || "$root/examples/run.sh" "$out"
echo "Ouvrir dans un navigateur l'adresse qui suit (Ctrl-C pour arrêter) :"
exec "$root/build/release/lisiere" atelier "$root/examples/demo.toml" -o "$out"
