// SPDX-License-Identifier: Apache-2.0
// The maps of a contrat de ville as themes of the web map. Run by browser.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantity } from '../../../styles/viewer/src/numbers.js';
import { reasonText } from '../../../styles/viewer/src/texts.js';
import { audit, close, drawn, geopackage, open } from './support.mjs';

const pick = async (page, theme) => {
  await page.selectOption('#theme', theme);
  await drawn(page);
};

test('every map of a contrat de ville is one choice: layers, legend, colours', async () => {
  const page = await open();
  const themes = await page.$$eval('#theme option', (options) => options.map((option) => option.value).filter(Boolean));
  for (const wanted of ['situation', 'priorite', 'lignes_lourdes', 'iris_part_locataires_hlm', 'communes_part_locataires_hlm', 'enclavement', 'marche', 'velo', 'vecu', 'liste_locale'])
    assert.ok(themes.includes(wanted), `${wanted} among ${themes}`);
  for (const theme of themes) {
    await pick(page, theme);
    assert.equal(await page.inputValue('#theme'), theme);
    const { shown, wanted } = await page.evaluate((id) => {
      const visible = new Set(lisiere.map.getStyle().layers.filter((one) => one.metadata && one.layout?.visibility !== 'none').map((one) => one.metadata['lisiere:couche']));
      return { shown: [...visible].sort(), wanted: [...lisiere.edition.themes.find((one) => one.id === id).couches].sort() };
    }, theme);
    assert.deepEqual(shown, wanted, theme);
  }
  await page.click('[data-couche="perimetres"]');
  assert.equal(await page.inputValue('#theme'), '', 'other layers are no theme');
  await close(page);
});

test('a theme of a quarter shows what belongs to the quarter that is chosen, and to no other', async () => {
  const page = await open({ hash: '#q=QN09901M' });
  await pick(page, 'marche');
  const codes = () => page.evaluate(() => [...new Set(lisiere.map.queryRenderedFeatures({ layers: ['isochrones/marche-surface'] }).map((one) => `${one.properties.code} ${one.properties.mode}`))]);
  assert.deepEqual(await codes(), ['QN09901M marche']);
  await page.evaluate(() => lisiere.choose('QN09903M', true));
  await drawn(page);
  assert.deepEqual(await codes(), ['QN09903M marche']);
  await page.evaluate(() => lisiere.choose(undefined));
  await drawn(page);
  assert.match(await page.textContent('#couches'), /Choisir un quartier/);
  assert.ok((await codes()).length > 0 && (await codes()).every((one) => one.endsWith(' marche')));
  await close(page);
});

test('of the areas reached one is chosen by its minutes, in the colour that it then has; residents in reach are told', async () => {
  const page = await open({ hash: '#q=QN09901M' });
  await pick(page, 'marche');
  const own = geopackage('isochrones').filter((row) => row.code === 'QN09901M' && row.mode === 'marche').map((row) => row.minutes).sort((a, b) => a - b);
  assert.ok(own.length > 1);
  const minutes = () => page.evaluate(() => [...new Set(lisiere.map.queryRenderedFeatures({ layers: ['isochrones/marche-surface'] }).filter((one) => one.properties.code === 'QN09901M').map((one) => one.properties.minutes))].sort((a, b) => a - b));
  const legend = () => page.locator('#titre-mesure + .legende li').count();
  assert.deepEqual(await minutes(), own);
  assert.equal(await legend(), own.length, 'a class for each area that there is, none for others');
  for (const [at, wanted] of own.entries()) {
    await page.fill('#minutes-isochrones-marche', String(at));
    await drawn(page);
    assert.deepEqual(await minutes(), [wanted]);
    assert.equal(await legend(), 1);
    assert.match(await page.textContent('.minutes output'), new RegExp(`${wanted} min`));
  }
  await audit(page, 'minutes');
  const again = await open({ hash: await page.evaluate(() => location.hash) });
  assert.equal(await again.evaluate(() => lisiere.state.minutes), own.at(-1));
  await close(again);
  await page.fill('#minutes-isochrones-marche', String(own.length));
  await drawn(page);
  assert.deepEqual(await minutes(), own);
  const told = await page.$$eval('[aria-label="Habitants à portée"] tr', (lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent)));
  const column = told[0].indexOf('à pied');
  for (const row of geopackage('isochrones').filter((one) => one.code === 'QN09901M' && one.mode === 'marche'))
    assert.equal(told.find((line) => line[0] === quantity(row.minutes, 'min', 'fr'))[column], `${row.bord ? 'au moins ' : ''}${quantity(row.population_atteinte, 'habitants', 'fr')}`);
  await close(page);
});

