// SPDX-License-Identifier: Apache-2.0
// What is drawn: a list of changes that can be undone, and the scenario that says it as `[[scenarios]]` do.

const degrees = (value) => Number(value.toFixed(7));
const pair = ([lon, lat]) => `${degrees(lon)} ${degrees(lat)}`;
const trace = (points) => `LINESTRING (${points.map(pair).join(', ')})`;

const added = (nature, more = {}) => ({ list: 'voies', least: 2, say: ({ places }) => ({ action: 'ajouter', trace: trace(places), nature, ...more }) });
const changed = (action) => ({ list: 'voies', least: 1, say: ({ street }) => ({ action, par: 'long', trace: trace(street) }) });

/// Of what each tool makes: where it goes in the scenario, how many places it needs at least and takes at most, and what it says there. `places`: [lon, lat] each.
const kinds = {
  passerelle: added('footway', { pont: true }),
  rue: added('residential'),
  impasse: added('footway'),
  halage: added('path'),
  pietonne: changed('pietonniser'),
  fermeture: changed('fermer'),
  equipement: {
    list: 'equipements', least: 1,
    say: ({ places: [[lon, lat]], category, number }) => ({ action: 'ajouter', id: `atelier:${number}`, categorie: category, lon: degrees(lon), lat: degrees(lat) }),
  },
  deplacement: {
    list: 'equipements', least: 2, most: 2,
    say: ({ facility, places: [, [lon, lat]] }) => ({ action: 'deplacer', id: facility.id, lon: degrees(lon), lat: degrees(lat) }),
  },
  suppression: { list: 'equipements', least: 1, say: ({ facility }) => ({ action: 'supprimer', id: facility.id }) },
  ligne: {
    list: 'lignes', least: 2,
    say: ({ places, stops, line }) => ({ action: 'ajouter', ...line, arrets: places.map((place, i) => stops[i] ?? `POINT (${pair(place)})`) }),
  },
};

/// The tools as the bar has them, a row each.
export const toolGroups = [
  { id: 'voies', tools: ['passerelle', 'rue', 'impasse', 'halage', 'pietonne', 'fermeture'] },
  { id: 'equipements', tools: ['equipement', 'deplacement', 'suppression'] },
  { id: 'lignes', tools: ['ligne'] },
];
export const isLine = (kind) => kinds[kind].least > 1;
/// Of what is clicked one by one: no further click belongs to it.
export const isFull = (change) => change.places.length >= (kinds[change.kind]?.most ?? Infinity);
/// What was kept stays as it is told, whoever wrote it.
export const isWhole = (change) => change.told !== undefined || change.places.length >= kinds[change.kind].least;

const lineOf = (text) => /^LINESTRING \(([^()]*)\)$/.exec(text ?? '')?.[1].split(',').map((point) => point.trim().split(/\s+/).map(Number));
const pointOf = (text) => /^POINT \(([^()]*)\)$/.exec(text)?.[1].trim().split(/\s+/).map(Number);

const kindOfWay = ({ nature, pont, niveau = 0 }) =>
  (pont || niveau > 0) && nature === 'footway' ? 'passerelle' : ({ footway: 'impasse', path: 'halage' }[nature] ?? 'rue');

/// A change that was kept, as the map shows it: of a kind that no tool makes, `autre`. `at(list, id)`: where a facility or a stop of that id is.
function kept(list, told, at) {
  const action = told.action ?? 'ajouter';
  const line = lineOf(told.trace);
  const own = { list, told, places: [] };
  if (list === 'voies' && action === 'ajouter' && line) return { ...own, kind: kindOfWay(told), places: line };
  if (list === 'voies' && line) return { ...own, kind: action === 'fermer' ? 'fermeture' : 'pietonne', street: line };
  if (list === 'equipements' && action === 'ajouter') return { ...own, kind: 'equipement', places: [[told.lon, told.lat]], category: told.categorie };
  const there = list === 'equipements' && at(list, told.id);
  if (there && action === 'supprimer') return { ...own, kind: 'suppression', places: [there.at], facility: there };
  if (there && action === 'deplacer') return { ...own, kind: 'deplacement', places: [there.at, [told.lon, told.lat]], facility: there };
  if (list === 'lignes' && action === 'ajouter')
    return { ...own, kind: 'ligne', line: { nom: told.nom }, stops: told.arrets, places: told.arrets.map((stop) => pointOf(stop) ?? at('arrets', stop)?.at).filter(Boolean) };
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

  /// One more point of a line that is being drawn; of a line of transport, the id of the stop that is there, if any.
  extend(number, place, stop) {
    this.#keep();
    this.list = this.list.map((one) => (one.number === number ? { ...one, places: [...one.places, place], ...(one.stops && { stops: [...one.stops, stop] }) } : one));
  }

  /// What is told of a change beside its places: of a line, its hours.
  tell(number, more) {
    this.#keep();
    this.list = this.list.map((one) => (one.number === number ? { ...one, ...more } : one));
  }

  remove(number) {
    this.#keep();
    this.list = this.list.filter((one) => one.number !== number);
  }

  clear() {
    this.#keep();
    this.list = [];
  }

  /// Instead of what is drawn, a scenario that was kept. `at`: as for `kept`.
  load(scenario, at = () => undefined) {
    this.#keep();
    this.list = ['voies', 'equipements', 'lignes'].flatMap((list) => (scenario[list] ?? []).map((told) => ({ number: (this.#number += 1), ...kept(list, told, at) })));
  }

  find(number) {
    return this.list.find((one) => one.number === number);
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
