// SPDX-License-Identifier: Apache-2.0
// Addresses found in files, without a browser. Imported by modules.test.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import './paper-dom.mjs';
import { addressAnswer } from '../../../styles/viewer/src/address-answer.js';
import { Addresses, common, wordsOf } from '../../../styles/viewer/src/addresses.js';
import { translator } from '../../../styles/viewer/src/texts.js';

// Two communes, three streets; the limit of a quarter cuts the avenue between 2 and 4.
const jaures = ['Avenue Jean Jaurès', 'avenue jean jaures', 0, 0, 0];
const victory = ['Rue du 8 Mai 1945', 'rue 8 mai 1945', 0, 0, 1];
const other = ['Rue Jean Jaurès', 'rue jean jaures', 1, 0, 2];
const files = {
  'index.json': {
    adresses: 5, rues: 3, unite: 100000,
    communes_de_la_base: [['59606', 'Valenciennes', 'valenciennes', ['59300']], ['59014', 'Anzin', 'anzin', ['59410']]],
    communes: [['59606', 'Valenciennes'], ['59014', 'Anzin']], iris: ['596060101'], perimetres: ['QN1'],
    mots: { debut: { av: 'avenue', r: 'rue' }, partout: { gal: 'general' }, liaisons: ['du', 'de'], types: ['avenue', 'rue'] },
    prefixes: ['19', '8', 'ja', 'je', 'ma'],
  },
  'mots/ja.json': [jaures, other],
  'mots/je.json': [jaures, other],
  'mots/ma.json': [victory],
  'mots/8.json': [victory],
  'mots/19.json': [victory],
  'rues/0.json': {
    rues: [
      [352000, 5035000, [[2, '', 0, 0, 0, 0], [4, '', 10, 0, 1, 1234], [4, 'bis', 11, 0, 1, 1300]]],
      [352100, 5035000, [[12, '', 0, 0, 2, 4000]]],
      [352200, 5035000, [[4, '', 0, 0, 3, 90000]]],
    ],
    lieux: [[[0], null, 0, 0, 0], [[], 300, 0, 0, 0], [[], 500, null, 0, 0], [[], null, null, 1, 0]],
  },
};
const read = async (path) => structuredClone(files[path] ?? assert.fail(`no file ${path}`));
const search = (text) => new Addresses(read).search(text);
const first = async (text) => {
  const [one] = await search(text);
  return one && `${one.label}, ${one.commune}`;
};

test('an address is found whatever its order, accents, abbreviations and case, finished or not', async () => {
  for (const asked of ['4 bis avenue Jean Jaurès 59300 Valenciennes', '4bis AV JEAN JAURES', 'jaures jean 4 bis valenciennes', 'Valenciennes, av. jean jau 4 b', '4 bis, av de Jean Jaurès'])
    assert.equal(await first(asked), '4 bis Avenue Jean Jaurès, Valenciennes', asked);
  assert.equal(await first('12 rue du 8 mai 1945'), '12 Rue du 8 Mai 1945, Valenciennes');
  assert.equal(await first('8 mai 1945 12'), '12 Rue du 8 Mai 1945, Valenciennes');
  assert.equal(await first('rue du 8 mai'), 'Rue du 8 Mai 1945, Valenciennes');
  assert.equal(await first('4 jean jaures anzin'), '4 Rue Jean Jaurès, Anzin');
  assert.equal(await first('4 rue jean jaures'), '4 Rue Jean Jaurès, Anzin', 'the kind of street decides first');
  assert.equal((await search('jean jaures')).length, 2);
});

test('what the base has not is not invented', async () => {
  assert.deepEqual(await search('rue des lilas'), []);
  assert.deepEqual(await search('4 avenue jean jaures lille'), []);
  assert.deepEqual(await search('rue'), []);
  const [missing] = await search('3 avenue jean jaures valenciennes');
  assert.equal(missing.missing, '3');
  assert.equal(missing.number, undefined);
  assert.deepEqual(await search('4 avenue jean jaures 75001'), []);
});

test('an address says where it lies as the run told it; a street, what its numbers have in common', async () => {
  const addresses = new Addresses(read);
  const [found] = await addresses.search('4 avenue jean jaures valenciennes');
  assert.deepEqual(found.number, { number: 4, suffix: '', lon: 3.5201, lat: 50.35, within: [], band: 300, iris: '596060101', commune: { code: '59606', name: 'Valenciennes' }, nearest: 'QN1', distance: 123.4 });
  const numbers = await addresses.numbers(found.street);
  assert.equal(numbers.length, 3);
  assert.deepEqual(common(numbers), { within: undefined, band: undefined, iris: '596060101', commune: { code: '59606', name: 'Valenciennes' } });
  assert.deepEqual(common(numbers.slice(1)).band, 300);
});

test('the answer says in or out, the band, the nearest quarter, and that it is no legal answer', async () => {
  const t = translator('fr');
  const addresses = new Addresses(read);
  const quarter = () => ({ nom_qp: 'Dutemple', genre: 'quartier_prioritaire' });
  const said = async (text) => {
    const [found] = await addresses.search(text);
    const node = addressAnswer({ found, numbers: await addresses.numbers(found.street), quarter, language: 'fr', t });
    const cell = (name) => node.having('data-adresse', name)[0]?.text.replace(/\s/g, ' ');
    assert.match(node.text, /sig\.ville\.gouv\.fr/);
    return ['dans', 'bande', 'proche', 'iris', 'commune'].map(cell);
  };
  assert.deepEqual(await said('2 avenue jean jaures'), ['Quartier prioritaire : Dutemple', undefined, undefined, '596060101', 'Valenciennes (59606)']);
  assert.deepEqual(await said('4 avenue jean jaures'), ['Hors de tout quartier', 'à moins de 300 m d’un quartier prioritaire', 'Dutemple, à 123 m', '596060101', 'Valenciennes (59606)']);
  assert.deepEqual(await said('avenue jean jaures'), ['Selon le numéro : une limite coupe cette voie.', undefined, undefined, '596060101', 'Valenciennes (59606)']);
});

test('what is typed is cut into words, a suffix apart from its number', () => {
  assert.deepEqual(wordsOf('12bis, r. de l’Église'), ['12', 'bis', 'r', 'de', 'l', 'eglise']);
  assert.deepEqual(wordsOf('1er mai'), ['1er', 'mai']);
});
