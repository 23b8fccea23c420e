// SPDX-License-Identifier: Apache-2.0
// One state, drawn again in whole panels when it changes; the address follows it.
import { comparison } from './compare.js';
import { element } from './dom.js';
import { layerPanel, measurePanel } from './layers.js';
import { createMap, highlight, paintMeasure, setVisible, showPopup, under } from './map.js';
import { formatLink, parseLink } from './permalink.js';
import { portrait, shown } from './portrait.js';
import { SearchBox } from './search-box.js';
import { communesOf } from './search.js';
import { sourcesDialog } from './sources.js';
import { languages, translator } from './texts.js';

export async function json(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const narrow = matchMedia('(max-width: 64rem)');

export class Viewer {
  constructor(territory, root) {
    this.territory = territory;
    this.root = root;
    this.state = this.checked({ language: territory.langue, ...parseLink(location.hash) });
    this.state.layers ??= territory.couches.filter((layer) => layer.visible).map((layer) => layer.couche);
    this.files = new Map();
    this.sheet = null;
  }

  get t() {
    return translator(this.state.language);
  }

  /// A link of another edition may name what this one has not.
  checked(state) {
    const has = (code) => this.territory.quartiers.some((one) => one.code === code);
    return {
      ...state,
      language: state.language in languages ? state.language : this.territory.langue,
      quarter: has(state.quarter) ? state.quarter : undefined,
      other: has(state.other) && state.other !== state.quarter ? state.other : undefined,
      measure: this.territory.mesures.some((one) => one.id === state.measure) ? state.measure : undefined,
    };
  }

  async start() {
    this.mapBox = element('div', { id: 'carte' });
    this.layersBox = element('div', { class: 'contenu' });
    this.portraitBox = element('div', { class: 'contenu', onkeydown: (event) => event.key === 'Escape' && this.choose(undefined) });
    this.frame();
    this.map = await createMap(this.mapBox, this.territory, this.state, this.t);
    this.map.on('click', (event) => this.click(event));
    this.map.on('moveend', () => this.moved());
    this.map.on('zoom', () => this.zoomHints());
    this.map.on('mousemove', (event) => {
      this.map.getCanvas().style.cursor = under(this.map, this.territory, event.point) ? 'pointer' : '';
    });
    addEventListener('hashchange', () => this.follow());
    await this.draw();
  }

  /// The page around the map, in the language of the state.
  frame() {
    const { t, territory } = this;
    document.documentElement.lang = this.state.language;
    document.title = `${territory.nom} · Lisière`;
    this.search = new SearchBox({ territory, t, onpick: (code) => this.choose(code, true) });
    const panel = (id, title, box) => element('section', { id, class: 'panneau', 'aria-label': title }, element('h2', {}, title), box);
    this.tabs = ['couches', 'portrait'].map((id) =>
      element('button', { type: 'button', 'aria-expanded': 'false', 'aria-controls': id, onclick: () => this.open(this.sheet === id ? null : id) }, t(id)),
    );
    const sources = (name) => element('button', { type: 'button', class: 'sources', onclick: () => sourcesDialog({ territory, t }) }, t(name));
    this.root.replaceChildren(
      element('a', { class: 'passer', href: '#carte', onclick: (event) => { event.preventDefault(); this.map?.getCanvas().focus(); } }, t('passer')),
      element(
        'header',
        {},
        element('h1', {}, territory.nom),
        this.search.box,
        sources('sources'),
        element(
          'select',
          { id: 'langue', 'aria-label': t('langue'), onchange: (event) => this.setLanguage(event.target.value) },
          Object.entries(languages).map(([id, name]) => element('option', { value: id, selected: id === this.state.language, lang: id }, name)),
        ),
      ),
      element(
        'main',
        {},
        panel('couches', t('couches'), this.layersBox),
        this.mapBox,
        panel('portrait', t('portrait'), this.portraitBox),
        element('nav', { 'aria-label': t('panneaux') }, this.tabs, sources('sources_court')),
      ),
    );
    this.open(this.sheet);
  }

  /// On a narrow screen one panel at a time lies over the map.
  open(sheet) {
    this.sheet = sheet;
    const covered = sheet && narrow.matches ? this.mapBox.clientHeight * 0.62 : 0;
    this.map?.setPadding({ top: 0, right: 0, left: 0, bottom: covered });
    for (const tab of this.tabs) {
      const id = tab.getAttribute('aria-controls');
      tab.setAttribute('aria-expanded', String(id === sheet));
      document.getElementById(id).classList.toggle('ouvert', id === sheet);
    }
  }

  async draw() {
    for (const layer of this.territory.couches) setVisible(this.map, layer.couche, this.state.layers.includes(layer.couche));
    this.drawLayers();
    await Promise.all([this.paint(), this.drawPortrait()]);
  }

  get measure() {
    return this.territory.mesures.find((one) => one.id === this.state.measure);
  }

  drawLayers() {
    const common = { territory: this.territory, language: this.state.language, t: this.t };
    this.layersBox.replaceChildren(
      measurePanel({ ...common, measure: this.measure, onchange: (id) => this.setMeasure(id) }),
      ...layerPanel({ ...common, shown: this.state.layers, measure: this.measure, onchange: (layer, checked) => this.toggle(layer, checked) }),
    );
    this.zoomHints();
  }

  zoomHints() {
    const zoom = this.map?.getZoom() ?? 0;
    for (const hint of this.layersBox.querySelectorAll('.approcher')) {
      const box = hint.parentNode.querySelector('input');
      hint.hidden = zoom >= Number(hint.dataset.zoomMin) || (box && !box.checked);
    }
  }

  toggle(layer, checked) {
    this.show(layer, checked);
    this.layersBox.querySelector(`[data-couche="${layer}"]`)?.focus();
  }

  show(layer, visible) {
    this.state.layers = this.territory.couches.map((one) => one.couche).filter((one) => (one === layer ? visible : this.state.layers.includes(one)));
    setVisible(this.map, layer, visible);
    this.drawLayers();
    this.writeLink();
  }

  async setMeasure(id) {
    this.state.measure = id || undefined;
    const { measure } = this;
    // Cells under coloured quarters would be read as the same measure; they come back with the ordinary drawing.
    const cells = measure?.couche !== 'perimetres' && (measure?.couche === 'carreaux' || this.cellsHidden);
    this.cellsHidden = measure?.couche === 'perimetres' && (this.cellsHidden || this.state.layers.includes('carreaux'));
    if (measure) this.show(measure.couche, true);
    if (cells) this.show('carreaux', true);
    if (this.cellsHidden) this.show('carreaux', false);
    this.drawLayers();
    if (measure && this.map.getZoom() < measure.zoom_min) this.map.easeTo({ zoom: measure.zoom_min });
    document.getElementById('mesure').focus();
    await this.paint();
    this.writeLink();
  }

  async paint() {
    const { measure } = this;
    const values = measure?.valeurs ? await this.file(`donnees/mesures/${measure.valeurs}`) : undefined;
    if (measure !== this.measure) return; // another was chosen meanwhile
    paintMeasure(this.map, measure, values);
  }

  async file(path) {
    if (!this.files.has(path)) this.files.set(path, json(path));
    return this.files.get(path);
  }

  quarter(code) {
    return this.territory.quartiers.find((one) => one.code === code);
  }

  async drawPortrait() {
    const { t, territory } = this;
    const { language, quarter: code, other } = this.state;
    highlight(this.map, [code, other].filter(Boolean));
    if (!code) {
      this.portraitBox.replaceChildren(element('p', {}, t('choisir')), this.quarterList());
      return;
    }
    const codes = other ? [code, other] : [code];
    let data;
    try {
      data = await Promise.all(codes.map((one) => this.file(`donnees/quartiers/${this.quarter(one).fichier}`)));
    } catch {
      for (const one of codes) this.files.delete(`donnees/quartiers/${this.quarter(one).fichier}`);
      this.portraitBox.replaceChildren(element('p', { role: 'alert' }, t('erreur_quartier')));
      return;
    }
    if (this.state.quarter !== code || this.state.other !== other || this.state.language !== language) return;
    const context = { territory, language, t };
    this.portraitBox.replaceChildren(this.portraitHead(), ...(other ? comparison(data, context) : portrait(data[0], context)).filter(Boolean));
  }

  portraitHead() {
    const { t, territory, state } = this;
    const name = (quarter) => `${quarter.nom_qp} (${communesOf(quarter, territory.communes) || quarter.code})`;
    return element(
      'div',
      { class: 'entete' },
      element('h3', { id: 'nom-quartier', tabindex: -1 }, this.quarter(state.quarter).nom_qp),
      element(
        'div',
        { class: 'actions' },
        element('button', { type: 'button', onclick: () => window.print() }, t('imprimer')),
        navigator.clipboard && element('button', { type: 'button', onclick: (event) => this.copyLink(event.target) }, t('lien')),
        element('button', { type: 'button', class: 'fermer', onclick: () => this.choose(undefined) }, t('fermer')),
      ),
      element('label', { class: 'comparer' }, `${t('comparer_avec')} `,
        element('select', { id: 'comparer', onchange: (event) => this.compare(event.target.value) },
          element('option', { value: '' }, t('aucun')),
          territory.quartiers.filter((one) => one.code !== state.quarter)
            .map((one) => element('option', { value: one.code, selected: one.code === state.other }, name(one))))),
    );
  }

  quarterList() {
    return element(
      'ul',
      { class: 'liste' },
      this.territory.quartiers.map((quarter) =>
        element('li', {}, element('button', { type: 'button', onclick: () => this.choose(quarter.code, true) }, quarter.nom_qp),
          ` ${communesOf(quarter, this.territory.communes)} · ${this.t(quarter.genre)} (${this.t(quarter.statut)})`),
      ),
    );
  }

  async copyLink(button) {
    await navigator.clipboard.writeText(location.href);
    button.textContent = this.t('lien_copie');
  }

  /// `move`: bring the map to it (a search, a list); a click on the map leaves it in place.
  async choose(code, move = false) {
    this.state = this.checked({ ...this.state, quarter: code });
    if (!code) this.state.other = undefined;
    const box = code && this.quarter(code).boite;
    if (code) this.open('portrait');
    if (move && box) this.map.fitBounds(box, { padding: narrow.matches ? 20 : 60, maxZoom: 15, animate: !matchMedia('(prefers-reduced-motion: reduce)').matches });
    await this.drawPortrait();
    document.getElementById('nom-quartier')?.focus({ preventScroll: true });
    this.writeLink();
  }

  async compare(code) {
    this.state = this.checked({ ...this.state, other: code || undefined });
    await this.drawPortrait();
    document.getElementById('comparer')?.focus();
    this.writeLink();
  }

  click(event) {
    const found = under(this.map, this.territory, event.point);
    if (!found) return;
    if (found.quarter) this.choose(found.quarter);
    else showPopup(this.map, event.lngLat, this.tip(found), this.title(found.layer));
  }

  title(layer) {
    return this.territory.couches.find((one) => one.couche === layer).titre[this.state.language];
  }

  tip({ tip, layer }) {
    const { language } = this.state;
    const columns = this.territory.colonnes[layer] ?? {};
    const style = this.territory.couches.find((one) => one.couche === layer);
    const names = [...new Set([...style.infobulle, ...(this.measure?.couche === layer && this.measure.colonne ? [this.measure.colonne] : [])])];
    return element(
      'div',
      {},
      element('strong', {}, this.title(layer)),
      element(
        'dl',
        { class: 'infobulle' },
        names
          .filter((column) => tip.properties[column] !== undefined)
          .map((column) => {
            const value = tip.properties[column];
            return [
              element('dt', {}, columns[column]?.[language] ?? column),
              element('dd', {}, typeof value === 'boolean' ? this.t(value ? 'oui' : 'non') : shown(value, columns[column]?.unite, language)),
            ];
          }),
      ),
    );
  }

  async setLanguage(language) {
    this.state.language = language;
    this.frame();
    await this.draw();
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
  async follow() {
    const next = parseLink(location.hash);
    if (next.zoom !== undefined) this.map.jumpTo({ zoom: next.zoom, center: [next.lon, next.lat] });
    this.state = this.checked({ ...this.state, quarter: undefined, other: undefined, measure: undefined, ...next });
    this.frame();
    await this.draw();
  }
}
