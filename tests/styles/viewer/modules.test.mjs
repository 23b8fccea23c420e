// SPDX-License-Identifier: Apache-2.0
// The parts of the viewer that need no browser.
import assert from 'node:assert/strict';
import test from 'node:test';
import './addresses.modules.mjs';
import './atelier.modules.mjs';
import './history.modules.mjs';
import './scenario.modules.mjs';
import './take.modules.mjs';
import { cells } from './paper-dom.mjs';
import { readFileSync } from 'node:fs';
import { element } from '../../../styles/viewer/src/dom.js';
import { Archive } from '../../../styles/viewer/src/archive.js';
import { Edition } from '../../../styles/viewer/src/edition.js';
import { paired } from '../../../styles/viewer/src/compare.js';
import { groundOf, measuresNamed } from '../../../styles/viewer/src/layers.js';
import { classLabels, classOf, colourExpression } from '../../../styles/viewer/src/measures.js';
import { gap, headText, indicatorGap, indicatorText, quantity, rounded } from '../../../styles/viewer/src/numbers.js';
import { formatLink, parseLink } from '../../../styles/viewer/src/permalink.js';
import { covered, coveredSuffix, drawings, leastOf, portrait, rankCaution } from '../../../styles/viewer/src/portrait.js';
import { rows } from '../../../styles/viewer/src/rows.js';
import { byName, plain, search } from '../../../styles/viewer/src/search.js';
import { reasonText, textNames, translator } from '../../../styles/viewer/src/texts.js';

/// Intl writes narrow spaces that an eye does not tell apart.
const spaced = (text) => text.replace(/[\u00a0\u202f]/g, ' ');
const french = (value, unit) => spaced(quantity(value, unit, 'fr'));
const english = (value, unit) => spaced(quantity(value, unit, 'en'));

test('numbers are written as each language writes them, with their unit', () => {
  assert.equal(french(5772, 'habitants'), '5 772 habitants');
  assert.equal(english(5772, 'habitants'), '5,772 residents');
  assert.equal(french(12.34, '%'), '12,3 %');
  assert.equal(french(0.267, '0–1'), '27 %');
  assert.equal(french(0.051, 'part'), '5,1 %');
  assert.equal(french(64.634, '0–100'), '65');
  assert.equal(french(6.653, 'départs/h'), '6,65 départs/h');
  assert.equal(english(6.653, 'départs/h'), '6.65 departures/h');
  assert.equal(french(-0.001, 'min'), '0 min');
});

test('a missing value is never a number', () => {
  for (const missing of [null, undefined]) {
    assert.equal(quantity(missing, 'habitants', 'fr'), null);
    assert.equal(gap(missing, '%', 'fr'), null);
  }
  assert.equal(french(0, 'habitants'), '0 habitants');
  assert.equal(reasonText('secret', 'en'), 'statistical secrecy');
  assert.equal(reasonText('', 'fr'), 'non disponible');
});

test('headline figures are rounded and written as the report and the printed page have them', () => {
  // Halves go to the even digit, of the number as it is held: 0.35 lies under its spelling, 21.35 above.
  for (const [value, digits, expected] of [[12.25, 1, 12.2], [12.75, 1, 12.8], [52.5, 0, 52], [53.5, 0, 54], [0.35, 1, 0.3], [21.35, 1, 21.4], [-2.5, 0, -2], [7, 1, 7]])
    assert.equal(Number(rounded(value, digits).toFixed(3)), expected, `${value}`);
  assert.equal(spaced(indicatorText(25, '%', 'fr')), '25,0 %');
  assert.equal(indicatorText(25, '%', 'en'), '25.0%');
  assert.equal(spaced(indicatorText(18450.4, '€ par an', 'fr')), '18 450 €');
  assert.equal(spaced(indicatorGap(-3.21, '%', 'fr')), '−3,2 pt');
  assert.equal(spaced(indicatorGap(0.01, '%', 'fr')), '0,0 pt');
  assert.equal(spaced(headText(0.667, true, 'fr')), '67 %');
  assert.equal(headText(null, false, 'fr'), null);
});

test('a gap carries its sign; percentages differ by points', () => {
  assert.equal(spaced(gap(3.21, '%', 'fr')), '+3,2 pt');
  assert.equal(spaced(gap(-1500, 'm', 'fr')), '−1 500 m');
  assert.equal(spaced(gap(0.0001, '%', 'fr')), '0 pt');
});

