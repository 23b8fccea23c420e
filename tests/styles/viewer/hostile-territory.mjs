// SPDX-License-Identifier: Apache-2.0
// A small territory whose every text is markup of somebody else, written as files that `lisiere run` reads.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/// Were any of it taken for HTML, `window.struck` would tell, or an element `x-planted` stand in the page.
export const hostile = `<img src=x onerror="window.struck=1"></script><script>window.struck=1</script>&amp;"'><x-planted>`;
const planted = (place) => `${place} ${hostile}`;

const box = (west, south, east, north, properties) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] },
});
const point = (lon, lat, properties) => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } });
const csv = (text) => `"${text.replaceAll('"', '""')}"`;
const toml = JSON.stringify; // its escapes are TOML's

export const codes = ['VA/1', 'VA.1', 'atlas', `"'><x-planted>`, '__proto__', `${'Q'.repeat(300)}`];

/// Writes the files into a folder and returns the configuration's path.
export function writeHostileTerritory(folder) {
  mkdirSync(folder, { recursive: true });
  const write = (name, text) => writeFileSync(path.join(folder, name), typeof text === 'string' ? text : JSON.stringify({ type: 'FeatureCollection', features: text }));
  write('communes.geojson', [box(2.98, 46.48, 3.02, 46.52, { code: '99001', nom: planted('commune') })]);
  write('q.geojson', codes.map((code, i) => box(2.984 + 0.005 * i, 46.5, 2.988 + 0.005 * i, 46.504, { code, nom: planted(`quartier ${i}`) })));
  write('projets.geojson', [box(2.985, 46.488, 2.995, 46.494, { nom: planted('projet'), note: planted('note') })]);
  write('equipements.csv', `id,nom,categorie,lon,lat\n1,${csv(planted('mairie'))},mairie,3.0,46.497\n2,${csv(planted('pharmacie'))},pharmacie,3.004,46.497\n`);
  let streets = '<?xml version="1.0"?>\n<osm version="0.6">\n';
  const side = 11;
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      streets += `<node id="${row * side + column + 1}" version="1" lat="${46.48 + row * 0.004}" lon="${2.98 + column * 0.004}"/>\n`;
  for (let i = 0; i < side; i++)
    for (const at of [(j) => i * side + j + 1, (j) => j * side + i + 1])
      streets += `<way id="${1000 + 2 * i + (at(1) === i * side + 2 ? 0 : 1)}" version="1">${Array.from({ length: side }, (_, j) => `<nd ref="${at(j)}"/>`).join('')}<tag k="highway" v="residential"/></way>\n`;
  write('rues.osm', `${streets}</osm>\n`);
  return writeConfig(folder, `[territoire]
nom = ${toml(planted('territoire'))}
dossier = "hostile"

[atlas]
formats = ["svg"]

[sources.s]
titre = ${toml(planted('source'))}
producteur = ${toml(planted('producteur'))}
licence = ${toml(planted('licence'))}
millesime = ${toml(planted('2024'))}
url = "javascript:window.struck=1"

[[perimetres]]
fichier = "q.geojson"
genre = "veille_active"
statut = "local"
source = "s"
champs = { code = "code", nom = "nom" }

[[communes]]
fichier = "communes.geojson"
source = "s"

[[rues]]
fichier = "rues.osm"
source = "s"

[[equipements]]
fichier = "equipements.csv"
type = "points"
source = "s"
champs = { categorie = "categorie" }

[[contexte]]
id = "projets"
titre = ${toml(planted('contexte'))}
fichier = "projets.geojson"
style = "zones_activite"
champs = { nom = "nom" }
colonnes = ["note"]
source = "s"

[[destinations]]
id = "centre"
nom = ${toml(planted('destination'))}
lon = 3.0
lat = 46.5

[calcul]
centre = "centre"

[[scenarios]]
nom = "passage"
titre = ${toml(planted('scenario'))}
description = ${toml(planted('description'))}

[[scenarios.voies]]
trace = "LINESTRING (2.984 46.484, 2.992 46.492)"
nature = "footway"
`);
}

function writeConfig(folder, text) {
  const file = path.join(folder, 't.toml');
  writeFileSync(file, text);
  return file;
}
