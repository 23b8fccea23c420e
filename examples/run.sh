#!/usr/bin/env bash
# From nothing to a map: installs the Debian packages, builds, runs the fictional territory.
#   examples/run.sh [DOSSIER]     results in DOSSIER (default: out/val-de-lisse in the checkout)
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
"$root/.ci/setup"
echo "Compilation (quelques minutes la première fois, rien ensuite)…"
cmake -S "$root" --preset release >/dev/null
cmake --build "$root/build/release" -j "$(nproc)" --target lisiere

out=${1:-$root/out/val-de-lisse}
"$root/build/release/lisiere" run "$root/examples/demo.toml" -o "$out"

cat <<FIN

Résultats : $out
  territoire.qgz          projet QGIS, à ouvrir : les couches en groupes et dans l'ordre
  atlas/atlas.pdf         l'atlas imprimé, et une page par quartier
  lisiere.gpkg            toutes les couches, avec leurs styles
  tuiles/lisiere.pmtiles  tuiles vectorielles (et lisiere.mbtiles, style.json)
  rapport.html            tableau d'ensemble, portraits, qualité des données
  tables/*.csv            les mêmes chiffres pour un tableur
  manifeste.json          versions, configuration complète, empreinte de chaque fichier, constats
La carte web : $root/build/release/lisiere serve $out
Voir les couches : ogrinfo -so $out/lisiere.gpkg
FIN
