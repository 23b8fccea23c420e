// SPDX-License-Identifier: Apache-2.0
// One state, drawn again in whole panels when it changes; the address follows it.
import { addressAnswer } from './address-answer.js';
import { Addresses, numberText } from './addresses.js';
import { comparison } from './compare.js';
import { element } from './dom.js';
import { isEmbedded, legendBox, listen, quarterTip, tell, wholeMapLink } from './embed.js';
import { isIsochrone, layerPanel, measurePanel, sourceText, themeOf, themePanel } from './layers.js';
import { historySection } from './history.js';
import { addButton, createMap, drawScenario, highlight, onlyRows, paintMeasure, setVisible, showPopup, under } from './map.js';
import { noMap } from './no-map.js';
import { formatLink, parseLink } from './permalink.js';
import { legendOf } from './picture.js';
import { covered, coveredSuffix, portrait, shown } from './portrait.js';
import { gainers, scenarioPanel, scenarioPortrait, sibling, through, views } from './scenario.js';
import { SearchBox } from './search-box.js';
import { byName, communesOf } from './search.js';
import { sourcesDialog } from './sources.js';
import { take } from './take.js';
import { languages, translator } from './texts.js';

export async function json(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const narrow = matchMedia('(max-width: 64rem)');

export class Viewer {
  /// `published`: the edition that `territory` was read from.
  constructor(territory, root, published) {
    this.edition = territory;
    this.published = published;
    this.scenarios = []; // what scenarios/liste.json names
    this.scenario = null; // the one that is shown: its scenario.json
    this.root = root;
    this.state = this.checked({ language: territory.langue, ...parseLink(location.hash) });
    this.files = new Map();
    this.folded = new Set(); // groups of layers that are not listed
    this.sheet = null;
  }

  get t() {
    return translator(this.state.language);
  }

  /// The edition, read through the scenario that is chosen.
  get territory() {
    return through(this.edition, this.scenario, this.state?.view);
  }

  /// A link of another edition may name what this one has not; measures are looked up once the scenario is known.
  checked(state) {
    const has = (code) => this.edition.quartiers.some((one) => one.code === code);
    return {
      ...state,
      language: state.language in languages ? state.language : this.edition.langue,
      quarter: has(state.quarter) ? state.quarter : undefined,
      other: has(state.other) && state.other !== state.quarter ? state.other : undefined,
      layers: state.layers ?? this.edition.couches.filter((layer) => layer.visible).map((layer) => layer.couche),
      view: views.includes(state.view) ? state.view : undefined,
    };
  }

  async start() {
    this.mapBox = element('div', { id: 'carte' });
    this.layersBox = element('div', { class: 'contenu' });
    this.captionBox = element('p', { id: 'vue', role: 'status', hidden: true });
    this.legendBox = element('div', { class: 'legende-carte' });
    this.legendOpen = innerWidth >= 640;
    this.portraitBox = element('div', { class: 'contenu', onkeydown: (event) => event.key === 'Escape' && this.choose(undefined) });
    this.frame();
    const list = json('scenarios/liste.json').catch(() => ({ scenarios: [] }));
    this.map = await this.createMap();
    if (this.map !== noMap && !isEmbedded())
      this.takeButton = addButton(this.map, { label: this.t('emporter'), path: 'M12 3V15M7 10L12 15L17 10M4 20H20', onclick: () => this.take() });
    this.scenarios = (await list).scenarios;
    await this.loadScenario(this.state.scenario, parseLink(location.hash).layers !== undefined);
    this.map.on('click', (event) => this.click(event));
    this.map.on('moveend', () => this.moved());
    this.map.on('zoom', () => this.zoomHints());
    this.map.on('mousemove', (event) => {
      this.map.getCanvas().style.cursor = under(this.map, this.territory, event.point, this.measure?.couche) ? 'pointer' : '';
    });
    addEventListener('hashchange', () => this.follow());
    if (isEmbedded()) listen((code) => this.choose(this.quarter(code) && code, true)); // none for a code that is nobody's
    this.arrive();
    await this.draw();
    tell({ pret: true });
  }

  /// A link to a quarter opens its portrait, also where panels are closed, and shows where it is unless the link says what to look at.
  arrive() {
    const { quarter, zoom } = this.state;
    if (!quarter) return;
    this.open('portrait');
    const box = this.quarter(quarter).boite;
    if (box && zoom === undefined) this.map.fitBounds(box, { padding: narrow.matches ? 20 : 60, maxZoom: 15, animate: false });
  }

  /// Without WebGL there is no map, but every figure can be read.
  async createMap() {
    if (!document.createElement('canvas').getContext('webgl2')) {
      this.mapBox.append(element('p', { role: 'alert' }, this.t('sans_webgl')));
      return noMap;
    }
    const map = await createMap(this.mapBox, this.edition, this.state, this.t, () => this.outdated());
    map.on('error', ({ sourceId, error }) => {
      if (!sourceId) console.error(error);
      if (!sourceId || this.told || this.outdatedBox) return;
      this.told = true; // once: every tile fails
      this.mapBox.append(element('p', { role: 'alert' }, `${this.t('sans_tuiles')} ${error.message}`));
    });
    return map;
  }

  /// The page around the map, in the language of the state.
  frame() {
    const { t, edition: territory } = this;
    document.documentElement.lang = this.state.language;
    document.documentElement.classList.toggle('integre', isEmbedded());
    document.title = `${territory.nom} · Lisière`;
    if (territory.adresses) this.addresses ??= new Addresses((path) => this.file(`adresses/${path}`));
    this.search = new SearchBox({ territory, t, addresses: this.addresses, onpick: (code) => this.choose(code, true), onaddress: (found) => this.answer(found) });
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
        element('h1', { hidden: isEmbedded() }, territory.nom),
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
        this.captionBox,
        isEmbedded() && [this.legendBox, element('h1', { class: 'pied' }, wholeMapLink(t('ouvrir_carte', territory.nom)))],
        panel('portrait', t('portrait'), this.portraitBox),
        element('nav', { 'aria-label': t('panneaux') }, this.tabs, sources('sources_court')),
      ),
    );
    if (!isEmbedded()) this.atelier?.frame(this.root.querySelector('main'), this.tabs);
    this.open(this.sheet);
  }

  /// On a narrow screen one panel at a time lies over the map.
  open(sheet) {
    if (isEmbedded()) return; // there are none
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
    const there = new Set(this.territory.couches.map((layer) => layer.couche));
    for (const { couche } of [...this.edition.couches, ...(this.scenario?.couches ?? [])])
      setVisible(this.map, couche, there.has(couche) && this.state.layers.includes(couche));
    this.drawLayers();
    this.caption();
    await Promise.all([this.paint(), this.drawPortrait()]);
  }

  get measure() {
    const { mesures, defaut } = this.territory;
    return mesures.find((one) => one.id === this.state.measure) ?? mesures.find((one) => one.id === defaut);
  }

  /// `named`: a link says which layers are shown, also of the scenario.
  async loadScenario(name, named = false) {
    const wanted = this.scenarios.find((one) => one.nom === name && one.a_jour);
    let scenario = null;
    try {
      scenario = wanted ? { ...(await this.file(`scenarios/${wanted.dossier}/scenario.json`)), dossier: wanted.dossier } : null;
    } catch {
      // The list names it and the server has it no more: told as one that is not there.
    }
    this.stale = name && !scenario ? name : undefined;
    if (this.map !== noMap) await drawScenario(this.map, scenario && `scenarios/${scenario.dossier}`);
    this.scenario = scenario;
    Object.assign(this.state, { scenario: scenario?.nom, view: scenario ? (this.state.view ?? 'ecart') : undefined });
    if (named) return;
    const own = (scenario?.couches ?? []).map((layer) => layer.couche);
    this.state.layers = [...this.state.layers.filter((layer) => !layer.startsWith('scenario_')), ...own];
  }

  async setScenario(name) {
    this.state.view = undefined;
    await this.loadScenario(name || undefined);
    await this.setView(this.state.view ?? 'avant', 'scenario');
  }

  /// The measure that is chosen stays, as far as the other view has it.
  async setView(view, focus) {
    const measure = this.state.measure;
    this.state.view = this.scenario ? view : undefined;
    this.state.measure = sibling(measure, view, this.territory.mesures);
    await this.draw();
    (focus ? document.getElementById(focus) : this.layersBox.querySelector(`input[value="${view}"]`))?.focus();
    this.writeLink();
  }

  async setTheme(id) {
    const theme = this.edition.themes.find((one) => one.id === id);
    if (!theme) return;
    this.state.layers = [...theme.couches, ...this.state.layers.filter((layer) => layer.startsWith('scenario_'))];
    this.state.measure = theme.mesure ?? undefined;
    const used = new Set(this.edition.couches.filter((layer) => theme.couches.includes(layer.couche)).map((layer) => layer.groupe));
    this.folded = new Set(this.edition.groupes.map((group) => group.id).filter((id) => !used.has(id) && id !== 'scenario'));
    const box = theme.du_quartier.length > 0 && this.state.quarter && this.quarter(this.state.quarter).boite;
    if (box) this.map.fitBounds(box, { padding: 20, maxZoom: 13.5, animate: false }); // what leads out of it is larger
    await this.draw();
    document.getElementById('theme').focus();
    this.writeLink();
  }

  drawLayers() {
    const { state, scenario, scenarios: list, stale } = this;
    const common = { territory: this.territory, language: state.language, t: this.t };
    const own = state.layers.filter((layer) => !layer.startsWith('scenario_'));
    const theme = themeOf(this.edition, own, state.measure);
    this.narrow(theme);
    this.layersBox.replaceChildren(
      ...[
        themePanel({ ...common, theme, alone: theme?.du_quartier.length > 0 && !state.quarter, onchange: (id) => this.setTheme(id) }),
        scenarioPanel({ ...common, list, scenario, stale, view: state.view, onchoose: (name) => this.setScenario(name), onview: (view) => this.setView(view) }),
      ].filter(Boolean),
      measurePanel({ ...common, measure: this.measure, shown: this.state.layers, minutes: this.state.minutes, onchange: (id) => this.setMeasure(id) }),
      ...layerPanel({ ...common, shown: this.state.layers, folded: this.folded, measure: this.measure, minutes: state.minutes, onchange: (layer, checked) => this.toggle(layer, checked), onminutes: (minutes, id) => this.setMinutes(minutes, id) }),
    );
    this.zoomHints();
    if (isEmbedded()) this.drawLegend();
    if (this.takeButton) for (const name of ['title', 'aria-label']) this.takeButton.setAttribute(name, this.t('emporter'));
  }

  /// A theme of a quarter shows what belongs to it alone; of areas reached one may be chosen by its minutes.
  narrow(theme) {
    const { quarter, minutes } = this.state;
    const own = quarter ? (theme?.du_quartier ?? []) : [];
    const timed = this.edition.couches.filter((layer) => isIsochrone(layer) && layer.valeurs.includes(minutes));
    onlyRows(this.map, [...own.map((layer) => [layer, ['==', ['get', 'code'], quarter]]), ...timed.map((layer) => [layer.couche, ['==', ['get', 'minutes'], minutes]])]);
  }

  setMinutes(minutes, id) {
    this.state.minutes = minutes;
    this.drawLayers();
    document.getElementById(id).focus();
    this.writeLink();
  }

  /// Of the layers that are drawn at this zoom, over the map of another page.
  drawLegend() {
    const { territory, state, measure, map, t } = this;
    const blocks = legendOf({ territory, shown: state.layers, measure, minutes: state.minutes, zoom: map.getZoom(), language: state.language, t });
    const box = legendBox(blocks, t, this.legendOpen);
    box?.addEventListener('toggle', () => { this.legendOpen = box.open; });
    this.legendBox.replaceChildren(...[box].filter(Boolean));
  }

  async take() {
    this.takeButton.disabled = true;
    try {
      await take(this);
    } finally {
      this.takeButton.disabled = false;
    }
  }

  /// What is seen of a scenario stands on the map itself: a picture of it must not be taken for the territory as it is.
  caption() {
    const { scenario, t } = this;
    const text = scenario && this.state.view !== 'avant' ? `${scenario.titre} — ${t(`vue_${this.state.view}`)}` : '';
    this.captionBox.textContent = text;
    this.captionBox.hidden = !text;
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
    this.layersBox.querySelector(`[data-couche="${CSS.escape(layer)}"]`)?.focus();
  }

  show(layer, visible) {
    this.state.layers = [...this.state.layers.filter((one) => one !== layer), ...(visible ? [layer] : [])];
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
    if (!this.files.has(path)) this.files.set(path, this.read(path));
    return this.files.get(path);
  }

  async read(path) {
    const data = await json(path);
    if (await this.published.stands()) return data;
    this.files.delete(path);
    this.outdated();
    throw new Error(`${path}: another edition`);
  }

  /// Another edition was published meanwhile: nothing of it is shown beside this one.
  outdated() {
    if (this.outdatedBox) return;
    const { t } = this;
    this.outdatedBox = element('p', { role: 'alert', class: 'nouvelle' }, `${t('nouvelle_edition')} `,
      element('button', { type: 'button', onclick: () => location.reload() }, t('recharger')));
    this.mapBox.append(this.outdatedBox);
  }

  quarter(code) {
    return this.territory.quartiers.find((one) => one.code === code);
  }

  async drawPortrait() {
    const { t, territory } = this;
    const { language, quarter: code, other } = this.state;
    highlight(this.map, [code, other].filter(Boolean));
    if (!code) {
      const gained = this.scenario && gainers(this.scenario, { language, t, onpick: (one) => this.choose(one, true) });
      this.portraitBox.replaceChildren(...[element('p', {}, t('choisir')), gained, this.quarterList()].filter(Boolean));
      return;
    }
    const { scenario } = this;
    const paths = [code, other].filter(Boolean).map((one) => `donnees/quartiers/${this.quarter(one).fichier}`);
    if (scenario && !other && scenario.fichiers?.[code]) paths.push(`scenarios/${scenario.dossier}/quartiers/${scenario.fichiers[code]}`);
    const past = other ? null : await this.history();
    let data;
    try {
      data = await Promise.all(paths.map((one) => this.file(one)));
    } catch {
      for (const one of paths) this.files.delete(one);
      this.portraitBox.replaceChildren(element('p', { role: 'alert' }, t('erreur_quartier')));
      return;
    }
    if (this.state.quarter !== code || this.state.other !== other || this.state.language !== language || this.scenario !== scenario) return;
    const context = { territory, language, t };
    const changes = (!other && this.atelier?.portrait(code, context)) || (!other && data[1] && scenarioPortrait(data[1], scenario, context));
    const course = historySection(past, code, context);
    this.portraitBox.replaceChildren(this.portraitHead(), ...[changes, ...(other ? comparison(data, context) : portrait(data[0], context)), course].filter(Boolean));
  }

  /// Of an edition that is refreshed; one made by itself names none. What cannot be had is not shown: the portrait is whole without.
  history() {
    const { historique } = this.edition;
    return historique ? this.file(historique).catch(() => null) : null;
  }

  portraitHead() {
    const { t, territory, state } = this;
    const part = covered(this.quarter(state.quarter), { language: state.language, t });
    const name = (quarter) => `${quarter.nom_qp} (${communesOf(quarter, territory.communes) || quarter.code})`;
    return element(
      'div',
      { class: 'entete' },
      element('h3', { id: 'nom-quartier', tabindex: -1 }, this.quarter(state.quarter).nom_qp, part && element('small', { class: 'partie' }, ` — ${part}`)),
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
      byName(this.territory.quartiers).map((quarter) =>
        element('li', {}, element('button', { type: 'button', onclick: () => this.choose(quarter.code, true) }, quarter.nom_qp),
          ` ${communesOf(quarter, this.territory.communes)} · ${this.t(quarter.genre)} (${this.t(quarter.statut)})${coveredSuffix(quarter, { language: this.state.language, t: this.t })}`),
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
    this.drawLayers(); // some maps show what belongs to the quarter alone
    if (move && box) this.map.fitBounds(box, { padding: narrow.matches ? 20 : 60, maxZoom: 15, animate: !matchMedia('(prefers-reduced-motion: reduce)').matches });
    await this.drawPortrait();
    document.getElementById('nom-quartier')?.focus({ preventScroll: true });
    this.writeLink();
    tell({ quartier: this.state.quarter ?? null });
  }

  async compare(code) {
    this.state = this.checked({ ...this.state, other: code || undefined });
    await this.drawPortrait();
    document.getElementById('comparer')?.focus();
    this.writeLink();
  }

  click(event) {
    if (this.atelier?.click(event)) return;
    const { measure } = this;
    const found = under(this.map, this.territory, event.point, measure?.couche === 'perimetres' ? undefined : measure?.couche);
    if (!found) return;
    if (!found.tip) {
      this.choose(found.quarter);
      if (isEmbedded()) showPopup(this.map, event.lngLat, quarterTip(this.quarter(found.quarter), { language: this.state.language, t: this.t }), this.quarter(found.quarter).nom_qp);
    }
    else this.tip(found).then((content) => showPopup(this.map, event.lngLat, content, this.title(found.layer)));
  }

  /// Where an address lies, said at its place on the map; of a street without number, in its middle.
  async answer(found) {
    const { t, state } = this;
    const numbers = await this.addresses.numbers(found.street);
    const place = found.number ?? numbers[Math.floor(numbers.length / 2)];
    const content = addressAnswer({
      found, numbers, language: state.language, t,
      quarter: (code) => this.quarter(code),
      onpick: (code) => this.choose(code),
      onnumber: (number) => this.answer({ ...found, number, missing: undefined, label: [numberText(number), found.street.name].filter(Boolean).join(' ') }),
    });
    if (this.map === noMap) return this.portraitBox.replaceChildren(content);
    this.open(null); // on a narrow screen a panel would hide it
    // In the upper part of the map: the answer stands below, whole.
    this.map.easeTo({ center: [place.lon, place.lat], zoom: Math.max(15, this.map.getZoom()), offset: [0, -0.3 * this.mapBox.clientHeight], animate: false });
    this.addressPopup?.remove();
    this.addressPopup = showPopup(this.map, [place.lon, place.lat], content, `${found.label}, ${found.commune}`);
    return undefined;
  }

  title(layer) {
    return this.territory.couches.find((one) => one.couche === layer).titre[this.state.language];
  }

  /// What a feature says of itself; of a measure that it has not, the reason.
  async tip({ tip, layer, quarter }) {
    const { t, measure, territory } = this;
    const { language } = this.state;
    const style = territory.couches.find((one) => one.couche === layer);
    const columns = territory.colonnes[style.table] ?? {};
    const asked = measure?.couche === layer ? measure.colonne : undefined;
    const reasons = asked && measure.motifs ? await this.file(`donnees/mesures/${measure.motifs}`).catch(() => ({})) : {};
    const key = tip.properties[measure?.cle];
    const values = asked && measure.valeurs ? await this.file(`donnees/mesures/${measure.valeurs}`) : undefined;
    const value = (column) => {
      const one = values && column === asked ? values[key] : tip.properties[column];
      // What a code means is in the legend already.
      const known = one !== undefined && column === style.colonne && style.classes.find((each) => each.valeur === one);
      if (known) return known.libelle[language];
      if (column === 'statut') return t(one);
      if (typeof one === 'boolean') return t(one ? 'oui' : 'non');
      return shown(one, columns[column]?.unite, language, reasons[key]);
    };
    const names = [...new Set([...style.infobulle, asked].filter(Boolean))];
    return element(
      'div',
      {},
      element('strong', {}, this.title(layer)),
      element(
        'dl',
        { class: 'infobulle' },
        names
          .filter((column) => column === asked || tip.properties[column] !== undefined)
          .map((column) => [element('dt', {}, columns[column]?.[language] ?? column), element('dd', { 'data-colonne': column }, value(column))]),
      ),
      asked && sourceText(measure, territory) && element('p', { class: 'aide' }, t('de_lui', t('source'), sourceText(measure, territory))),
      quarter && element('button', { type: 'button', onclick: () => this.choose(quarter) }, t('de_lui', this.quarter(quarter).nom_qp, t('ouvrir').toLowerCase())),
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
    if (isEmbedded()) this.drawLegend();
    this.writeLink();
  }

  writeLink() {
    history.replaceState(null, '', formatLink(this.state));
  }

  /// Another link was typed or followed in this page.
  async follow() {
    const next = parseLink(location.hash);
    if (next.zoom !== undefined) this.map.jumpTo({ zoom: next.zoom, center: [next.lon, next.lat] });
    this.state = this.checked({ ...this.state, quarter: undefined, other: undefined, measure: undefined, scenario: undefined, view: undefined, minutes: undefined, ...next });
    this.frame();
    await this.loadScenario(this.state.scenario, next.layers !== undefined);
    this.arrive();
    await this.draw();
  }
}
