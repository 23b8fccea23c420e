// SPDX-License-Identifier: Apache-2.0
// The drawing bar of `lisiere atelier` in a real browser.
//   node atelier.test.mjs PROGRAM DEMO.TOML MODULES WORK      pictures are left in WORK
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { quantity } from '../../../styles/viewer/src/numbers.js';

const [program, demo, modules, work] = process.argv.slice(2).map((file) => path.resolve(file));
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file));
if (!executablePath || !existsSync(path.join(modules, 'playwright-core'))) {
  console.log(`skipped: ${!executablePath ? 'chromium' : 'playwright-core'} is not installed`);
  process.exit(77);
}
const require = createRequire(path.join(modules, 'index.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

mkdirSync(work, { recursive: true });
const edition = path.join(work, 'edition');
const scenario = path.join(edition, 'scenarios/passerelle');
const own = path.join(work, 'territoire');
const configuration = path.join(own, path.basename(demo));
const kept = configuration.replace(/\.toml$/, '.scenarios.toml');
let server;
let home;
let browser;

before(async () => {
  rmSync(own, { recursive: true, force: true }); // what is kept is kept beside the configuration
  cpSync(path.dirname(demo), own, { recursive: true, filter: (file) => file === path.dirname(demo) || /\/(demo\.toml|demo)(\/|$)/.test(file.slice(path.dirname(demo).length)) });
  execFileSync(program, ['run', configuration, '-o', edition], { stdio: 'ignore' });
  execFileSync(program, ['scenario', configuration, 'passerelle', '-o', scenario], { stdio: 'ignore' });
  server = spawn(program, ['atelier', configuration, '-o', edition, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  home = await new Promise((resolve, reject) => {
    server.stdout.once('data', (text) => resolve(String(text).trim()));
    server.once('exit', () => reject(new Error('lisiere atelier ended')));
  });
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });
});

after(async () => {
  await browser?.close();
  server?.kill('SIGINT');
});

async function open({ width = 1400, height = 900, zoom = 18, more = '' } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(120000); // machines are shared
  page.problems = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.problems.push(message.text()));
  page.on('pageerror', (error) => page.problems.push(error.message));
  page.on('response', (response) => response.status() >= 400 && page.problems.push(`${response.status()}: ${response.url()}`));
  await page.goto(`${home}&p=${zoom}/46.48955/3.00988${more}`);
  await page.waitForSelector('#atelier', { state: 'attached' });
  await drawn(page);
  return page;
}

const drawn = (page) => page.waitForFunction(() => lisiere.map.loaded() && !lisiere.map.isMoving());

async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.close();
}

async function audit(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map((one) => `${where}: ${one.id} ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3)}`), []);
}

/// Where on the page a place of the map is.
const spot = (page, place) => page.evaluate((at) => {
  const { x, y } = lisiere.map.project(at);
  const frame = lisiere.map.getContainer().getBoundingClientRect();
  return { x: frame.x + x, y: frame.y + y };
}, place);

async function click(page, place) {
  const { x, y } = await spot(page, place);
  await page.mouse.click(x, y);
}

const whole = (page) => page.waitForFunction(() => document.querySelector('#atelier-resultat')?.getAttribute('aria-busy') === 'false' && document.querySelector('[data-chiffre="gagnants_5"]'));

/// What `lisiere scenario` has published of the demonstration's footbridge.
function published(table) {
  const [head, ...lines] = readFileSync(path.join(scenario, 'tables', `${table}.csv`), 'utf8').trim().split('\n').map((line) => line.split(';'));
  return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i]])));
}

const ends = [[3.0098664, 46.4890834], [3.0099017, 46.4900136]]; // examples/demo.toml

