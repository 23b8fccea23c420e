// SPDX-License-Identifier: Apache-2.0
// Addresses of the web map beside `lisiere locate`. Run by browser.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Addresses } from '../../../styles/viewer/src/addresses.js';
import { audit, close, demo, drawn, edition, open, program, work } from './support.mjs';

const lines = (file) => readFileSync(file, 'utf8').replace(/^\ufeff/, '').trim().split('\n').map((line) => line.split(';'));
const table = (file) => {
  const [names, ...rows] = lines(file);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
};

/// The same numbers on every run.
function randomFrom(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/// One address of every three of the base, as `locate` answers it.
function located() {
  const random = randomFrom(20261130);
  const base = table(path.join(path.dirname(demo), 'demo/adresses.csv')).filter((row) => Number(row.numero) > 0 && random(3) === 0);
  const asked = path.join(work, 'adresses.csv');
  const answered = path.join(work, 'adresses_localisees.csv');
  writeFileSync(asked, ['ligne;adresse', ...base.map((row, i) => `${i};${row.numero} ${row.rep} ${row.nom_voie} ${row.code_postal} ${row.nom_commune}`.replace(/ +/g, ' '))].join('\n') + '\n');
  execFileSync(program, ['locate', demo, asked, '-o', answered], { stdio: 'ignore' });
  return { base, answers: table(answered) };
}

test('the map answers what locate answers, on random addresses written in any way', async () => {
  const { base, answers } = located();
  assert.equal(answers.length, base.length);
  const addresses = new Addresses(async (file) => JSON.parse(readFileSync(path.join(edition, 'carte/adresses', file), 'utf8')));
  const ways = [
    (row) => `${row.numero} ${row.rep} ${row.nom_voie} ${row.code_postal} ${row.nom_commune}`,
    (row) => `${row.nom_commune}, ${row.nom_voie} ${row.numero} ${row.rep}`,
    (row) => `${row.numero}${row.rep} ${row.nom_voie.replace(/^Rue/, 'r.').replace(/^Avenue/, 'av').replace(/^Boulevard/, 'bd')}, ${row.nom_commune}`.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase(),
  ];
  const seen = { inside: 0, band: 0, outside: 0, placed: 0 };
  for (const [i, row] of base.entries()) {
    const told = answers[i];
    if (told.qualite !== 'numero') continue; // homonyms that locate does not choose between
    const [found] = await addresses.search(ways[i % ways.length](row));
    const text = `${told.adresse}: ${JSON.stringify(found)}`;
    assert.ok(found?.number, text);
    const { number } = found;
    assert.equal(number.within.join('|'), told.code_qp, text);
    assert.equal(number.band === null ? '' : String(number.band), told.bande_m, text);
    assert.equal(number.iris ?? '', told.code_iris, text);
    assert.equal(number.commune?.code ?? '', told.code_commune, text);
    assert.equal(number.commune?.name ?? '', told.nom_commune, text);
    assert.equal(number.distance?.toFixed(1) ?? '', told.distance_m, text);
    assert.equal(number.nearest ?? '', told.code_qp_proche, text);
    seen.placed += 1;
    if (told.code_qp) seen.inside += 1;
    else if (told.bande_m) seen.band += 1;
    else seen.outside += 1;
  }
  for (const [kind, count] of Object.entries(seen)) assert.ok(count > 10, `${kind}: ${count}`);
});

test('an address is typed, chosen by keyboard, and answered on the map', async () => {
  const { answers } = located();
  const told = answers.find((row) => row.qualite === 'numero' && row.bande_m);
  const page = await open({ width: 1366, height: 768 });
  await page.focus('#recherche');
  await page.keyboard.type(told.adresse);
  await page.waitForSelector('.adresse-trouvee');
  await audit(page, 'addresses');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.adresse');
  await drawn(page);
  assert.equal(await page.textContent('[data-adresse="dans"]'), 'Hors de tout quartier');
  assert.ok((await page.textContent('[data-adresse="bande"]')).includes(`${told.bande_m} m`));
  assert.equal(await page.textContent('[data-adresse="iris"]'), told.code_iris);
  assert.ok((await page.textContent('[data-adresse="commune"]')).includes(told.code_commune));
  assert.equal(await page.evaluate(() => lisiere.state.quarter), undefined, 'Enter chooses the address and no more');
  assert.match(await page.textContent('.adresse'), /n’ouvre ni ne ferme aucun droit/);
  await audit(page, 'answer');
  await page.screenshot({ path: path.join(work, 'adresse.png') });
  await close(page);
});
