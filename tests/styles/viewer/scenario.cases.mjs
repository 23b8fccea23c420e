// SPDX-License-Identifier: Apache-2.0
// Scenarios in the web map, against their GeoPackage. Run by browser.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantity } from '../../../styles/viewer/src/numbers.js';
import { audit, browser, close, drawn, figure, geopackage, home, open, scenario } from './support.mjs';

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
  // Petals wear the colours of the layer of roses, which the scenario takes off the map: a closed one is the darkest.
  const darkest = await page.evaluate(() => lisiere.edition.couches.find((layer) => layer.couche === 'roses').classes.at(-1).couleur);
  const closed = geopackage('scenario_roses', scenario).filter((row) => row.code === quarter.code && row.ferme_avant).length;
  assert.ok(closed > 0);
  assert.ok((await page.locator(`.projet figure:first-of-type [fill="${darkest}"]`).count()) >= closed, 'closed petals are the darkest');
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
  assert.equal(await page.locator('[data-colonne="gain_max_marche"]').textContent(), quantity(best.gain_max_marche, 'min', 'fr'));

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