test('a footbridge is drawn with two clicks: who gains, the quarters and the cells are those of lisiere scenario', async () => {
  const page = await open();
  assert.ok(!page.url().includes('jeton'), 'the token has left the address');
  await audit(page, 'before');
  await page.fill('#atelier-titre', 'Passerelle de l’Est');
  await page.click('#atelier-passerelle');
  await click(page, ends[0]);
  await page.waitForSelector('.changements li');
  await click(page, ends[1]);
  await whole(page);
  const cells = published('scenario_carreaux');
  const sum = (holds) => cells.filter(holds).reduce((all, row) => all + Number(row.population), 0);
  const sooner = sum((row) => Number(row.gain_max_marche) >= 5);
  const told = await page.textContent('[data-chiffre="gagnants_5"]');
  assert.match(told, /^[\d\s]+ habitants gagnent au moins 5 minutes à pied$/);
  const people = Number(told.replace(/ habitants.*/, '').replace(/\D/g, ''));
  // Whoever reaches a place that was out of reach gains, too.
  assert.ok(sooner > 1000 && people >= Math.round(sooner) && people <= sum((row) => Number(row.gain_max_marche) >= 5 || Number(row.ouverts_marche) > 0), told);
  const gaining = published('scenario_perimetres').filter((row) => Number(row.gagnants_1_marche) > 0);
  assert.ok(gaining.length > 1);
  for (const row of gaining) {
    const line = page.locator('#atelier-resultat tbody tr', { hasText: row.nom_qp });
    const [gain, index, rank] = await line.locator('td').allTextContents();
    assert.equal(gain, quantity(Math.round(Number(row.gagnants_5_marche)), 'habitants', 'fr', true));
    assert.equal(index, [row.indice_avant, row.indice_apres].map((value) => quantity(Number(value), '0–100', 'fr', true)).join(' → '));
    assert.equal(rank, row.rang_avant === row.rang_apres ? row.rang_avant : `${row.rang_avant} → ${row.rang_apres}`);
  }
  const best = cells.reduce((a, b) => (Number(b.gain_max_marche) > Number(a.gain_max_marche) ? b : a));
  // A pixel is 40 cm: the footbridge is as long to a step.
  const gained = await page.evaluate((id) => lisiere.map.getFeatureState({ source: 'atelier-carreaux', id }).gain, best.id);
  assert.ok(Math.abs(gained - Number(best.gain_max_marche)) < 0.02, `${gained}, expected ${best.gain_max_marche}`);
  await drawn(page);
  await page.screenshot({ path: path.join(work, 'atelier.png') });
  await audit(page, 'after');

  // Undone, point by point: nothing is told of a drawing that is no more.
  await page.click('#atelier-annuler');
  await page.waitForFunction(() => !document.querySelector('[data-chiffre="gagnants_5"]'));
  await page.click('#atelier-annuler');
  assert.equal(await page.locator('.changements li').count(), 0);
  assert.ok(await page.isDisabled('#atelier-annuler'));
  assert.equal(await page.evaluate((id) => lisiere.map.getFeatureState({ source: 'atelier-carreaux', id }).gain, best.id), undefined);
  await close(page);
});

test('by keyboard alone: a street is closed, a facility added; both are one scenario', async () => {
  const page = await open();
  await page.focus('#atelier-fermeture');
  await page.keyboard.press('Enter');
  await page.focus('#atelier-centre');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.changements li');
  await page.focus('#atelier-equipement');
  await page.keyboard.press('Enter');
  await page.selectOption('#atelier-categorie', 'pharmacie');
  await page.focus('canvas');
  await page.keyboard.press('ArrowRight');
  await drawn(page);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.changements li').length === 2);
  await whole(page);
  assert.match(await page.textContent('.changements'), /Fermer une rue.*Pharmacie/);
  await page.keyboard.press('Escape');
  assert.equal(await page.getAttribute('#atelier-equipement', 'aria-pressed'), 'false');
  await close(page);
});

