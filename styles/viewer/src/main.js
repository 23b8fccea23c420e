// SPDX-License-Identifier: Apache-2.0
// One state, drawn again in whole panels when it changes; the address follows it.
import { element } from './dom.js';
import { layerPanel } from './layers.js';
import { createMap, setVisible, showPopup, under } from './map.js';
import { formatLink, parseLink } from './permalink.js';
import { portrait, shown } from './portrait.js';
import { rows } from './rows.js';
import { communesOf, search } from './search.js';
import { languages, translator } from './texts.js';

const root = document.getElementById('lisiere');

async function json(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

class Viewer {
  constructor(territory) {
    this.territory = territory;
    this.state = { language: territory.langue, ...parseLink(location.hash) };
    if (!(this.state.language in languages)) this.state.language = territory.langue;
    this.state.layers ??= territory.couches.filter((layer) => layer.visible).map((layer) => layer.couche);
    this.portraits = new Map();
  }

  get t() {
    return translator(this.state.language);
  }

  async start() {
    this.mapBox = element('div', { id: 'carte' });
    this.layersBox = element('div', { class: 'contenu' });
    this.portraitBox = element('div', { class: 'contenu' });
    this.frame();
    this.map = await createMap(this.mapBox, this.territory, this.state, this.t);
    for (const layer of this.territory.couches) setVisible(this.map, layer.couche, this.state.layers.includes(layer.couche));
    this.map.on('click', (event) => this.click(event));
    this.map.on('moveend', () => this.moved());
    this.map.on('zoom', () => this.zoomHints());
    this.map.on('mousemove', (event) => {
      this.map.getCanvas().style.cursor = under(this.map, this.territory, event.point) ? 'pointer' : '';
    });
    addEventListener('hashchange', () => this.follow());
    this.draw();
  }

  /// The page around the map, in the language of the state.
  frame() {
    const { t } = this;
    document.documentElement.lang = this.state.language;
    document.title = `${this.territory.nom} · Lisière`;
    this.searchBox = element('input', {
      type: 'search', id: 'recherche', autocomplete: 'off', placeholder: t('chercher_aide'), 'aria-label': t('chercher'),
      role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'resultats', 'aria-autocomplete': 'list',
      oninput: () => this.searched(), onkeydown: (event) => this.searchKey(event),
    });
    this.results = element('ul', { id: 'resultats', role: 'listbox', 'aria-label': t('chercher'), hidden: true });
    this.status = element('p', { class: 'invisible', role: 'status' });
    const panel = (id, title, box) =>
      element('aside', { id, 'aria-label': title }, element('h2', {}, title), box);
    root.replaceChildren(
      element('a', { class: 'passer', href: '#carte', onclick: (event) => { event.preventDefault(); this.map?.getCanvas().focus(); } }, t('passer')),
      element(
        'header',
        {},
        element('h1', {}, this.territory.nom),
        element('div', { class: 'recherche' }, this.searchBox, this.results, this.status),
        element(
          'select',
          { id: 'langue', 'aria-label': t('langue'), onchange: (event) => this.setLanguage(event.target.value) },
          Object.entries(languages).map(([id, name]) => element('option', { value: id, selected: id === this.state.language }, name)),
        ),
      ),
      panel('couches', t('couches'), this.layersBox),
      this.mapBox,
      panel('quartier', t('portrait'), this.portraitBox),
    );
  }

  draw() {
    this.drawLayers();
    this.drawPortrait();
  }

  drawLayers() {
    this.layersBox.replaceChildren(
      ...layerPanel({
        territory: this.territory, shown: this.state.layers, language: this.state.language, t: this.t,
        onchange: (layer, checked) => this.toggle(layer, checked),
      }),
    );
    this.zoomHints();
  }

  zoomHints() {
    const zoom = this.map?.getZoom() ?? 0;
    for (const hint of this.layersBox.querySelectorAll('.approcher'))
      hint.hidden = zoom >= Number(hint.dataset.zoomMin) || !hint.parentNode.querySelector('input').checked;
  }

  toggle(layer, checked) {
    this.state.layers = this.territory.couches.map((one) => one.couche).filter((one) => (one === layer ? checked : this.state.layers.includes(one)));
    setVisible(this.map, layer, checked);
    this.drawLayers();
    this.layersBox.querySelector(`[data-couche="${layer}"]`)?.focus();
    this.writeLink();
  }

  async drawPortrait() {
    const { t, territory } = this;
    const { language, quarter: code } = this.state;
    const quarter = territory.quartiers.find((one) => one.code === code);
    if (!quarter) {
      this.portraitBox.replaceChildren(element('p', {}, t('choisir')), this.quarterList());
      return;
    }
    let data;
    try {
      data = await this.portraitOf(quarter);
    } catch {
      this.portraitBox.replaceChildren(element('p', { role: 'alert' }, t('erreur_quartier')));
      return;
    }
    if (this.state.quarter !== code) return; // another was chosen meanwhile
    this.portraitBox.replaceChildren(
      element(
        'div', { class: 'entete' },
        element('h3', { id: 'nom-quartier', tabindex: -1 }, quarter.nom_qp),
        element('button', { type: 'button', class: 'fermer', onclick: () => this.choose(undefined) }, t('fermer')),
      ),
      ...portrait(data, { territory, language, t }).filter(Boolean),
    );
  }

  quarterList() {
    return element(
      'ul', { class: 'liste' },
      this.territory.quartiers.map((quarter) =>
        element('li', {}, element('button', { type: 'button', onclick: () => this.choose(quarter.code, true) }, quarter.nom_qp),
          ` ${communesOf(quarter, this.territory.communes)}, ${this.t(quarter.genre)} (${this.t(quarter.statut)})`),
      ),
    );
  }

  async portraitOf(quarter) {
    if (!this.portraits.has(quarter.code)) this.portraits.set(quarter.code, await json(`donnees/quartiers/${quarter.fichier}`));
    return this.portraits.get(quarter.code);
  }

  /// `move`: bring the map to it (a search, a list); a click on the map leaves it in place.
  async choose(code, move = false) {
    this.state.quarter = code;
    const quarter = this.territory.quartiers.find((one) => one.code === code);
    if (move && quarter?.boite) this.map.fitBounds(quarter.boite, { padding: 60, maxZoom: 15, animate: !matchMedia('(prefers-reduced-motion: reduce)').matches });
    await this.drawPortrait();
    document.getElementById('nom-quartier')?.focus({ preventScroll: true });
    this.writeLink();
  }

  click(event) {
    const found = under(this.map, this.territory, event.point);
    if (!found) return;
    if (found.quarter) this.choose(found.quarter);
    else showPopup(this.map, event.lngLat, this.tip(found), this.territory.couches.find((layer) => layer.couche === found.layer).titre[this.state.language]);
  }

  tip({ tip, layer }) {
    const { language } = this.state;
    const style = this.territory.couches.find((one) => one.couche === layer);
    const columns = this.territory.colonnes[layer] ?? {};
    return element(
      'dl', { class: 'infobulle' },
      style.infobulle
        .filter((column) => tip.properties[column] !== undefined)
        .map((column) => {
          const value = tip.properties[column];
          const words = { true: this.t('oui'), false: this.t('non') };
          return [element('dt', {}, columns[column]?.[language] ?? column),
            element('dd', {}, typeof value === 'boolean' ? words[value] : shown(value, columns[column]?.unite, language))];
        }),
    );
  }

  searched() {
    const found = search(this.territory.quartiers, this.searchBox.value, this.territory.communes);
    const asked = this.searchBox.value.trim() !== '';
    this.results.hidden = found.length === 0;
    this.searchBox.setAttribute('aria-expanded', String(found.length > 0));
    this.searchBox.removeAttribute('aria-activedescendant');
    this.status.textContent = !asked ? '' : found.length ? this.t('resultats', found.length) : this.t('rien');
    this.status.classList.toggle('invisible', !asked || found.length > 0);
    this.results.replaceChildren(
      ...found.map(({ quarter, communes }, i) =>
        element('li', { role: 'option', id: `resultat-${i}`, 'aria-selected': 'false', 'data-code': quarter.code, onclick: () => this.pick(quarter.code) },
          element('strong', {}, quarter.nom_qp), ` ${communes}, ${this.t(quarter.genre)} · ${quarter.code}`),
      ),
    );
  }

  searchKey(event) {
    const items = [...this.results.children];
    const at = items.findIndex((item) => item.getAttribute('aria-selected') === 'true');
    if (event.key === 'Escape') return this.clearSearch();
    if (event.key === 'Enter' && items.length) return this.pick((items[at] ?? items[0]).dataset.code);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || items.length === 0) return;
    event.preventDefault();
    const next = (at + step + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === next)));
    items[next].scrollIntoView({ block: 'nearest' });
    this.searchBox.setAttribute('aria-activedescendant', items[next].id);
  }

  pick(code) {
    this.clearSearch();
    this.choose(code, true);
  }

  clearSearch() {
    this.searchBox.value = '';
    this.searched();
  }

  setLanguage(language) {
    this.state.language = language;
    this.frame();
    this.draw();
    this.writeLink();
    document.getElementById('langue').focus();
  }

  moved() {
    const { lng, lat } = this.map.getCenter();
    Object.assign(this.state, { zoom: this.map.getZoom(), lat, lon: lng });
    this.writeLink();
  }

  writeLink() {
    history.replaceState(null, '', formatLink(this.state));
  }

  /// Another link was typed or followed in this page.
  follow() {
    const next = parseLink(location.hash);
    if (next.zoom !== undefined) this.map.jumpTo({ zoom: next.zoom, center: [next.lon, next.lat] });
    if (next.layers) for (const layer of this.territory.couches) setVisible(this.map, layer.couche, next.layers.includes(layer.couche));
    const language = next.language in languages ? next.language : this.state.language;
    this.state = { ...this.state, quarter: undefined, other: undefined, measure: undefined, ...next, language };
    this.frame();
    this.draw();
  }
}

try {
  const viewer = new Viewer(await json('donnees/territoire.json'));
  globalThis.lisiere = viewer;
  await viewer.start();
} catch (error) {
  root.replaceChildren(element('p', { role: 'alert' }, `${translator('fr')('erreur')} ${translator('en')('erreur')} ${error.message}`));
  throw error;
}
