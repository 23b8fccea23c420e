// SPDX-License-Identifier: Apache-2.0
// The map inside another page, `?integre=1`: map, legend, sources. The page around may choose a quarter and hears which one is chosen.
import { element } from './dom.js';
import { symbol } from './layers.js';
import { quantity } from './numbers.js';

export const isEmbedded = (address = location) => new URLSearchParams(address.search).has('integre');

/// The legend over the map, folded on a small frame. `blocks`: see `legendOf`.
export function legendBox(blocks, t, open) {
  if (blocks.length === 0) return null;
  return element(
    'details',
    { id: 'legende', open },
    element('summary', {}, t('legende')),
    blocks.map((block) => [
      block.title && element('h2', {}, block.title),
      block.note && element('p', { class: 'aide' }, block.note),
      element('ul', { class: 'legende' }, block.classes.map((one) => element('li', {}, symbol(one.geometry, one.symbol), one.label))),
    ]),
  );
}

/// The whole map at this view, apart from the page around.
function wholeMap() {
  const url = new URL(location.href);
  url.searchParams.delete('integre');
  return url.href;
}

export function wholeMapLink(text) {
  return element('a', { href: wholeMap(), target: '_blank', rel: 'noopener', onclick: (event) => { event.currentTarget.href = wholeMap(); } }, text);
}

/// What is said of a quarter over the map, where there is no room for its portrait.
export function quarterTip(quarter, { language, t }) {
  const line = (name, value) => value !== null && [element('dt', {}, name), element('dd', {}, value)];
  return element(
    'div',
    {},
    element('strong', {}, quarter.nom_qp),
    element('dl', { class: 'infobulle' }, line(t('genre'), t(quarter.genre)), line(t('population'), quantity(quarter.population, 'habitants', language)), line(t('indice'), quantity(quarter.indice_enclavement, '0–100', language))),
    wholeMapLink(t('ouvrir_carte', quarter.nom_qp)),
  );
}

/// {quarter} that a message of the page around asks for (undefined: none is to be chosen), or null for a message that is not ours.
/// A message is {lisiere: {quartier: "QN05901A"}}; null or "" as the quarter chooses none.
export function askedQuarter(data) {
  if (typeof data !== 'object' || data === null || typeof data.lisiere !== 'object' || data.lisiere === null || !('quartier' in data.lisiere)) return null;
  const { quartier } = data.lisiere;
  if (quartier === null || quartier === '') return { quarter: undefined };
  return typeof quartier === 'string' ? { quarter: quartier } : null;
}

/// Listens to the page around, and to it alone. What may be asked is what a click does, so that whose page it is does not matter.
export function listen(choose) {
  addEventListener('message', (event) => {
    if (event.source !== parent || parent === window) return;
    const asked = askedQuarter(event.data);
    if (asked) choose(asked.quarter);
  });
}

/// Tells the page around: {lisiere: {pret: true}} once the map is there, {lisiere: {quartier: code or null}} when another is chosen.
export function tell(what) {
  if (parent !== window) parent.postMessage({ lisiere: what }, '*'); // public codes, no more
}