const quarters = [
  { code: 'QN001', code_qp: 'QN001', nom_qp: 'Les Épinettes', alias: 'Cité du Chêne', communes: '99001' },
  { code: 'QN002', code_qp: 'QN002', nom_qp: 'Rive-Neuve', alias: null, communes: '99002, 99003' },
  { code: 'VA-1', code_qp: null, nom_qp: 'Rive-Neuve', alias: null, communes: '99004' },
  { code: 'QN003', code_qp: 'QN003', nom_qp: "L'Œuvre", alias: null, communes: '99001' },
];
const communes = { 99001: 'Lisse-le-Pont', 99002: 'Sainte-Orme', 99004: 'Aubray' };
const found = (query) => search(quarters, query, communes).map(({ quarter }) => quarter.code);

test('a quarter is found by name, other name, code or commune, without accents or hyphens', () => {
  assert.deepEqual(found('epinettes'), ['QN001']);
  assert.deepEqual(found('ÉPIN'), ['QN001']);
  assert.deepEqual(found('les epinettes'), ['QN001']);
  assert.deepEqual(found('chene'), ['QN001']);
  assert.deepEqual(found('qn002'), ['QN002']);
  assert.deepEqual(found('oeuvre'), ['QN003']);
  assert.deepEqual(found('lisse le pont').sort(), ['QN001', 'QN003']);
  assert.deepEqual(found('zzz'), []);
  assert.deepEqual(found('   '), []);
});

test('homonyms are both found, each with its commune; more words choose', () => {
  const homonyms = search(quarters, 'rive neuve', communes);
  assert.deepEqual(homonyms.map((one) => one.communes), ['Sainte-Orme, 99003', 'Aubray']);
  assert.deepEqual(found('rive aubray'), ['VA-1']);
});

test('what is searched never depends on case or accents', () => {
  for (const text of ['Éà', 'ŒUF', 'Cœur-de-Ville', 'naïve Çà']) assert.equal(plain(text), plain(plain(text)));
  assert.equal(plain('Cœur-de-Ville'), 'coeur de ville');
});

test('a link gives back what it was made of', () => {
  const states = [
    { zoom: 12.34, lat: 46.5, lon: -3.01234, quarter: 'QN09901M', other: 'VA-99001-les grands/prés', measure: 'carreaux.t_medecin_marche', layers: ['perimetres', 'carreaux'], language: 'en' },
    { layers: [] },
    {},
  ];
  for (const state of states) assert.deepEqual(parseLink(formatLink(state)), state);
});

test('a link that was damaged opens what is left of it', () => {
  assert.deepEqual(parseLink('#p=12/abc/3&q=QN1'), { quarter: 'QN1' });
  assert.deepEqual(parseLink('#p=12/146/3'), {});
  assert.deepEqual(parseLink('#%%%'), {});
  assert.deepEqual(parseLink(''), {});
});

const minutes = { colonne: 't', minimum: 0, bornes: [5, 10, 15], couleurs: ['#111111', '#222222', '#333333', '#444444'], unite: 'min' };

test('a value on a bound belongs to the class below it; a missing one to none', () => {
  assert.deepEqual([0, 5, 5.001, 10, 15, 15.1, 900].map((v) => classOf(minutes, v)), [0, 0, 1, 1, 2, 3, 3]);
  assert.deepEqual([2.9, 3].map((v) => classOf({ ...minutes, minimum: 3 }, v)), [-1, 0]);
  assert.deepEqual([null, undefined, -1, '5'].map((v) => classOf(minutes, v)), [-1, -1, -1, -1]);
});

/// As MapLibre evaluates the few operators used.
function evaluate(expression, properties) {
  if (!Array.isArray(expression)) return expression;
  const [operator, ...parts] = expression;
  const value = (part) => evaluate(part, properties);
  switch (operator) {
    case 'get': return properties[parts[0]] ?? null;
    case 'typeof': return typeof value(parts[0]) === 'number' ? 'number' : 'null';
    case 'number': { const found = parts.map(value).find((one) => typeof one === 'number'); assert.notEqual(found, undefined); return found; }
    case '==': return value(parts[0]) === value(parts[1]);
    case '<=': return value(parts[0]) <= value(parts[1]);
    case '>=': return value(parts[0]) >= value(parts[1]);
    case 'case': { for (let i = 0; i + 1 < parts.length; i += 2) if (value(parts[i])) return value(parts[i + 1]); return value(parts.at(-1)); }
    case 'match': { for (let i = 1; i + 1 < parts.length; i += 2) if (value(parts[0]) === parts[i]) return parts[i + 1]; return parts.at(-1); }
    default: throw new Error(operator);
  }
}

