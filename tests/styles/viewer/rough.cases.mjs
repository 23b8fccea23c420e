// SPDX-License-Identifier: Apache-2.0
// The web map where something is missing: nothing goes blank without a word. Run by browser.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit, browser, drawn, home } from './support.mjs';

/// A page whose data are what `change` makes of the edition's.
async function changed(change, size = { width: 1400, height: 900 }) {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  page.setDefaultTimeout(120000);
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(error.message));
  await page.route('**/territoire.json', async (route) => {
    const territory = await (await route.fetch()).json();
    change?.(territory);
    await route.fulfill({ json: territory });
  });
  return page;
}

test('without quarters the map is still read', async () => {
  const page = await changed((territory) => (territory.quartiers = []));
  await page.goto(home);
  await drawn(page);
  await audit(page, 'no quarter');
  await page.fill('#recherche', 'zzzz');
  await page.waitForFunction(() => document.body.innerText.includes('Ni quartier ni adresse de ce nom'));
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('a name of 120 characters stays on the screen of a phone, also when two are compared', async () => {
  const name = `${'Ensemble des résidences du Grand-Champ-Saint-Aubin-sur-Lisse '.repeat(2)}`.slice(0, 100) + 'X'.repeat(20);
  const page = await changed((territory) => (territory.quartiers[0].nom_qp = name), { width: 390, height: 800 });
  await page.route('**/quartiers/QN09901M.json', async (route) => {
    const data = await (await route.fetch()).json();
    data.perimetres.lignes[0][data.perimetres.colonnes.indexOf('nom_qp')] = name;
    await route.fulfill({ json: data });
  });
  await page.goto(`${home}#q=QN09901M&c=QN09903M`);
  await drawn(page);
  await page.evaluate(() => lisiere.open('portrait'));
  assert.equal(await page.textContent('#nom-quartier'), name);
  const beyond = await page.evaluate(() => [...document.querySelectorAll('body, #portrait, #portrait .contenu, #nom-quartier')].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.id || one.className));
  assert.deepEqual(beyond, []);
  assert.equal(name.length, 120);
  await audit(page, 'long name');
  await page.close();
});

test('a measure of one class has one colour and says so; one that no quarter has is not offered', async () => {
  const page = await changed((territory) => {
    const one = territory.mesures.find((measure) => measure.id === 'perimetres.indice_enclavement');
    Object.assign(one, { bornes: [], couleurs: ['#b0443a'] });
  });
  await page.goto(`${home}#m=perimetres.indice_enclavement`);
  await drawn(page);
  assert.match(await page.textContent('[aria-labelledby="titre-mesure"]'), /toutes les valeurs/);
  const values = await page.evaluate(() => lisiere.map.queryRenderedFeatures({ layers: ['perimetres-surface'] }).length);
  assert.ok(values > 0);
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('without WebGL the figures are read, and the page says why there is no map', async () => {
  const page = await changed();
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
      return /webgl/.test(kind) ? null : getContext.call(this, kind, ...more);
    };
  });
  await page.goto(`${home}#s=passerelle`);
  await page.waitForSelector('#carte [role="alert"]');
  assert.match(await page.textContent('#carte [role="alert"]'), /WebGL/);
  await page.locator('.liste button').first().click();
  await page.waitForSelector('.identite');
  await page.selectOption('#mesure', { index: 2 });
  await page.locator('#couches [data-couche]').first().click();
  assert.ok(await page.locator('[data-chiffre="indice_enclavement"]').textContent());
  await audit(page, 'no WebGL');
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('tiles that are not there, or are no tiles, are told', async () => {
  for (const answer of [{ status: 404, body: '' }, { status: 200, body: 'not an archive at all, whatever its name' }]) {
    const page = await changed();
    await page.route('**/lisiere.pmtiles', (route) => route.fulfill(answer));
    await page.goto(home);
    await page.waitForSelector('#carte [role="alert"]');
    assert.match(await page.textContent('#carte [role="alert"]'), /tuiles/);
    await page.locator('.liste button').first().click();
    await page.waitForSelector('.identite');
    assert.deepEqual(page.errors, []);
    await page.close();
  }
});

test('data that cannot be read are told, in both languages', async () => {
  const page = await browser.newPage();
  await page.route('**/territoire.json', (route) => route.fulfill({ status: 500, body: '' }));
  await page.goto(home);
  await page.waitForSelector('[role="alert"]');
  assert.match(await page.textContent('[role="alert"]'), /ne peut pas être lue.*cannot be read/);
  await page.close();
});