test('a drawing is kept, opened again, and one of the same name is told', async () => {
  const page = await open();
  await page.selectOption('#atelier-ouvrir', 'passerelle'); // of the configuration
  await whole(page);
  assert.match(await page.textContent('.changements'), /Passerelle/);
  const told = await page.textContent('[data-chiffre="gagnants_5"]');
  await page.fill('#atelier-titre', 'Passerelle');
  await page.click('#atelier-garder');
  await page.waitForSelector('.outils [role="alert"]');
  assert.equal(await page.locator('#atelier-remplacer').count(), 0, 'what the configuration declares is not written over');
  await page.fill('#atelier-titre', 'Passerelle de l’Est');
  await page.click('#atelier-garder');
  await page.waitForSelector('.outils [role="status"]');
  assert.match(readFileSync(kept, 'utf8'), /^# Enregistré par l'atelier, sur l'édition du \d{4}-\d\d-\d\d\.\n\[\[scenarios\]\]\nnom = ['"]passerelle-de-l-est/);
  await page.reload();
  await page.waitForSelector('#atelier-ouvrir');
  await page.selectOption('#atelier-ouvrir', 'passerelle-de-l-est');
  await whole(page);
  assert.equal(await page.textContent('[data-chiffre="gagnants_5"]'), told);
  await page.click('#atelier-garder');
  await page.click('#atelier-remplacer');
  await page.waitForSelector('.outils [role="status"]');
  assert.equal(readFileSync(kept, 'utf8').match(/\[\[scenarios\]\]/g).length, 1);
  await audit(page, 'kept');
  page.problems = page.problems.filter((one) => !one.includes('409'));
  await close(page);
});

test('a place is clicked: what is walked from it, who lives there, by the minutes of a slider', async () => {
  const page = await open();
  await page.click('#atelier-atteindre');
  await click(page, ends[0]);
  await page.waitForSelector('[data-chiffre="atteints"]');
  const people = async () => Number((await page.textContent('[data-chiffre="atteints"]')).replace(/ habitants.*/, '').replace(/\D/g, ''));
  const ten = await people();
  assert.ok(ten > 0);
  await page.focus('#atelier-minutes');
  await page.keyboard.press('End');
  await page.waitForFunction(() => /30 min/.test(document.querySelector('[data-chiffre="atteints"]')?.textContent));
  assert.ok((await people()) > ten);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'atelier-minutes');
  assert.ok((await page.locator('.services li').count()) > 3);
  await audit(page, 'reach');
  await close(page);
});

/// What the page has sent last.
function listen(page) {
  page.sent = [];
  page.on('request', (request) => request.url().endsWith('/atelier/scenario') && page.sent.push(request.postDataJSON()));
}

/// Something that is there, as the server tells it, that the map of this view has in its middle part.
const within = (page, list) => page.evaluate(async (name) => {
  const { features } = await lisiere.atelier.client.get(`/${name}`);
  const box = lisiere.map.getContainer().getBoundingClientRect();
  const seen = features.filter(({ geometry }) => {
    const { x, y } = lisiere.map.project(geometry.coordinates);
    return x > 60 && y > 60 && x < box.width - 60 && y < box.height - 120;
  });
  return seen.map(({ properties, geometry }) => ({ ...properties, at: geometry.coordinates }));
}, list);

async function drawBridge(page) {
  await page.click('#atelier-passerelle');
  await click(page, ends[0]);
  await page.waitForSelector('.changements li');
  await click(page, ends[1]);
  await page.click('#atelier-passerelle');
  await whole(page);
}

test('on a screen of 900 pixels the answer is read without scrolling: who gains, every quarter that moves', async () => {
  for (const size of [{ width: 1440, height: 900 }, { width: 1280, height: 900 }]) {
    const page = await open(size);
    await drawBridge(page);
    const seen = await page.evaluate(() => {
      const panel = document.querySelector('#atelier').getBoundingClientRect();
      const table = document.querySelector('#atelier-resultat tbody').getBoundingClientRect();
      return { panel: panel.bottom, table: table.bottom, rows: document.querySelectorAll('#atelier-resultat tbody tr').length };
    });
    assert.ok(seen.rows > 1 && seen.table <= seen.panel && seen.panel <= size.height, JSON.stringify(seen));
    await page.screenshot({ path: path.join(work, `atelier-${size.width}.png`) });
    await close(page);
  }
});

test('a quarter that moves is chosen in the table: its portrait says what the drawing changes for it', async () => {
  const page = await open();
  await drawBridge(page);
  const row = page.locator('#atelier-resultat tbody tr').first();
  const name = await row.locator('button').textContent();
  await row.locator('button').click();
  await page.waitForSelector('#portrait .projet');
  assert.equal(await page.textContent('#nom-quartier'), name);
  const published_row = published('scenario_perimetres').find((one) => one.nom_qp === name);
  assert.equal(await page.textContent('#portrait [data-chiffre="gagnants_5_marche"]'), quantity(Number(published_row.gagnants_5_marche), 'habitants', 'fr', true));
  await audit(page, 'portrait');
  await page.click('#atelier-effacer');
  await page.waitForFunction(() => !document.querySelector('#portrait .projet'));
  await close(page);
});