test('the map draws the classes that the legend names', () => {
  for (const value of [0, 4.9, 5, 5.1, 10, 12, 15, 15.1, 99])
    assert.equal(evaluate(colourExpression(minutes), { t: value }), minutes.couleurs[classOf(minutes, value)]);
  for (const properties of [{}, { t: -2 }]) assert.equal(evaluate(colourExpression(minutes), properties), 'rgba(0, 0, 0, 0)');
  const values = { A: 3, B: 12, C: null };
  const expression = colourExpression(minutes, values);
  assert.deepEqual(['A', 'B', 'C', 'D'].map((code) => evaluate(expression, { code })), ['#111111', '#333333', 'rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0)']);
  assert.equal(colourExpression(minutes, {}), 'rgba(0, 0, 0, 0)');
  assert.equal(evaluate(colourExpression({ ...minutes, bornes: [], couleurs: ['#123456'] }), { t: 7 }), '#123456');
});

test('every class has its words', () => {
  assert.deepEqual(classLabels(minutes, 'fr').map(spaced), ["jusqu'à 5 min", '5 à 10 min', '10 à 15 min', 'plus de 15 min']);
  assert.deepEqual(classLabels({ ...minutes, bornes: [] }, 'en'), ['every value']);
  assert.equal(spaced(classLabels({ ...minutes, bornes: [0.2, 0.4], unite: '0–1' }, 'fr')[1]), '20 à 40 %');
});

test('two quarters are paired by what their rows speak of', () => {
  const key = (row) => row.k;
  const pairs = paired([{ k: 1, v: 'a' }, { k: 2, v: 'b' }], [{ k: 2, v: 'c' }, { k: 3, v: 'd' }], key);
  assert.deepEqual(pairs.map(([x, y]) => [x?.v, y?.v]), [['a', undefined], ['b', 'c'], [undefined, 'd']]);
});

test('tables become rows; one that is absent has none', () => {
  assert.deepEqual(rows({ colonnes: ['a', 'b'], lignes: [[1, null]] }), [{ a: 1, b: null }]);
  assert.deepEqual(rows(undefined), []);
});

test('every language has the same texts, and none is forgotten', () => {
  assert.deepEqual([...textNames.en].sort(), [...textNames.fr].sort());
  assert.throws(() => translator('fr')('absent'));
});

test('tiles are read from servers with ranges, and whole from one without', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
  let requests = 0;
  const server = (ranges) => async (url, { headers }) => {
    requests += 1;
    const [, first, last] = /bytes=(\d+)-(\d+)/.exec(headers.Range);
    return ranges ? new Response(bytes.slice(+first, +last + 1), { status: 206 }) : new Response(bytes);
  };
  for (const ranges of [true, false]) {
    requests = 0;
    globalThis.fetch = server(ranges);
    const archive = new Archive('x');
    for (const [offset, length] of [[0, 10], [500, 100], [990, 10]]) {
      const { data } = await archive.getBytes(offset, length);
      assert.deepEqual(new Uint8Array(data), bytes.slice(offset, offset + length));
    }
    assert.equal(requests, ranges ? 3 : 1);
  }
  globalThis.fetch = async () => new Response('', { status: 404 });
  await assert.rejects(new Archive('x').getBytes(0, 10));
});

test('bytes of another archive than the one that was begun are not given, and it is told once each time', async () => {
  let tag = 'W/"a"'; // compressed: the same version as "a"
  globalThis.fetch = async () => new Response(new Uint8Array(10), { status: 206, headers: tag ? { etag: tag } : {} });
  let told = 0;
  const archive = new Archive('x', () => (told += 1));
  await archive.getBytes(0, 10);
  tag = '"a"';
  await archive.getBytes(0, 10);
  assert.equal(told, 0);
  tag = '"b"';
  await assert.rejects(archive.getBytes(0, 10), /another edition/);
  assert.equal(told, 1);
  tag = ''; // a server that tells no versions is believed
  const silent = new Archive('x', () => assert.fail());
  await silent.getBytes(0, 10);
  await silent.getBytes(0, 10);
});

