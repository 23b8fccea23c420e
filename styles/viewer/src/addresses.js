// SPDX-License-Identifier: Apache-2.0
// Finds addresses in the files of carte/adresses/, which the run has made: words in any order, without accents, abbreviated or unfinished. What is said
// of an address was told by the run, as `lisiere locate` tells it; nothing is computed here and nothing leaves this folder.
import { plain } from './search.js';

const suffixes = { b: 'bis', bis: 'bis', t: 'ter', ter: 'ter', q: 'quater', quat: 'quater', quater: 'quater' };
const suffixOf = (word) => suffixes[word] ?? (/^[a-h]$/.test(word) ? word : undefined);

/// The words of what is typed: "12bis, av. du Gal Leclerc" is [12, bis, av, du, gal, leclerc]. Which number is a house's is told street by street:
/// that of "rue du 8 mai 1945" is none.
export function wordsOf(text) {
  const apart = text.replace(/(\d)([a-z]+)\b/gi, (whole, digit, letters) => (suffixOf(letters.toLowerCase()) ? `${digit} ${letters}` : whole));
  return plain(apart).split(' ').filter(Boolean);
}

/// How well a street fits the words: null when it does not, else {score, number, suffix}; the least score first. `street`: {words, commune: {words, postcodes}}.
export function fit(words, street, vocabulary) {
  const { debut, partout, liaisons, types } = vocabulary;
  let score = 0;
  let number;
  let suffix;
  const used = new Set();
  const take = (list, wanted, whole) => {
    const at = list.findIndex((one, i) => !(list === street.words && used.has(i)) && (whole ? one === wanted : one.startsWith(wanted)));
    if (at >= 0 && list === street.words) used.add(at);
    return at >= 0;
  };
  for (const [i, word] of words.entries()) {
    const full = [word, partout[word], debut[word]].filter(Boolean);
    if (full.some((one) => take(street.words, one, true))) continue;
    if (/^\d+$/.test(word)) {
      if (number === undefined && Number(word) > 0 && Number(word) <= 9999) {
        number = Number(word);
        continue;
      }
      if (word.length > 2 && street.commune.postcodes.some((one) => one.startsWith(word))) continue;
      return null;
    }
    if (number !== undefined && suffix === undefined && words[i - 1] === String(number) && suffixOf(word)) {
      suffix = suffixOf(word);
      continue;
    }
    if (liaisons.has(word)) continue;
    if (full.some((one) => take(street.words, one, false))) {
      score += 1;
    } else if (full.some((one) => take(street.commune.words, one, true))) {
      continue;
    } else if (full.some((one) => take(street.commune.words, one, false))) {
      score += 1;
    } else if (full.some((one) => types.has(one)) || [...types].some((one) => one.startsWith(word))) {
      score += 10; // another kind of street
    } else {
      return null;
    }
  }
  const missed = street.words.filter((one, i) => !used.has(i) && !types.has(one)).length;
  return { score: score + 2 * missed, number, suffix: suffix ?? '' };
}

/// The addresses of an edition. `read(path)`: the JSON of a file of `adresses/`, read once.
export class Addresses {
  constructor(read) {
    this.read = read;
  }

  async index() {
    this.known ??= await this.read('index.json').then((index) => ({
      ...index,
      prefixes: new Set(index.prefixes),
      mots: { ...index.mots, liaisons: new Set(index.mots.liaisons), types: new Set(index.mots.types) },
      communes_de_la_base: index.communes_de_la_base.map(([code, name, key, postcodes]) => ({ code, name, words: key.split(' '), postcodes })),
    }));
    return this.known;
  }

  /// At most `limit` of {label, commune, street, number}: an address, or a street of which the number is not known or not asked for.
  async search(text, limit = 8) {
    const words = wordsOf(text);
    const index = await this.index();
    const { debut, partout, liaisons } = index.mots;
    // "rue du Hameau": a kind of street may be the name of one.
    const telling = words.filter((word) => !liaisons.has(word) && (word.length > 1 || /\d/.test(word)));
    const prefixes = new Set(telling.flatMap((word) => [word, partout[word], debut[word]]).filter(Boolean).map((word) => word.slice(0, 2)).filter((one) => index.prefixes.has(one)));
    const lists = await Promise.all([...prefixes].map((one) => this.read(`mots/${one}.json`)));
    const streets = new Map(lists.flat().map((row) => [`${row[3]}/${row[4]}`, row]));
    const found = [];
    for (const [name, key, commune, file, at] of streets.values()) {
      const home = index.communes_de_la_base[commune];
      const fits = fit(words, { words: key.split(' '), commune: home }, index.mots);
      if (fits) found.push({ ...fits, name, home, file, at });
    }
    found.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.home.code < b.home.code ? -1 : 1));
    return Promise.all(found.slice(0, limit).map(async (one) => {
      const known = one.number === undefined ? undefined : (await this.numbers(one)).find((each) => each.number === one.number && each.suffix === one.suffix);
      return { label: known ? `${numberText(known)} ${one.name}` : one.name, commune: one.home.name, street: one, number: known, missing: one.number !== undefined && !known ? numberText(one) : undefined };
    }));
  }

  /// The addresses of a street, with where each lies: {number, suffix, lon, lat, within, band, iris, commune, nearest, distance}.
  async numbers({ file, at }) {
    const index = await this.index();
    const { rues, lieux } = await this.read(`rues/${file}.json`);
    const [lon, lat, numbers] = rues[at];
    return numbers.map(([number, suffix, east, north, place, tenths]) => {
      const [within, band, iris, commune, nearest] = lieux[place];
      const home = commune === null ? undefined : index.communes[commune];
      return {
        number, suffix,
        lon: (lon + east) / index.unite,
        lat: (lat + north) / index.unite,
        within: within.map((one) => index.perimetres[one]),
        band,
        iris: iris === null ? undefined : index.iris[iris],
        commune: home && { code: home[0], name: home[1] },
        nearest: nearest === null ? undefined : index.perimetres[nearest],
        distance: tenths === null ? undefined : tenths / 10,
      };
    });
  }
}

/// "12 bis"; empty for a street without numbers.
export const numberText = ({ number, suffix }) => (number ? [number, suffix].filter(Boolean).join(' ') : '');

/// What all these addresses have in common of where they lie: {within, band, iris, commune}; undefined parts differ from one to the next.
export function common(numbers) {
  const same = (of) => (numbers.every((one) => JSON.stringify(of(one)) === JSON.stringify(of(numbers[0]))) ? of(numbers[0]) : undefined);
  return { within: same((one) => one.within), band: same((one) => one.band), iris: same((one) => one.iris), commune: same((one) => one.commune) };
}
