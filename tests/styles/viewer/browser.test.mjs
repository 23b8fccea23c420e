// SPDX-License-Identifier: Apache-2.0
// The web map of the demonstration in a real browser.
//   node browser.test.mjs PROGRAM DEMO.TOML MODULES WORK      pictures of three sizes are left in WORK
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { quantity } from '../../../styles/viewer/src/numbers.js';
import { reasonText } from '../../../styles/viewer/src/texts.js';
import './addresses.cases.mjs';
import './hostile.cases.mjs';
import './rough.cases.mjs';
import './scenario.cases.mjs';
import './take.cases.mjs';
import './themes.cases.mjs';
import { audit, chosen, close, drawn, edition, figure, geopackage, middle, open, work } from './support.mjs';

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
    assert.equal(await figure(page, 'population'), quantity(quarter.population, 'habitants', 'fr', true));
    assert.equal(await figure(page, 'indice_enclavement'), quantity(quarter.indice_enclavement, '0–100', 'fr'));
    assert.equal(await figure(page, 'secteur'), quarter.secteur);
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
  // Where residents go: the ten most visited, as the table ranks them.
  const code = await page.locator('.identite dd').first().textContent();
  const visited = geopackage('frequentations').filter((row) => row.code === code).sort((a, b) => a.rang - b.rang);
  const told = await page.$$eval('[aria-label^="Où vont les habitants"] tbody tr', (lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent)));
  assert.equal(told.length, Math.min(10, visited.length));
  assert.ok(told.length > 5);
  told.forEach(([name, visits, share], i) => {
    assert.ok(name.startsWith(visited[i].nom || visited[i].libelle), name);
    assert.equal(visits, quantity(Math.round(visited[i].visites), '', 'fr'));
    assert.equal(share, quantity(visited[i].part_residents_qp, 'part', 'fr'));
  });
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

/// What lies on a ground of that colour shows, channel by channel, not rounded: the greatest areas are drawn first, each lets through what lies below.
function stacked(classes, opacity, ground, there) {
  const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  let below = channels(ground);
  return [...classes].reverse().map((own, i) => {
    const shown = channels(own).map((one, k) => opacity * one + (1 - opacity) * below[k]);
    if (there[classes.length - 1 - i]) below = shown;
    return shown;
  }).reverse();
}

test('legends hold the colours of the style, class by class; of nested areas those that the map shows', () => {
  const read = (file) => JSON.parse(readFileSync(path.join(edition, 'carte', file), 'utf8'));
  const style = read('style.json');
  const ground = style.layers.find((one) => one.type === 'background').paint['background-color'];
  const layers = read('donnees/territoire.json').couches;
  const colours = (value) => (Array.isArray(value) ? value.flatMap(colours) : /^#[0-9a-f]{6}$/.test(value) ? [value] : []);
  const nested = [];
  for (const layer of layers) {
    const [main] = style.layers.filter((one) => one.metadata?.['lisiere:couche'] === layer.couche && /-(surface|trait|tirets|points|point)$/.test(one.id));
    const { paint, layout } = main;
    const own = colours(paint['fill-color'] ?? paint['line-color'] ?? paint['circle-color']);
    const legend = layer.classes.map((one) => one.couleur);
    if (layout?.['fill-sort-key']) {
      nested.push(layer.couche);
      const rows = geopackage(layer.table).filter((row) => !layer.couche.includes('/') || row.mode === layer.couche.split('/')[1]);
      const holds = (one, i, value) => value > (layer.classes[i - 1]?.jusqua ?? -Infinity) && value <= (one.jusqua ?? Infinity);
      const there = layer.classes.map((one, i) => rows.some((row) => holds(one, i, row[layer.colonne])));
      stacked(own, paint['fill-opacity'], ground, there).forEach((shown, i) =>
        shown.forEach((channel, k) => {
          const told = parseInt(legend[i].slice(1 + 2 * k, 3 + 2 * k), 16);
          const rounding = 0.5 / (paint['fill-opacity'] || 1); // once an area
          assert.ok(Math.abs(told - channel) <= rounding, `${layer.couche}, ${legend[i]}: ${shown}`);
        }));
    } else {
      assert.deepEqual([...new Set(legend)], [...new Set(own)], layer.couche);
    }
    assert.deepEqual(style.layers.find((one) => one.metadata?.['lisiere:couche'] === layer.couche).metadata['lisiere:legende'].map((one) => one.libelle), layer.classes.map((one) => one.libelle.fr));
  }
  assert.ok(nested.includes('isochrones/marche') && nested.includes('quartiers_vecus'), `nested: ${nested}`);
});

test('English is whole: texts, numbers, labels; the page says its language', async () => {
  const page = await open({ hash: '#l=en&q=QN09902M&s=passerelle' });
  const barrier = await page.evaluate(async () => {
    const [tip] = lisiere.map.querySourceFeatures('lisiere', { sourceLayer: 'coupures' });
    return (await lisiere.tip({ tip, layer: 'coupures' })).textContent;
  });
  assert.match(barrier, /Railway|Waterway|Motorway|Trunk road|Closed estate/);
  await page.waitForSelector('.projet');
  assert.match(await page.textContent('#portrait'), /split, 100/);
  await page.evaluate(() => lisiere.choose('QN09901M'));
  await page.waitForSelector('.projet [data-secteur]');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.waitForSelector('.identite');
  assert.equal(await figure(page, 'population'), '5,772');
  assert.match(await page.locator('.tete li').first().textContent(), /5,772 residents/);
  const text = await page.evaluate(() => {
    for (const own of document.querySelectorAll('[lang="fr"]')) own.remove(); // sentences that the run wrote in French
    return document.body.innerText;
  });
  for (const word of ['Couches', 'Quartier de veille', 'Comparer', ' habitants', 'École maternelle', 'nord-', 'Mairie de la commune', 'Scenario :', 'scindé'])
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