test('a page knows when its edition is no longer the one that is published', async () => {
  let tag = '"a"';
  let status = 200;
  globalThis.fetch = async (url, options = {}) =>
    new Response(options.method === 'HEAD' ? null : '{"nom":"x"}', { status, headers: tag ? { etag: tag } : {} });
  const edition = new Edition();
  assert.deepEqual(await edition.read(), { nom: 'x' });
  assert.equal(await edition.stands(), true);
  tag = '"b"';
  assert.equal(await edition.stands(), false);
  status = 503; // between two editions, or the network is gone: nothing speaks against it
  assert.equal(await edition.stands(), true);
  globalThis.fetch = async () => { throw new TypeError('network'); };
  assert.equal(await edition.stands(), true);
});

test('a quarter that is cut says its part, a whole or unknown one nothing', () => {
  const context = { language: 'fr', t: translator('fr') };
  const say = (share) => spaced(covered({ part_couverte: share }, context));
  assert.equal(say(0.049), 'partie couverte, 5 %');
  assert.equal(say(0.9999), 'partie couverte, 99,9 %'); // never the whole
  assert.equal(say(0.00001), 'partie couverte, 0,1 %'); // nor nothing
  for (const whole of [1, null, undefined]) assert.equal(say(whole), '');
  assert.equal(coveredSuffix({ part_couverte: 1 }, context), '');
  assert.equal(coveredSuffix({ part_couverte: 0.5 }, { language: 'en', t: translator('en') }), ' (covered part, 50%)');
});

test('measures are found by the words of their title or group, whatever the accents', () => {
  const measure = (titre, groupe) => ({ titre: { fr: titre }, groupe: { fr: groupe } });
  const all = [measure('Part des 60 ans ou plus', 'Population'), measure("Taux d'emploi", 'Emploi'), measure('Départs par heure', 'Transports')];
  const titles = (asked) => measuresNamed(all, asked, 'fr').map((one) => one.titre.fr);
  assert.equal(titles('').length, 3);
  assert.deepEqual(titles('departs'), ['Départs par heure']);
  assert.deepEqual(titles('emploi taux'), ["Taux d'emploi"]);
  assert.deepEqual(titles('60 population'), ['Part des 60 ans ou plus']);
  assert.deepEqual(titles('zzz'), []);
});

test('the legend above the list is that of the lowest coloured areas that are shown', () => {
  const layer = (couche, classes, more = {}) => ({ couche, geometrie: 'polygone', groupe: 'x', legende: true, vide: false, classes: Array.from({ length: classes }, () => ({ valeur: null })), ...more });
  const couches = [layer('fond', 5, { groupe: 'fond' }), layer('carreaux', 5), layer('isochrones/marche', 3), layer('perimetres', 4, { classes: [{ valeur: 'a' }, { valeur: 'b' }, { valeur: null }] }), layer('points', 3, { geometrie: 'point' })];
  const of = (...shown) => groundOf({ couches }, shown)?.couche;
  assert.equal(of('fond', 'carreaux', 'isochrones/marche', 'perimetres'), 'carreaux');
  assert.equal(of('isochrones/marche', 'points'), 'isochrones/marche');
  assert.equal(of('perimetres', 'points'), undefined);
});

test('quarters are listed by name, homonyms by commune, whatever their accents', () => {
  const list = byName([{ code: 'c', nom_qp: 'Zola', communes: '1' }, { code: 'b', nom_qp: 'Éluard', communes: '2' }, { code: 'a', nom_qp: 'Éluard', communes: '1' }]);
  assert.deepEqual(list.map((one) => one.code), ['a', 'b', 'c']);
});

test('residents of an area that ends with the streets are a least count, and a rank says which others are cut', () => {
  const t = translator('fr');
  const line = { population_atteinte: 26148, bord: true };
  assert.equal(leastOf(line, { language: 'fr', t }), `au moins ${quantity(26148, 'habitants', 'fr')}`);
  assert.equal(leastOf({ ...line, bord: false }, { language: 'fr', t }), undefined);
  assert.equal(leastOf({ ...line, population_atteinte: null }, { language: 'fr', t }), undefined);
  const whole = { code: 'A', indice_enclavement: 40, part_couverte: 1 };
  const part = { code: 'B', indice_enclavement: 50, part_couverte: 0.05 };
  assert.equal(rankCaution(whole, [whole, part], t), ' ; 1 autre périmètre classé n’est couvert qu’en partie');
  assert.equal(rankCaution(part, [whole, part], t), '');
  assert.equal(rankCaution(whole, [whole, { ...part, indice_enclavement: null }], t), '');
});