test('a street to be walked, a facility moved, another closed: one scenario, each undone by itself', async () => {
  const page = await open({ zoom: 15 });
  listen(page);
  await page.click('#atelier-pietonne');
  const streets = await within(page, 'equipements');
  assert.ok(streets.length >= 2, 'facilities in view');
  const [moved, closed] = streets.filter((one, i) => streets.findIndex((other) => other.at[0] === one.at[0] && other.at[1] === one.at[1]) === i);
  await click(page, ends[1]);
  await page.waitForFunction(() => document.querySelectorAll('.changements li').length === 1);
  await page.click('#atelier-deplacement');
  await click(page, moved.at);
  await page.waitForFunction(() => document.querySelectorAll('.changements li').length === 2);
  assert.match(await page.textContent('.changements'), /à finir/);
  const { x, y } = await spot(page, moved.at);
  await page.mouse.click(x + 80, y + 40);
  await page.waitForFunction(() => !/à finir/.test(document.querySelector('.changements').textContent));
  await page.click('#atelier-suppression');
  await click(page, closed.at);
  await page.waitForFunction(() => document.querySelectorAll('.changements li').length === 3);
  await whole(page);
  const { voies, equipements } = page.sent.at(-1);
  assert.deepEqual(voies.map((one) => one.action), ['pietonniser']);
  assert.deepEqual(equipements.map((one) => one.action), ['deplacer', 'supprimer']);
  assert.equal(equipements[1].id, closed.id);
  await page.screenshot({ path: path.join(work, 'atelier-equipements.png') });
  await audit(page, 'facilities');
  for (const left of [2, 2, 1, 0]) {
    await page.click('#atelier-annuler');
    await page.waitForFunction((n) => document.querySelectorAll('.changements li').length === n, left);
  }
  await close(page);
});

test('a line: stops that are there and a new one, its headways by period; asked anew when they change', async () => {
  const page = await open({ zoom: 15 });
  listen(page);
  await page.click('#atelier-ligne');
  const [stop] = await within(page, 'arrets');
  assert.ok(stop, 'a stop in view');
  await click(page, stop.at);
  await page.waitForSelector('.changements li');
  const { x, y } = await spot(page, stop.at);
  await page.mouse.click(x + 90, y + 60);
  await page.waitForFunction(() => !/à finir/.test(document.querySelector('.changements').textContent));
  await whole(page);
  await page.fill('#ligne-pointe', '5');
  await page.fill('#ligne-dimanche', '');
  await page.press('#ligne-dimanche', 'Tab');
  await whole(page);
  const [line] = page.sent.at(-1).lignes;
  assert.equal(line.arrets[0], stop.id);
  assert.match(line.arrets[1], /^POINT \(/);
  assert.deepEqual(line.service.filter((one) => one.jours === 'ouvrables').map((one) => one.intervalle_min), [5, 5, 15, 30]);
  assert.ok(line.service.every((one) => one.jours !== 'dimanche'));
  await page.screenshot({ path: path.join(work, 'atelier-ligne.png') });
  await audit(page, 'line');
  await close(page);
});

test('two scenarios stand side by side, and the map shows the one that is chosen', async () => {
  const page = await open();
  await page.click('#atelier-fermeture');
  await page.click('#atelier-centre');
  await page.waitForSelector('.changements li');
  await page.fill('#atelier-titre', 'Rue fermée');
  await page.selectOption('#atelier-comparer', 'passerelle');
  await page.waitForFunction(() => document.querySelector('#atelier-resultat')?.getAttribute('aria-busy') === 'false' && document.querySelectorAll('#atelier-resultat tbody tr').length > 3);
  const heads = await page.locator('#atelier-resultat thead th').allTextContents();
  assert.deepEqual(heads.slice(1).map((text) => text.slice(0, 9)), ['Rue fermé', 'Passerell']);
  const gaining = published('scenario_perimetres').reduce((all, row) => all + Number(row.gagnants_5_marche), 0);
  const told = (await page.locator('#atelier-resultat tbody tr').nth(1).locator('td').nth(1).textContent()).replace(/\D/g, '');
  assert.ok(Number(told) >= gaining * 0.5, told);
  const best = published('scenario_carreaux').reduce((a, b) => (Number(b.gain_max_marche) > Number(a.gain_max_marche) ? b : a));
  const gain = () => page.evaluate((id) => lisiere.map.getFeatureState({ source: 'atelier-carreaux', id }).gain ?? 0, best.id);
  assert.ok((await gain()) < 1);
  await page.check('#atelier-montre-1');
  assert.ok((await gain()) > 5);
  await page.screenshot({ path: path.join(work, 'atelier-deux.png') });
  await audit(page, 'two');
  await page.selectOption('#atelier-comparer', '');
  await page.waitForSelector('[data-chiffre="gagnants_5"]');
  await close(page);
});

test('a picture and the table of a drawing are taken away', async () => {
  const page = await open();
  await page.fill('#atelier-titre', 'Passerelle de l’Est');
  await drawBridge(page);
  await page.click('#atelier-emporter');
  await page.waitForSelector('dialog.emporter');
  assert.equal(await page.inputValue('#titre-image'), 'Passerelle de l’Est');
  assert.equal(await page.locator('#code-integration').count(), 0, 'no other page can show a drawing');
  const save = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    const file = path.join(work, download.suggestedFilename());
    await download.saveAs(file);
    return file;
  };
  const table = readFileSync(await save(/CSV/), 'utf8');
  const first = published('scenario_perimetres')[0];
  assert.ok(table.includes('Tout le territoire') && table.includes(`${first.code};`), table);
  assert.match(await save(/PNG/), /\.png$/);
  await audit(page, 'take');
  await close(page);
});

