// SPDX-License-Identifier: Apache-2.0
import { element } from './dom.js';
import { Edition } from './edition.js';
import { translator } from './texts.js';
import { Viewer } from './viewer.js';

const root = document.getElementById('lisiere');
try {
  const edition = new Edition();
  const viewer = new Viewer(await edition.read(), root, edition);
  globalThis.lisiere = viewer; // for whoever looks from the console, and for tests
  await viewer.start();
} catch (error) {
  root.replaceChildren(element('p', { role: 'alert' }, `${translator('fr')('erreur')} ${translator('en')('erreur')} ${error.message}`));
  throw error;
}
