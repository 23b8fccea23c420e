// SPDX-License-Identifier: Apache-2.0
// Markup in every text of a territory, under the policy that the server sends: nothing of it runs, nor becomes an element. And an edition
// that is exchanged under an open page. Run by browser.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { browser, drawn, edition as demoEdition, open, program, work } from './support.mjs';
import { codes, hostile, writeHostileTerritory } from './hostile-territory.mjs';

const folder = path.join(work, 'hostile');
const edition = path.join(folder, 'edition');
const servers = [];

async function serve(site) {
  const server = spawn(program, ['serve', site, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  servers.push(server);
  return new Promise((resolve, reject) => {
    server.stdout.once('data', (text) => resolve(String(text).trim()));
    server.once('exit', () => reject(new Error('lisiere serve ended')));
  });
}

let home;
before(async () => {
  rmSync(folder, { recursive: true, force: true });
  const config = writeHostileTerritory(folder);
  execFileSync(program, ['run', config, '-o', edition], { stdio: 'ignore' });
  execFileSync(program, ['scenario', config, 'passage', '-o', path.join(edition, 'scenarios/passage')], { stdio: 'ignore' });
  home = await serve(edition);
});
after(() => servers.forEach((server) => server.kill('SIGINT')));

async function page(url) {
  const one = await browser.newPage({ viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' });
  one.setDefaultTimeout(120000);
  one.problems = [];
  one.on('console', (message) => ['error', 'warning'].includes(message.type()) && one.problems.push(message.text()));
  one.on('pageerror', (error) => one.problems.push(error.message));
  one.on('dialog', (dialog) => one.problems.push(dialog.message()));
  await one.goto(url);
  return one;
}

/// Nothing was run, nor made an element, and no link leads to a script.
async function harmless(one, where) {
  const found = await one.evaluate(() => ({
    struck: window.struck,
    planted: document.querySelectorAll('x-planted, img[src="x"], [onerror]').length,
    links: [...document.querySelectorAll('a[href]')].map((link) => link.protocol).filter((protocol) => protocol === 'javascript:'),
  }));
  assert.deepEqual(found, { struck: undefined, planted: 0, links: [] }, where);
}

test('no text of an input runs in the web map, in its panels, its popups or its attribution', async () => {
  const one = await page(home);
  await drawn(one);
  assert.ok((await one.title()).includes(hostile), 'the name is shown as it is written');
  await one.evaluate(() => document.querySelector('.maplibregl-ctrl-attrib')?.classList.add('maplibregl-compact-show'));
  assert.ok((await one.textContent('.maplibregl-ctrl-attrib-inner')).includes(hostile), 'the attribution, too');
  await harmless(one, 'map');

  // The portrait of each quarter, the search, the comparison.
  for (const [i, code] of codes.entries()) {
    await one.evaluate((wanted) => lisiere.choose(wanted, true), code);
    assert.equal(await one.textContent('#nom-quartier'), `quartier ${i} ${hostile}`, code);
    await harmless(one, `portrait of ${code}`);
  }
  await one.fill('#recherche', 'quartier');
  assert.equal(await one.locator('#resultats li').count(), codes.length);
  await harmless(one, 'search');
  await one.keyboard.press('Escape');
  await one.evaluate((wanted) => lisiere.compare(wanted), codes[0]);
  await harmless(one, 'comparison');
  await one.evaluate(() => lisiere.choose(undefined));

  // Every layer on: what is under the pointer says what it is.
  const told = new Set();
  await one.evaluate(async () => {
    lisiere.state.layers = lisiere.edition.couches.map((layer) => layer.couche);
    await lisiere.draw();
    lisiere.map.jumpTo({ center: [2.995, 46.496], zoom: 14 });
  });
  await drawn(one);
  for (const [lon, lat] of [[2.99, 46.491], [3.0, 46.497], [3.004, 46.497], [2.986, 46.502]]) {
    const { x, y } = await one.evaluate((at) => {
      const { x, y } = lisiere.map.project(at);
      const frame = lisiere.map.getContainer().getBoundingClientRect();
      return { x: frame.x + x, y: frame.y + y };
    }, [lon, lat]);
    await one.mouse.click(x, y);
    await one.waitForFunction(() => document.querySelector('.maplibregl-popup, #nom-quartier'));
    const text = await one.evaluate(() => document.querySelector('.maplibregl-popup')?.textContent ?? '');
    for (const word of ['projet', 'note', 'mairie', 'pharmacie']) if (text.includes(`${word} ${hostile}`)) told.add(word);
    await harmless(one, `popup at ${lon}, ${lat}`);
    await one.evaluate(() => document.querySelector('.maplibregl-popup-close-button')?.click());
  }
  assert.ok(told.has('projet') && told.size > 1, `popups that were read: ${[...told]}`);

  await one.click('button.sources');
  assert.ok((await one.textContent('dialog')).includes(`licence ${hostile}`));
  await harmless(one, 'sources');
  await one.click('dialog button');
  await one.selectOption('#scenario', 'passage');
  await one.waitForFunction(() => lisiere.scenario?.nom === 'passage');
  await drawn(one);
  assert.ok((await one.textContent('#vue')).includes(`scenario ${hostile}`));
  await harmless(one, 'scenario');
  await one.selectOption('#langue', 'en');
  await harmless(one, 'English');
  assert.deepEqual(one.problems, []); // the policy forbids nothing that the map needs
  await one.close();
});

test('the report and every page of the atlas run nothing either', async () => {
  const one = await page(new URL('../rapport.html', home).href);
  assert.ok((await one.textContent('h1')).includes(hostile));
  await harmless(one, 'report');
  // Its own sheet and script do: a click on a heading sorts.
  assert.notEqual(await one.evaluate(() => getComputedStyle(document.querySelector('.discret')).color), 'rgb(0, 0, 0)');
  await one.click('table.triable th:nth-child(2) button');
  assert.equal(await one.locator('table.triable [aria-sort]').count(), 1);
  assert.deepEqual(one.problems, []);
  await one.close();
  const pages = readdirSync(path.join(edition, 'atlas')).filter((file) => file.endsWith('.svg'));
  assert.ok(pages.length >= codes.length);
  for (const file of pages) {
    const drawing = await page(new URL(`../atlas/${file}`, home).href);
    assert.equal(await drawing.evaluate(() => document.documentElement.localName), 'svg', file); // well-formed: browsers show an error else
    assert.equal(await drawing.evaluate(() => document.querySelector('script')), null);
    await drawing.close();
  }
});

test('a script that is planted in the page itself is not run: the policy holds', async () => {
  const one = await page(home);
  await drawn(one);
  await one.evaluate((markup) => {
    const box = document.createElement('div');
    box.innerHTML = markup.replace('src=x', 'src="data:,x"');
    const script = document.createElement('script');
    script.textContent = 'window.struck = 2';
    document.body.append(box, script);
  }, hostile);
  await one.waitForTimeout(300);
  assert.equal(await one.evaluate(() => window.struck), undefined);
  assert.ok(one.problems.some((text) => text.includes('Content Security Policy')));
  await one.close();
});

test('a page opened as a file says what to do', async () => {
  const one = await page(pathToFileURL(path.join(edition, 'carte/index.html')).href);
  assert.match(await one.textContent('#lisiere'), /lisiere serve DOSSIER/);
  await one.close();
});

test('an edition published under an open page is told, and nothing of it is shown beside the earlier one', async () => {
  const [old, next] = [path.join(folder, 'courante'), path.join(folder, 'neuve')];
  cpSync(demoEdition, old, { recursive: true });
  cpSync(demoEdition, next, { recursive: true });
  const one = await page(await serve(old));
  await drawn(one);
  const [first, second] = await one.evaluate(() => lisiere.edition.quartiers.map((quarter) => quarter.code));
  await one.evaluate((code) => lisiere.choose(code), first);
  assert.equal(await one.locator('.nouvelle').count(), 0);
  renameSync(old, path.join(folder, 'ancienne'));
  renameSync(next, old);
  rmSync(path.join(folder, 'ancienne'), { recursive: true });
  await one.evaluate((code) => lisiere.choose(code), second);
  assert.match(await one.textContent('.nouvelle'), /nouvelle édition/);
  assert.equal(await one.locator('#nom-quartier').count(), 0);
  await Promise.all([one.waitForNavigation(), one.click('.nouvelle button')]);
  await drawn(one);
  await one.evaluate((code) => lisiere.choose(code), second);
  assert.equal(await one.locator('.nouvelle').count(), 0);
  assert.equal(await one.locator('#nom-quartier').count(), 1);
  await one.close();
});

test('tiles of an edition published meanwhile are not drawn on the earlier one', async () => {
  const site = path.join(folder, 'tuiles');
  cpSync(demoEdition, site, { recursive: true });
  const one = await page(await serve(site));
  await drawn(one);
  const tiles = path.join(site, 'carte/lisiere.pmtiles');
  cpSync(tiles, `${tiles}.neuf`);
  renameSync(`${tiles}.neuf`, tiles); // the same bytes, written anew: another version
  await one.evaluate(() => lisiere.map.jumpTo({ zoom: 15 }));
  await one.waitForSelector('.nouvelle');
  assert.equal(await one.locator('#carte > [role=alert]').count(), 1);
  assert.ok(readFileSync(tiles).length > 0);
  await one.close();
});