test('where to cross: the best places along what cuts a quarter off; one is drawn, and is answered', async () => {
  const page = await open({ zoom: 14 });
  await page.click('#atelier-franchir');
  await page.selectOption('#franchir-quartier', { label: 'Rive-Neuve' });
  await page.click('#franchir-chercher');
  await page.waitForSelector('#franchir-0');
  const places = await page.locator('.trouves li').count();
  assert.ok(places >= 1 && places <= 5);
  await drawn(page);
  await page.screenshot({ path: path.join(work, 'atelier-franchir.png') });
  await audit(page, 'crossings');
  await page.click('#franchir-0');
  await whole(page);
  assert.match(await page.textContent('.changements'), /Passerelle/);
  assert.doesNotMatch(await page.textContent('[data-chiffre="gagnants_5"]'), /Personne/);
  await close(page);
});

test('on a phone the bar is a panel; in English it is English; a drawing off the streets says why', async () => {
  const page = await open({ width: 390, height: 780, zoom: 16, more: '&l=en' });
  await page.click('nav [aria-controls="atelier"]');
  await page.click('#atelier-passerelle');
  await click(page, ends[0]);
  await page.waitForSelector('.changements li');
  await click(page, ends[1]);
  await whole(page);
  assert.match(await page.textContent('[data-chiffre="gagnants_5"]'), /residents gain at least 5 minutes on foot/);
  await page.screenshot({ path: path.join(work, 'atelier-telephone.png') });
  await audit(page, 'phone');
  await page.click('#atelier-effacer');
  await page.evaluate(() => lisiere.map.jumpTo({ center: [2.8, 46.2], zoom: 14 }));
  for (const at of [[2.8, 46.2], [2.801, 46.201]]) await page.evaluate(([lng, lat]) => lisiere.atelier.place({ lng, lat }), at);
  await page.waitForSelector('#atelier-resultat [role="alert"]');
  assert.match(await page.textContent('#atelier-resultat [role="alert"]'), /scenario_sans_rue/);
  await close(page);
});

test('a page of `lisiere serve` has no bar', async () => {
  const plain = spawn(program, ['serve', edition, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise((resolve) => plain.stdout.once('data', (text) => resolve(String(text).trim())));
  const page = await browser.newPage();
  page.problems = [];
  page.on('response', (response) => response.status() >= 400 && page.problems.push(`${response.status()}: ${response.url()}`));
  await page.goto(address);
  await page.waitForFunction(() => globalThis.lisiere?.map?.loaded());
  assert.equal(await page.locator('#atelier').count(), 0);
  await close(page);
  plain.kill('SIGINT');
});
