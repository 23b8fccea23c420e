// SPDX-License-Identifier: Apache-2.0
// What is drawn: a list of changes that can be undone, and the scenario that says it as `[[scenarios]]` do.

const degrees = (value) => Number(value.toFixed(7));
const wkt = (points) => points.map(([lon, lat]) => `${degrees(lon)} ${degrees(lat)}`).join(', ');

/// Of what each tool makes: where it goes in the scenario, and what it says there. `places`: [lon, lat] each.
const kinds = {
  passerelle: { list: 'voies', least: 2, say: ({ places }) => ({ action: 'ajouter', trace: `LINESTRING (${wkt(places)})`, nature: 'footway', pont: true }) },
  rue: { list: 'voies', least: 2, say: ({ places }) => ({ action: 'ajouter', trace: `LINESTRING (${wkt(places)})`, nature: 'residential' }) },
  fermeture: { list: 'voies', least: 1, say: ({ street }) => ({ action: 'fermer', par: 'long', trace: `LINESTRING (${wkt(street)})` }) },
  equipement: {
    list: 'equipements', least: 1,
    say: ({ places: [[lon, lat]], category, number }) => ({ action: 'ajouter', id: `atelier:${number}`, categorie: category, lon: degrees(lon), lat: degrees(lat) }),
  },
};

export const tools = Object.keys(kinds);
export const isLine = (kind) => kinds[kind].least > 1;
/// What was kept stays as it is told, whoever wrote it.
export const isWhole = (change) => change.told !== undefined || change.places.length >= kinds[change.kind].least;

const lineOf = (text) => /^LINESTRING \(([^()]*)\)$/.exec(text ?? '')?.[1].split(',').map((pair) => pair.trim().split(/\s+/).map(Number));

/// A change that was kept, as the map shows it: of a kind that no tool makes, `autre`.
function kept(list, told) {
  const line = lineOf(told.trace);
  const own = { list, told, places: [] };
  if (list === 'voies' && (told.action ?? 'ajouter') === 'ajouter' && line) return { ...own, kind: told.nature === 'footway' ? 'passerelle' : 'rue', places: line };
  if (list === 'voies' && told.action === 'fermer' && line) return { ...own, kind: 'fermeture', street: line };
  if (list === 'equipements' && (told.action ?? 'ajouter') === 'ajouter') return { ...own, kind: 'equipement', places: [[told.lon, told.lat]], category: told.categorie };
  return { ...own, kind: 'autre' };
}

export class Changes {
  #past = [];
  #number = 0;
  list = [];

  #keep() {
    this.#past.push(this.list);
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  undo() {
    this.list = this.#past.pop() ?? this.list;
  }

  add(change) {
    this.#keep();
    this.#number += 1;
    this.list = [...this.list, { number: this.#number, ...change }];
    return this.#number;
  }

  /// One more point of a line that is being drawn.
  extend(number, place) {
    this.#keep();
    this.list = this.list.map((one) => (one.number === number ? { ...one, places: [...one.places, place] } : one));
  }

  remove(number) {
    this.#keep();
    this.list = this.list.filter((one) => one.number !== number);
  }

  clear() {
    this.#keep();
    this.list = [];
  }

  /// Instead of what is drawn, a scenario that was kept.
  load(scenario) {
    this.#keep();
    this.list = ['voies', 'equipements', 'lignes'].flatMap((list) => (scenario[list] ?? []).map((told) => ({ number: (this.#number += 1), ...kept(list, told) })));
  }

  has(number) {
    return this.list.some((one) => one.number === number);
  }

  /// Undefined while nothing is whole.
  scenario(title) {
    const whole = this.list.filter(isWhole);
    if (whole.length === 0) return undefined;
    const scenario = { nom: nameOf(title), titre: title };
    for (const change of whole) {
      const { list, say } = change.told ? { list: change.list, say: () => change.told } : kinds[change.kind];
      (scenario[list] ??= []).push(say(change));
    }
    return scenario;
  }
}

/// "Passerelle de la Gare !" → "passerelle-de-la-gare": what names a folder.
export function nameOf(title) {
  const plain = title.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'dessin';
}