const both = (text) => ({ fr: text, en: text });
const told = (layer, dessin, colonnes, more = {}) => ({ couche: layer, titre: both(layer), dessin, colonnes, lignes: 0, si: '', gras: '', aide: null, ...more });
const land = (sections, more = {}) => ({
  langue: 'fr', communes: {}, quartiers: [], couches: [], colonnes: { perimetres: {} }, mots: {}, sources: undefined,
  portrait: {
    tete: [], chiffres: [], intitules: {}, comparaison: { titre: both('Tête'), quartier: both('q'), commune: both('c'), ecart: both('g') },
    autour: [{ valeur: 'reste', ecart: 'g_reste', marque: '', texte: both('reste') }, { valeur: 'zone', ecart: 'g_zone', marque: '²', texte: both('zone') }],
    sections: sections.map(([id, ...couches]) => ({ id, titre: both(`section ${id}`), couches })), ...more,
  },
});
const one = (line) => ({ colonnes: Object.keys(line), lignes: [Object.values(line)] });
const drawnPortrait = (territory, data) => element('div', {}, portrait({ perimetres: one({ code: 'A', genre: 'veille_active', statut: 'local', part_couverte: 1 }), ...data }, { territory, language: 'fr', t: translator('fr') }));

test('the portrait has the sections that the edition names, in their order, and none of which there is nothing', () => {
  const territory = land([['b', told('acces_perdu', 'liste', ['nom|coupure', 'part'])], ['rien', told('roses', 'rose', [])], ['a', told('lieux', 'tableau', ['nom', 'min'], { lignes: 1, aide: both('{montrees} sur {toutes}') })]]);
  const page = drawnPortrait(territory, {
    acces_perdu: { colonnes: ['nom', 'coupure', 'part'], lignes: [[null, 'c1', 'x'], ['Rail', 'c2', 'y'], [null, null, 'z']] },
    lieux: { colonnes: ['nom', 'min'], lignes: [['Mairie', 12], ['Gare', 20]] },
  });
  assert.deepEqual(page.tagged('h3').map((head) => head.text), ['section b', 'section a']);
  // A name that is missing is told by the other; without either there is no line.
  assert.deepEqual(page.tagged('li').map((line) => spaced(line.text)).slice(-2), ['c1 : x', 'Rail : y']);
  assert.deepEqual(cells(page), [['nom', 'min'], ['Mairie', '12']]);
  assert.ok(page.text.includes('1 sur 2'));
});

test('a headline stands beside the first place that has its value, marked where it is not the first', () => {
  const territory = land([['indicateurs', told('indicateurs', 'themes', [])]], { chiffres: [{ indicateur: 'a', texte: both('A') }, { indicateur: 'b', texte: both('B') }, { indicateur: 'absent', texte: both('?') }] });
  const page = drawnPortrait(territory, {
    indicateurs: { colonnes: ['indicateur', 'libelle', 'theme', 'unite', 'valeur', 'valeur_commune', 'reste', 'g_reste', 'zone', 'g_zone'], lignes: [['a', 'a', 't', '%', 1, 2, 3, -2, 9, -8], ['b', 'b', 't', '%', null, null, null, null, 4, null]] },
  });
  const figures = Object.fromEntries(page.having('data-chiffre').map((node) => [node.attributes['data-chiffre'], spaced(node.text)]));
  assert.deepEqual(figures, { 'a.valeur': '1,0 %', 'a.commune': '2,0 %', 'a.autour': '3,0 %', 'a.ecart': '−2,0 pt', 'b.valeur': 'non disponible', 'b.commune': '–', 'b.autour': '4,0 %²', 'b.ecart': '–' });
  assert.ok(page.text.includes('² zone'));
});

test('every way of drawing that a portrait may ask for is there', () => {
  const known = readFileSync(new URL('../../../io/style/read_portrait_settings.cpp', import.meta.url), 'utf8');
  const names = [.../web_drawings\(\) \{[^{]*\{([^}]*)\}/.exec(known)[1].matchAll(/"(\w+)"/g)].map(([, name]) => name);
  assert.deepEqual(names.sort(), Object.keys(drawings).sort());
});
