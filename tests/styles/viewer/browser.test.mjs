// SPDX-License-Identifier: Apache-2.0
// The web map of the demonstration in a real browser, served by `lisiere serve`.
//   node browser.test.mjs PROGRAM DEMO.TOML MODULES WORK      pictures of three sizes are left in WORK
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { quantity } from '../../../styles/viewer/src/numbers.js';
import { reasonText } from '../../../styles/viewer/src/texts.js';

const [program, demo, modules, work] = process.argv.slice(2).map((file) => path.resolve(file));
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file));
if (!executablePath || !existsSync(path.join(modules, 'playwright-core'))) {
  console.log('skipped: chromium or playwright-core is not installed');
  process.exit(77);
}
const require = createRequire(path.join(modules, 'index.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

mkdirSync(work, { recursive: true });
const edition = path.join(work, 'edition');
const scenario = path.join(edition, 'scenarios/passerelle');
let server;
let home;
let browser;

/// Rows of a table of the GeoPackage, read by GDAL: not by the writer of what is tested.
function geopackage(table, folder = edition) {
  const text = execFileSync('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', path.join(folder, 'lisiere.gpkg'), table, '-t_srs', 'EPSG:4326'], { maxBuffer: 1e9 });
  return JSON.parse(text).features.map(({ properties, geometry }) => Object.defineProperty(properties, 'geometrie', { value: geometry }));
}

before(async () => {
  execFileSync(program, ['run', demo, '-o', edition], { stdio: 'ignore' });
  execFileSync(program, ['scenario', demo, 'passerelle', '-o', scenario], { stdio: 'ignore' });
  server = spawn(program, ['serve', edition, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  home = await new Promise((resolve, reject) => {
    server.stdout.once('data', (text) => resolve(String(text).trim()));
    server.once('exit', () => reject(new Error('lisiere serve ended')));
  });
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
});

after(async () => {
  await browser?.close();
  server?.kill('SIGINT');
});

/// A page with the map drawn; `problems` holds what a console, the network or an exception said.
async function open({ width = 1400, height = 900, hash = '' } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(120000); // machines are shared
  page.problems = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.problems.push(message.text()));
  page.on('pageerror', (error) => page.problems.push(error.message));
  page.on('requestfailed', (request) => page.problems.push(`failed: ${request.url()}`));
  page.on('response', (response) => response.status() >= 400 && page.problems.push(`${response.status()}: ${response.url()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(blob|data):/.test(url)) page.problems.push(`outside the folder: ${url}`);
  });
  await page.goto(home + hash);
  await drawn(page);
  return page;
}

async function drawn(page) {
  await page.waitForFunction(() => globalThis.lisiere?.map?.loaded() && !lisiere.map.isMoving(), null, { timeout: 120000 });
}

async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.close();
}

async function audit(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map((one) => `${where}: ${one.id} ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3)}`), []);
}

/// Where on the page the middle of a quarter is.
function middle(page, code) {
  return page.evaluate((wanted) => {
    const [west, south, east, north] = lisiere.quarter(wanted).boite;
    const { x, y } = lisiere.map.project([(west + east) / 2, (south + north) / 2]);
    const frame = lisiere.map.getContainer().getBoundingClientRect();
    return { x: frame.x + x, y: frame.y + y };
  }, code);
}

const chosen = (page) => page.locator('#nom-quartier').textContent();
const figure = (page, name) => page.locator(`[data-chiffre="${name}"]`).first().textContent();

test('a click on a quarter shows the figures that the GeoPackage holds', async () => {
  const page = await open();
  const quarters = geopackage('perimetres');
  const indicators = geopackage('indicateurs');
  let missing = 0;
  const hidden = indicators.find((row) => row.valeur === null);
  for (const quarter of quarters.filter((one) => ['QN09901M', hidden.code].includes(one.code))) {
    const { x, y } = await middle(page, quarter.code);
    await page.mouse.click(x, y);
    await page.waitForFunction((code) => document.querySelector('.identite dd')?.textContent === code, quarter.code);
    assert.equal(await chosen(page), quarter.nom_qp);
    assert.match(await page.locator('.statut').textContent(), new RegExp(quarter.statut));
    assert.ok((await figure(page, 'population')).startsWith(quantity(quarter.population, 'habitants', 'fr')));
    assert.ok((await figure(page, 'indice_enclavement')).startsWith(quantity(quarter.indice_enclavement, '0–100', 'fr')));
    const shown = await page.$$eval('[data-indicateur]', (cells) => cells.map((cell) => [cell.dataset.indicateur, cell.textContent]));
    const own = indicators.filter((row) => row.code === quarter.code);
    assert.equal(shown.length, own.length);
    for (const row of own) {
      const text = shown.find(([id]) => id === row.indicateur)[1];
      if (row.valeur === null) missing += 1;
      const expected = row.valeur === null ? reasonText(row.motif, 'fr') : quantity(row.valeur, row.unite, 'fr');
      assert.ok(text.startsWith(expected), `${row.indicateur}: "${text}", expected "${expected}"`);
    }
  }
  assert.ok(missing > 0, 'a value that is missing was looked at');
  await audit(page, 'portrait');
  await close(page);
});

test('the search finds without accents, tells homonyms apart, and is used by keyboard alone', async () => {
  const page = await open();
  await page.keyboard.press('Tab'); // the link over the panels
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'recherche');
  await page.keyboard.type('RIVE neuve');
  const results = await page.locator('#resultats li').allTextContents();
  assert.equal(results.length, 2);
  assert.match(results[0], /Aubray|Sainte-Orme/);
  assert.notEqual(results[0], results[1]);
  await audit(page, 'search');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.identite');
  const code = await page.locator('.identite dd').first().textContent();
  assert.ok(results[1].includes(code));
  await drawn(page);
  const { x, y } = await middle(page, code);
  assert.ok(x > 300 && x < 950 && y > 50 && y < 900, 'the map has moved to it');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.identite').count(), 0);

  await page.focus('.liste button');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.identite');
  await page.focus('[data-couche="isochrones/marche"]');
  await page.keyboard.press('Space');
  await drawn(page);
  assert.equal(await page.evaluate(() => lisiere.map.getLayoutProperty('isochrones/marche-surface', 'visibility')), 'visible');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.couche), 'isochrones/marche');
  const from = await page.evaluate(() => lisiere.map.getCenter().lng);
  await page.focus('canvas');
  await page.keyboard.press('ArrowRight');
  await drawn(page);
  assert.ok((await page.evaluate(() => lisiere.map.getCenter().lng)) > from);
  await close(page);
});

test('two quarters are compared, a measure is chosen, and a link opens the same view', async () => {
  const page = await open();
  await page.evaluate(() => lisiere.choose('QN09901M', true));
  await page.selectOption('#comparer', 'QN09903M');
  await page.selectOption('#mesure', 'indicateurs.taux_pauvrete');
  await drawn(page);
  const [a, b] = ['QN09901M', 'QN09903M'].map((code) => geopackage('perimetres').find((row) => row.code === code));
  const cells = await page.locator('#portrait table').first().locator('tbody tr').first().locator('td').allTextContents();
  assert.deepEqual(cells.slice(0, 2), [a, b].map((row) => quantity(row.population, 'habitants', 'fr', true)));
  assert.equal(cells[2], `+${quantity(a.population - b.population, 'habitants', 'fr', true)}`);
  const poverty = geopackage('indicateurs').filter((row) => row.indicateur === 'taux_pauvrete');
  const colours = await page.evaluate(() => lisiere.map.getPaintProperty('perimetres-surface', 'fill-color'));
  const measure = await page.evaluate(() => lisiere.measure);
  for (const row of poverty.filter((one) => one.valeur !== null)) {
    const at = measure.bornes.filter((bound) => row.valeur > bound).length;
    assert.equal(colours[colours.indexOf(row.code) + 1], measure.couleurs[at], row.code);
  }
  await audit(page, 'comparison');

  const state = () => ({ ...lisiere.state, center: lisiere.map.getCenter().toArray().map((v) => v.toFixed(4)), zoom: lisiere.map.getZoom().toFixed(1), lat: 0, lon: 0 });
  const first = await page.evaluate(state);
  const link = await page.evaluate(() => location.hash);
  const again = await open({ hash: link });
  await again.waitForSelector('#comparer');
  assert.deepEqual(await again.evaluate(state), first);
  assert.equal(await chosen(again), a.nom_qp);
  await close(again);

  await page.selectOption('#mesure', '');
  await drawn(page);
  const style = JSON.parse(readFileSync(path.join(edition, 'carte/style.json'), 'utf8'));
  const ordinary = style.layers.find((layer) => layer.id === 'perimetres-surface').paint;
  assert.deepEqual(await page.evaluate(() => lisiere.map.getPaintProperty('perimetres-surface', 'fill-color')), ordinary['fill-color']);
  await close(page);
});

test('a scenario is chosen by keyboard; who gains, the index and the cells are those of its GeoPackage', async () => {
  const page = await open({ hash: '#p=14/46.4895/3.0099' });
  const quarters = geopackage('scenario_perimetres', scenario);
  const cells = geopackage('scenario_carreaux', scenario);
  await page.focus('#scenario');
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector('input[name="vue"][value="ecart"]:checked');
  await drawn(page);
  assert.match(await page.textContent('#vue'), /Passerelle.*Ce qui change/);

  // The overview: everybody who gains, those who gain most first.
  const told = await page.locator('#portrait table').first().locator('tbody tr').allTextContents();
  const gaining = quarters.filter((row) => row.gagnants_1_marche > 0).sort((a, b) => b.gagnants_1_marche - a.gagnants_1_marche);
  assert.ok(gaining.length > 1);
  gaining.forEach((row, i) => assert.ok(told[i].startsWith(row.nom_qp + [1, 5, 10].map((n) => quantity(row[`gagnants_${n}_marche`], 'habitants', 'fr', true)).join('')), told[i]));

  await page.locator('#portrait table button').nth(gaining.findIndex((row) => row.code === 'QN09901M')).click();
  await page.waitForSelector('.projet');
  const quarter = quarters.find((row) => row.code === 'QN09901M');
  assert.notEqual(quarter.indice_avant, quarter.indice_apres);
  for (const minutes of [1, 5, 10])
    for (const mode of ['marche', 'velo', 'tc', 'voiture'])
      assert.equal(await figure(page, `gagnants_${minutes}_${mode}`), quantity(quarter[`gagnants_${minutes}_${mode}`], 'habitants', 'fr', true), `${minutes} ${mode}`);
  for (const name of ['indice_avant', 'indice_apres']) assert.equal(await figure(page, name), quantity(quarter[name], 'points', 'fr'), name);
  const petals = geopackage('scenario_roses', scenario).filter((row) => row.code === quarter.code && (row.devient || Math.abs(row.detour_ecart ?? 0) >= 0.05));
  assert.deepEqual(await page.$$eval('[data-secteur]', (items) => items.map((item) => Number(item.dataset.secteur))), petals.map((row) => row.secteur));
  await audit(page, 'scenario');

  // Cells hold their gain, and are drawn in its class; the drawn way is there.
  await page.evaluate(() => lisiere.map.jumpTo({ zoom: 14, center: [3.0099, 46.4895] }));
  await drawn(page);
  const seen = await page.evaluate(() => lisiere.map.queryRenderedFeatures({ layers: ['scenario_carreaux-surface'] }).map(({ properties }) => [properties.id, properties.gain_max_marche]));
  assert.ok(seen.length > 50 && seen.some(([, gain]) => gain > 10));
  for (const [id, gain] of seen) assert.equal(gain, cells.find((row) => row.id === id).gain_max_marche, id);
  assert.ok((await page.evaluate(() => lisiere.map.queryRenderedFeatures({ layers: ['scenario_voies-trait'] }).length)) > 0);
  const best = cells.reduce((a, b) => (b.gain_max_marche > a.gain_max_marche ? b : a));
  const [lon, lat] = best.geometrie.coordinates.flat(2)[0].map((_, i) => best.geometrie.coordinates.flat(2).slice(0, 4).reduce((sum, at) => sum + at[i], 0) / 4);
  await page.evaluate(([x, y]) => lisiere.map.jumpTo({ zoom: 16, center: [x, y] }), [lon, lat]);
  await drawn(page);
  const frame = await page.locator('canvas').boundingBox();
  await page.mouse.click(frame.x + frame.width / 2, frame.y + frame.height / 2);
  const tip = page.locator('.infobulle dd');
  if (await tip.count()) assert.ok((await tip.allTextContents()).includes(quantity(best.gain_max_marche, 'min', 'fr')));
  else assert.equal(await chosen(page), quarter.nom_qp); // the cell lies in a quarter

  // Today, then, what changes: one measure in three views, and one link for each.
  await page.selectOption('#mesure', 'scenario_carreaux.gain_college_marche');
  for (const [view, measure, layer] of [['apres', 'scenario_carreaux.apres_college_marche', 'scenario_carreaux'], ['avant', 'carreaux.t_college_marche', 'carreaux']]) {
    await page.focus('input[name="vue"]:checked');
    await page.keyboard.press('ArrowUp');
    await page.waitForSelector(`input[name="vue"][value="${view}"]:checked`);
    await drawn(page);
    assert.equal(await page.evaluate(() => document.activeElement.value), view);
    assert.equal(await page.inputValue('#mesure'), measure);
    const visible = (name) => page.evaluate((id) => lisiere.map.getLayoutProperty(`${id}-surface`, 'visibility') !== 'none', name);
    for (const one of ['scenario_carreaux', 'carreaux']) assert.equal(await visible(one), one === layer, `${view}: ${one}`);
    const again = await open({ hash: await page.evaluate(() => location.hash) });
    assert.equal(await again.inputValue('#scenario'), 'passerelle');
    assert.equal(await again.inputValue('#mesure'), measure);
    assert.equal(await again.locator('input[name="vue"]:checked').inputValue(), view);
    await close(again);
  }
  await page.selectOption('#scenario', '');
  await drawn(page);
  assert.equal(await page.evaluate(() => lisiere.map.getStyle().layers.filter((one) => one.source === 'scenario').length), 0);
  assert.ok(!(await page.evaluate(() => location.hash)).includes('scenario'));
  await close(page);
});

test('a scenario of another edition is told, not drawn; so is one that this map has not', async () => {
  const page = await browser.newPage();
  await page.route('**/liste.json', (route) => route.fulfill({ json: { scenarios: [{ nom: 'passerelle', titre: 'Passerelle', dossier: 'x', a_jour: false }] } }));
  for (const [hash, words] of [['#s=passerelle', /autre édition/], ['#s=tunnel', /n’a pas de scénario « tunnel »/]]) {
    await page.goto('about:blank');
    await page.goto(home + hash);
    await drawn(page);
    assert.match(await page.textContent('#couches [role="alert"]'), words);
    assert.equal(await page.inputValue('#scenario'), '');
  }
  assert.ok(await page.$eval('#scenario option[value="passerelle"]', (option) => option.disabled));
  await page.close();
});

test('legends hold the colours of the style, class by class', () => {
  const read = (file) => JSON.parse(readFileSync(path.join(edition, 'carte', file), 'utf8'));
  const style = read('style.json');
  const layers = read('donnees/territoire.json').couches;
  const colours = (value) => (Array.isArray(value) ? value.flatMap(colours) : /^#[0-9a-f]{6}$/.test(value) ? [value] : []);
  for (const layer of layers) {
    const main = style.layers.filter((one) => one.metadata?.['lisiere:couche'] === layer.couche && /-(surface|trait|tirets|points|point)$/.test(one.id));
    const paint = main[0].paint;
    const drawnColours = colours(paint['fill-color'] ?? paint['line-color'] ?? paint['circle-color']);
    assert.deepEqual([...new Set(layer.classes.map((one) => one.couleur))], [...new Set(drawnColours)], layer.couche);
    assert.deepEqual(style.layers.find((one) => one.metadata?.['lisiere:couche'] === layer.couche).metadata['lisiere:legende'].map((one) => one.libelle), layer.classes.map((one) => one.libelle.fr));
  }
});

test('English is whole: texts, numbers, labels; the page says its language', async () => {
  const page = await open({ hash: '#l=en&q=QN09901M' });
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.waitForSelector('.identite');
  assert.match(await figure(page, 'population'), /5,772\sresidents/);
  const text = await page.evaluate(() => {
    for (const own of document.querySelectorAll('[lang="fr"]')) own.remove(); // sentences that the run wrote in French
    return document.body.innerText;
  });
  for (const word of ['Couches', 'Quartier de veille', 'Comparer', ' habitants', 'École'])
    assert.ok(!text.includes(word), `${word}: ${text.slice(Math.max(0, text.indexOf(word) - 60), text.indexOf(word) + 60)}`);
  await page.click('header .sources');
  await audit(page, 'sources');
  await page.keyboard.press('Escape');
  await close(page);
});

test('it is read on a desk, a tablet and a phone, without a fault that axe can find', async () => {
  for (const [name, width, height] of [['bureau', 1400, 900], ['tablette', 820, 1180], ['telephone', 390, 800]]) {
    const page = await open({ width, height });
    await audit(page, name);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: nothing beyond the side`);
    const colours = await page.evaluate(() => {
      const canvas = lisiere.map.getCanvas();
      const gl = canvas.getContext('webgl2');
      const bytes = new Uint8Array(4 * canvas.width * canvas.height);
      gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
      const found = new Set();
      for (let i = 0; i < bytes.length; i += 4 * 97) found.add(`${bytes[i]} ${bytes[i + 1]} ${bytes[i + 2]}`);
      return found.size;
    });
    assert.ok(colours > 20, `${name}: a map is drawn (${colours} colours)`);
    await page.evaluate(() => lisiere.choose('QN09901M', true));
    await drawn(page);
    await page.screenshot({ path: path.join(work, `${name}.png`) });
    if (width < 1024) {
      const tab = page.locator('nav button').first();
      await tab.click();
      assert.equal(await tab.getAttribute('aria-expanded'), 'true');
      await audit(page, `${name}, layers`);
    }
    await close(page);
  }
});
