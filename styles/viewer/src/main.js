// SPDX-License-Identifier: Apache-2.0
import { Client, takeToken } from './atelier-client.js';
import { Atelier } from './atelier.js';
import { element } from './dom.js';
import { Edition } from './edition.js';
import { isEmbedded } from './embed.js';
import { translator } from './texts.js';
import { Viewer } from './viewer.js';

const root = document.getElementById('lisiere');
const token = takeToken(); // before the address follows the map
try {
  const edition = new Edition();
  const viewer = new Viewer(await edition.read(), root, edition);
  globalThis.lisiere = viewer; // for whoever looks from the console, and for tests
  await viewer.start();
  if (edition.service && !isEmbedded()) await Atelier.open(viewer, new Client(edition.service, token));
} catch (error) {
  root.replaceChildren(element('p', { role: 'alert' }, `${translator('fr')('erreur')} ${translator('en')('erreur')} ${error.message}`));
  throw error;
}
