// SPDX-License-Identifier: Apache-2.0
// What the web map tells of a quarter, figure by figure, as it is written: {"indice_enclavement": "58", ...}.
//   node told.mjs TERRITOIRE.JSON QUARTIER.JSON LANGUAGE
import './paper-dom.mjs';
import { readFileSync } from 'node:fs';
import { portrait } from '../../../styles/viewer/src/portrait.js';
import { element } from '../../../styles/viewer/src/dom.js';
import { translator } from '../../../styles/viewer/src/texts.js';

const [territory, data] = process.argv.slice(2, 4).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const language = process.argv[4];
const page = element('div', {}, portrait(data, { territory, language, t: translator(language) }));
const told = {};
for (const node of page.having('data-chiffre')) {
  const name = node.attributes['data-chiffre'];
  if (name in told && told[name] !== node.text) throw new Error(`${name}: "${told[name]}", then "${node.text}"`);
  told[name] = node.text;
}
console.log(JSON.stringify(told));