test('a local list is seen beside the model of its quarter, place by place, as its table has it', async () => {
  const places = geopackage('listes_locales');
  // Wide enough for a whole list at the zoom from which tiles hold every place: some stand in two lists.
  const page = await open({ hash: '#q=QN09901M', width: 2400, height: 1500 });
  await pick(page, 'liste_locale');
  for (const code of ['QN09901M', 'VA-99001-les-grands-pres']) {
    const own = places.filter((row) => row.code === code && row.geometrie);
    const middle = [0, 1].map((axis) => own.map((row) => row.geometrie.coordinates[axis])).map((all) => (Math.min(...all) + Math.max(...all)) / 2);
    await page.evaluate((one) => lisiere.choose(one, false), code);
    await page.evaluate((center) => lisiere.map.jumpTo({ center, zoom: 13 }), middle);
    await drawn(page);
    const line = (row) => [row.code, row.nom_liste ?? row.nom, row.resultat].join(' ');
    const seen = (await page.evaluate(() => lisiere.map.queryRenderedFeatures({ layers: ['listes_locales-point'] }).map(({ properties }) => properties))).map(line);
    const told = new Set(own.map(line));
    assert.deepEqual(new Set(seen), told);
    assert.ok(told.size > 15);
  }
  await close(page);
});

test('an area tells its figure as the GeoPackage holds it, with source and year, or why it has none', async () => {
  const page = await open();
  await pick(page, 'iris_taux_pauvrete');
  const areas = geopackage('iris');
  const reasons = geopackage('zones_motifs').filter((row) => row.couche === 'iris' && row.indicateur === 'taux_pauvrete_personnes');
  assert.ok(reasons.length > 0);
  await audit(page, 'choropleth');
  const measure = await page.evaluate(() => lisiere.measure);
  const classes = await page.locator('[aria-labelledby="titre-mesure"] li').count();
  assert.equal(classes, measure.bornes.length + 2, 'a line a class, and one for none');
  const known = areas.find((row) => row.taux_pauvrete_personnes > 30);
  const unknown = areas.find((row) => row.taux_pauvrete_personnes === null);
  for (const area of [known, unknown]) {
    // A place inside, away from quarters or not: the figure of the area comes first, the portrait is one click away.
    const [lon, lat] = area.geometrie.coordinates.flat(2).reduce(([x, y], at, _, all) => [x + at[0] / all.length, y + at[1] / all.length], [0, 0]);
    await page.evaluate((center) => lisiere.map.jumpTo({ center, zoom: 13 }), [lon, lat]);
    await drawn(page);
    const place = await page.evaluate((code) => {
      const box = lisiere.map.getContainer().getBoundingClientRect();
      for (let y = 20; y < box.height; y += 9)
        for (let x = 20; x < box.width - 60; x += 9) {
          const reach = 5;
          const found = lisiere.map.queryRenderedFeatures([x, y], { layers: ['iris-surface'] }).find((one) => one.properties.code_iris === code);
          const thin = lisiere.map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]]).some((one) => one.layer.type !== 'fill' && one.layer.metadata);
          if (found && !thin) return { x: box.x + x, y: box.y + y };
        }
      return null;
    }, area.code_iris);
    assert.ok(place, area.code_iris);
    await page.mouse.click(place.x, place.y);
    const told = page.locator('[data-colonne="taux_pauvrete_personnes"]').last();
    await told.waitFor();
    const expected = area.taux_pauvrete_personnes === null ? reasonText(reasons.find((row) => row.zone === area.code_iris).motif, 'fr') : quantity(area.taux_pauvrete_personnes, '%', 'fr');
    assert.equal(await told.textContent(), expected);
    assert.match(await page.locator('.maplibregl-popup').last().textContent(), /Source\s: .*20\d\d/);
    await page.keyboard.press('Escape');
  }
  await close(page);
});

test('a project inside a quarter tells what its file carries, the quarter one click away; sectors wait behind both', async () => {
  const page = await open({ hash: '#q=QN09903M' });
  await pick(page, 'contexte');
  const [project] = geopackage('contexte_renouvellement').filter((row) => row.phase === 'travaux');
  const [lon, lat] = project.geometrie.coordinates[0][0][0].map((first, i) => (first + project.geometrie.coordinates[0][0][2][i]) / 2);
  await page.evaluate((center) => lisiere.map.jumpTo({ center, zoom: 15 }), [lon, lat]);
  await drawn(page);
  const middle = await page.evaluate(() => {
    const frame = lisiere.map.getContainer().getBoundingClientRect();
    return { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
  });
  await page.mouse.click(middle.x, middle.y);
  const told = page.locator('.infobulle');
  await told.waitFor();
  assert.equal(await told.locator('[data-colonne="nom"]').textContent(), project.nom);
  assert.equal(await told.locator('[data-colonne="phase"]').textContent(), 'En travaux');
  assert.equal(await told.locator('[data-colonne="logements"]').textContent(), String(project.logements));
  assert.equal(await told.locator('[data-colonne]').count(), 4, 'name, phase and the two columns that are carried');
  await page.click('.maplibregl-popup button:not(.maplibregl-popup-close-button)');
  await page.waitForFunction(() => document.querySelector('#nom-quartier')?.textContent === 'Hautes-Bornes');
  await pick(page, 'secteurs');
  await page.mouse.click(middle.x, middle.y + 40);
  await drawn(page);
  assert.equal(await page.locator('.maplibregl-popup .infobulle [data-colonne="nom"]').count(), 0, 'inside a quarter the sector is not what is asked for');
  await close(page);
});
