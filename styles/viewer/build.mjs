// SPDX-License-Identifier: Apache-2.0
// Bundles the viewer to static files.   node build.mjs --modules DIR --out DIR
// DIR of modules: where `npm ci` was run; sources stay where they are.
import { createRequire } from 'node:module';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: { modules: { type: 'string', default: here }, out: { type: 'string', default: path.join(here, 'dist') } },
});
const modules = path.resolve(values.modules, 'node_modules');
const out = path.resolve(values.out);
const esbuild = createRequire(path.join(modules, 'index.js'))('esbuild');

const common = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none', // whole licences are written beside
  nodePaths: [modules],
  logLevel: 'warning',
  metafile: true,
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
// `.js` and not `.mjs`: some servers do not know the latter, and browsers then refuse the module.
const results = await Promise.all([
  esbuild.build({ ...common, entryPoints: { carte: path.join(here, 'src/main.js') }, outdir: out }),
  esbuild.build({
    ...common,
    entryPoints: { 'maplibre-worker': path.join(modules, 'maplibre-gl/dist/maplibre-gl-worker.mjs') },
    outdir: out,
  }),
  esbuild.build({
    ...common,
    entryPoints: { carte: path.join(here, 'src/style.css') },
    loader: { '.svg': 'dataurl', '.png': 'dataurl' },
    outdir: out,
  }),
]);
await copyFile(path.join(here, 'src/file-page.js'), path.join(out, 'fichier.js'));
await copyFile(path.join(here, 'index.html'), path.join(out, 'index.html'));

/// The licence of every package of which something is in the bundle.
const names = new Set();
for (const result of results)
  for (const input of Object.keys(result.metafile.inputs)) {
    const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) names.add(match[1]);
  }
let text = 'Viewer of Lisière: Apache-2.0. It holds the packages below, each under its own licence.\n';
for (const name of [...names].sort()) {
  const folder = path.join(modules, name);
  const about = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  text += `\n${'='.repeat(72)}\n${name} ${about.version} (${about.license})\n\n`;
  const file = ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'license', 'license.txt'].find((f) => existsSync(path.join(folder, f)));
  if (file) text += await readFile(path.join(folder, file), 'utf8');
}
await writeFile(path.join(out, 'licences.txt'), text);
