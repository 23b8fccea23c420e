// SPDX-License-Identifier: Apache-2.0
// The demonstration's edition and one of its scenarios, served by `lisiere serve`, and a real browser: what the tests of the web map share.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before } from 'node:test';

export const [program, demo, modules, work] = process.argv.slice(2).map((file) => path.resolve(file));
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file));
if (!executablePath || !existsSync(path.join(modules, 'playwright-core'))) {
  const absence = path.join(modules, '../dist/absente.txt');
  console.log('skipped: ' + (!executablePath ? 'chromium is not installed' : existsSync(absence) ? readFileSync(absence, 'utf8') : 'playwright-core is not installed'));
  process.exit(77);
}
const require = createRequire(path.join(modules, 'index.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

mkdirSync(work, { recursive: true });
export const edition = path.join(work, 'edition');
export const scenario = path.join(edition, 'scenarios/passerelle');
let server;
export let home;
export let browser;

/// Rows of a table of the GeoPackage, read by GDAL: not by the writer of what is tested.
export function geopackage(table, folder = edition) {
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
export async function open({ width = 1400, height = 900, hash = '' } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(120000); // machines are shared
  page.problems = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.problems.push(message.text()));
  page.on('pageerror', (error) => page.problems.push(error.message));
  // Of a HEAD that was answered Chromium says that its body was aborted: it has none.
  page.on('requestfailed', (request) => request.method() !== 'HEAD' && page.problems.push(`failed: ${request.url()}`));
  page.on('response', (response) => response.status() >= 400 && page.problems.push(`${response.status()}: ${response.url()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(blob|data):/.test(url)) page.problems.push(`outside the folder: ${url}`);
  });
  await page.goto(home + hash);
  await drawn(page);
  return page;
}

export async function drawn(page) {
  await page.waitForFunction(() => globalThis.lisiere?.map?.loaded() && !lisiere.map.isMoving(), null, { timeout: 120000 });
}

export async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.close();
}

export async function audit(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map((one) => `${where}: ${one.id} ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3)}`), []);
}

/// Where on the page the middle of a quarter is.
export function middle(page, code) {
  return page.evaluate((wanted) => {
    const [west, south, east, north] = lisiere.quarter(wanted).boite;
    const { x, y } = lisiere.map.project([(west + east) / 2, (south + north) / 2]);
    const frame = lisiere.map.getContainer().getBoundingClientRect();
    return { x: frame.x + x, y: frame.y + y };
  }, code);
}

export const chosen = (page) => page.locator('#nom-quartier').textContent();
export const figure = (page, name) => page.locator(`[data-chiffre="${name}"]`).first().textContent();
