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

# Only what is there is announced.
shown() { [ ! -e "$out/$1" ] || printf '  %-23s %s\n' "$2" "$3"; }
echo
echo "Résultats : $out"
shown territoire.qgz territoire.qgz "projet QGIS, à ouvrir : les couches en groupes et dans l'ordre"
shown atlas/atlas.pdf atlas/atlas.pdf "l'atlas imprimé, et une page par quartier"
shown lisiere.gpkg lisiere.gpkg "toutes les couches, avec leurs styles"
shown tuiles/lisiere.pmtiles tuiles/lisiere.pmtiles "tuiles vectorielles (et lisiere.mbtiles, style.json)"
shown rapport.html rapport.html "tableau d'ensemble, portraits, qualité des données"
shown tableaux.xlsx tableaux.xlsx "le classeur : une feuille par thème, et un dictionnaire"
shown tables "tables/*.csv" "toutes les tables, pour une machine"
shown catalogue.jsonld catalogue.jsonld "la fiche pour un catalogue (et metadonnees.xml, ISO 19139)"
shown manifeste.json manifeste.json "versions, configuration complète, empreinte de chaque fichier, constats"
if [ -e "$out/carte/index.html" ]; then
  echo "La carte web : $root/build/release/lisiere serve $out"
else
  echo "Pas de carte web dans cette édition :"
  { sed 's/^/  /' "$root/build/release/viewer/dist/absente.txt" 2>/dev/null || echo "  voir le constat carte_absente ci-dessus"; }
fi
if command -v ogrinfo >/dev/null; then echo "Voir les couches : ogrinfo -so $out/lisiere.gpkg"; fi
