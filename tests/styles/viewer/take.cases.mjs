// SPDX-License-Identifier: Apache-2.0
// A view taken away, and the map inside another page. Run by browser.test.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { audit, browser, close, drawn, geopackage, home, open, work } from './support.mjs';

const take = async (page) => {
  await page.click('button[title="Emporter cette vue"]');
  await page.waitForFunction(() => document.querySelector('.apercu')?.naturalWidth > 0);
};

async function downloaded(page, label) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: label }).click()]);
  const file = path.join(work, download.suggestedFilename());
  await download.saveAs(file);
  return { name: download.suggestedFilename(), bytes: readFileSync(file) };
}

/// Lines of a file for a French spreadsheet without quoted fields.
const fields = (bytes) => bytes.toString('utf8').replace(/^\ufeff/, '').trim().split('\r\n').map((line) => line.split(';'));
const number = (text) => (text === '' ? null : Number(text.replace(',', '.')));

test('what is seen is taken as a picture twice as fine, with what makes it readable elsewhere', async () => {
  const page = await open({ width: 1366, height: 768 });
  await page.selectOption('#theme', 'iris_taux_pauvrete');
  await drawn(page);
  const box = await page.locator('#carte').boundingBox();
  await take(page);
  await audit(page, 'take');
  assert.equal(await page.inputValue('#titre-image'), await page.locator('#theme option:checked').textContent());
  await page.fill('#titre-image', 'Où est la pauvreté ?');
  await page.keyboard.press('Tab');
  const svg = await downloaded(page, /SVG/);
  const text = svg.bytes.toString('utf8');
  assert.equal(svg.name, 'val-de-lisse-ou-est-la-pauvrete.svg');
  const size = ['width', 'height'].map((name) => Number(new RegExp(`<svg[^>]* ${name}="(\\d+)"`).exec(text)[1]));
  assert.ok(size[0] > box.width && size[1] > box.height);
  for (const told of ['Où est la pauvreté ?', 'Val-de-Lisse', 'Sources', 'image du', ' km'])
    assert.ok(text.includes(told), told);
  const measure = await page.evaluate(() => lisiere.measure);
  for (const colour of measure.couleurs) assert.ok(text.includes(`fill="${colour}"`), colour);
  assert.ok(!/https?:\/\/(?!www\.w3\.org)/.test(text.replace(/href="data:[^"]*"/, '')), 'it asks for nothing elsewhere');
  const png = await downloaded(page, /PNG/);
  assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], size.map((one) => 2 * one));
  // The map itself is in it: many colours in its middle.
  const colours = await page.evaluate(async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 200, image.width / 2, image.height / 2);
    const found = new Set();
    for (let i = 0; i < data.length; i += 4 * 97) found.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
    return found.size;
  }, `data:image/png;base64,${png.bytes.toString('base64')}`);
  assert.ok(colours > 20, `${colours} colours`);
  assert.equal(await page.evaluate(() => lisiere.map.getPixelRatio()), 1, 'the map is drawn again as the screen has it');
  await close(page);
});

test('the rows behind the view are those of the GeoPackage', async () => {
  const page = await open();
  await page.selectOption('#mesure', 'indicateurs.taux_pauvrete');
  await drawn(page);
  await take(page);
  const { name, bytes } = await downloaded(page, /CSV/);
  assert.equal(name, 'val-de-lisse-quartiers.csv');
  const [, ...lines] = fields(bytes);
  const quarters = geopackage('perimetres');
  const poverty = geopackage('indicateurs').filter((row) => row.indicateur === 'taux_pauvrete');
  assert.equal(lines.length, quarters.length);
  for (const line of lines) {
    const quarter = quarters.find((row) => row.code === line[0]);
    assert.equal(line[1], quarter.nom_qp);
    assert.equal(number(line[5]), quarter.population);
    assert.equal(number(line[6]), quarter.indice_enclavement);
    assert.equal(number(line[7]), poverty.find((row) => row.code === line[0])?.valeur ?? null);
  }
  await close(page);
});

test('inside another page there are the map, its legend and its sources, and the page chooses a quarter', async () => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 600 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(120000);
  const around = new URL('/cadre.html', home).href;
  await page.route(around, (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="fr"><title>Site</title><script>
    heard = []; addEventListener('message', (event) => heard.push(event.data.lisiere));</script>
    <main><h1>Site</h1><iframe title="Carte" src="${home}?integre=1" width="900" height="500"></iframe></main></html>` }));
  await page.goto(around);
  await page.waitForFunction(() => heard.some((one) => one?.pret));
  const frame = page.frames().find((one) => one.url().includes('integre=1'));
  for (const gone of ['header', '#couches', '#portrait', 'main > nav']) assert.equal(await frame.locator(gone).isVisible(), false, gone);
  assert.match(await frame.locator('#legende').textContent(), /Quartier prioritaire/);
  assert.match(await frame.locator('.maplibregl-ctrl-attrib').textContent(), /Lisière/);
  assert.match(await frame.locator('.pied').textContent(), /Val-de-Lisse/);
  await page.evaluate(() => frames[0].postMessage({ lisiere: { quartier: 'QN09903M' } }, '*'));
  await page.waitForFunction(() => heard.some((one) => one?.quartier === 'QN09903M'));
  assert.equal(await frame.evaluate(() => lisiere.state.quarter), 'QN09903M');
  await page.evaluate(() => frames[0].postMessage({ lisiere: { quartier: 'no such code' } }, '*'));
  await page.waitForFunction(() => heard.at(-1)?.quartier === null);
  assert.equal(await frame.evaluate(() => lisiere.state.quarter), undefined);
  await page.close();

  const alone = await open({ hash: '?integre=1', width: 390, height: 600 });
  await audit(alone, 'embed');
  await alone.screenshot({ path: path.join(work, 'integre.png') });
  const href = await alone.getAttribute('.pied a', 'href');
  assert.ok(!href.includes('integre'));
  await close(alone);
});
