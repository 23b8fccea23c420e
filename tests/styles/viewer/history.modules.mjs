// SPDX-License-Identifier: Apache-2.0
// The measures of a quarter from edition to edition. Run by modules.test.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import './paper-dom.mjs';
import { trend } from '../../../styles/viewer/src/charts.js';
import { dateText, historySection } from '../../../styles/viewer/src/history.js';
import { translator } from '../../../styles/viewer/src/texts.js';

const measure = (colonne, unite) => ({ colonne, unite, libelle: { fr: `fr ${colonne}`, en: `en ${colonne}` } });
const history = {
  editions: [{ date: '2026-09-30' }, { date: '2026-10-30' }, { date: '2026-11-30' }],
  mesures: [measure('population', 'habitants'), measure('departs_h_soiree', 'départs/h')],
  perimetres: { Q1: { population: [1000, null, 1250], departs_h_soiree: [4, 4, null] }, Q2: { population: [null, null, 500] } },
};
const context = (language) => ({ language, t: translator(language) });
const spaced = (text) => text.replace(/[\u00a0\u202f]/g, ' ');

test('a quarter shows each measure now, and what it has gained since the first edition that has it', () => {
  const shown = historySection(history, 'Q1', context('fr'));
  const [people, evening] = shown.having('data-historique');
  assert.equal(spaced(people.text), '1 250 (+250 habitants)');
  assert.equal(spaced(evening.text), '– (0 départs/h)'); // the last edition has none: nothing stands for it
  assert.match(spaced(shown.tagged('svg')[0].attributes['aria-label']), /30 septembre 2026 : 1 000 habitants ; 30 novembre 2026 : 1 250 habitants/);
  assert.match(historySection(history, 'Q1', context('en')).text, /en population/);
});

test('nothing is shown of one edition, of a quarter that is in one only, or without a history', () => {
  assert.equal(historySection(history, 'Q2', context('fr')), null);
  assert.equal(historySection(history, 'Q3', context('fr')), null);
  assert.equal(historySection(null, 'Q1', context('fr')), null);
  assert.equal(historySection({ ...history, editions: history.editions.slice(0, 1) }, 'Q1', context('fr')), null);
});

test('the course has a gap where a value is missing, and a dot for one that stands alone', () => {
  const path = (values) => trend(values, '#000', 'x').tagged('path')[0].attributes.d;
  assert.equal(path([1, 2, 3]).match(/[ML]/g).join(''), 'MLL');
  assert.equal(path([1, null, 3]).match(/[ML]/g).join(''), 'MM');
  assert.equal(trend([1, null, 3], '#000', 'x').tagged('circle').length, 2);
  assert.doesNotMatch(path([5, 5, 5]), /NaN|Infinity/);
});

test('dates are written as each language writes them', () => {
  assert.equal(dateText('2026-11-01', 'fr'), '1 novembre 2026');
  assert.equal(dateText('2026-11-01', 'en'), '1 November 2026');
  assert.equal(dateText('hier', 'fr'), 'hier');
});
