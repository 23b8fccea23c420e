// SPDX-License-Identifier: Apache-2.0
// The atelier, where `lisiere atelier` serves the page: a change is drawn, and who gains is told while it is.
import { drawingBar } from './atelier-bar.js';
import { Changes, isFull, isWhole } from './atelier-changes.js';
import { comparePanel } from './atelier-compare.js';
import { Crossings } from './atelier-crossings.js';
import { lineForm, newLine, told } from './atelier-line.js';
import { DrawnMap } from './atelier-map.js';
import { Places } from './atelier-places.js';
import { Question } from './atelier-question.js';
import { Reach } from './atelier-reach.js';
import { cellGains, ofQuarter, resultPanel } from './atelier-result.js';
import { drawnTable, gainLegend } from './atelier-take.js';
import { element } from './dom.js';
import { noMap } from './no-map.js';
import { metresPerPixel } from './picture.js';
import { scenarioPortrait } from './scenario.js';
import { take } from './take.js';

/// Of the tools that pick what is there, from which list.
const picked = { deplacement: 'equipements', suppression: 'equipements', ligne: 'arrets' };
const near = 20; // pixels from a click to what it picks

export class Atelier {
  changes = new Changes();
  tool = null;
  open = null; // number of the change that clicks go on with
  #lineForm = null;
  #title = '';
  #kept = []; // scenarios declared or kept, as the server lists them
  #said = null; // what keeping has come to: {text, alert, replaces}
  #other = null; // the kept scenario that stands beside the drawing
  #shown = 0; // which of the two the map has
  #mode; // by which gains are told, once the reader has chosen
  #portrayed; // the part of the answer that the portrait tells
  #lines = 0; // how many were begun: each has a name of its own

  static async open(viewer, client) {
    const atelier = new Atelier();
    Object.assign(atelier, { viewer, client });
    const [state, cells, kept] = await Promise.all(['', '/carreaux', '/scenarios'].map((place) => client.get(place)));
    atelier.state = state;
    atelier.#kept = kept;
    atelier.category = state.categories.find((one) => one.panier)?.id;
    atelier.line = newLine(1);
    atelier.places = new Places(client);
    atelier.question = new Question(client, () => atelier.show());
    atelier.beside = new Question(client, () => atelier.show());
    if (viewer.map !== noMap) atelier.drawn = new DrawnMap(viewer.map, cells);
    atelier.reach = new Reach({ client, categories: state.categories, onarea: (area) => atelier.drawn?.area(area) });
    atelier.crossings = new Crossings({
      client, quarters: viewer.edition.quartiers.filter((one) => one.boite),
      onfound: (lines) => atelier.drawn?.proposed(lines),
      ondraw: (places) => atelier.change(() => atelier.changes.add({ kind: 'passerelle', places })),
      onchange: () => atelier.draw(),
    });
    viewer.atelier = atelier;
    viewer.frame();
    await viewer.draw();
    viewer.map.getCanvas?.().addEventListener('keydown', (event) => atelier.key(event));
    return atelier;
  }

  get t() {
    return this.viewer.t;
  }

  /// By which gains are told: on foot, but of lines alone by transit, until the reader says otherwise.
  get mode() {
    const whole = this.changes.list.filter(isWhole);
    const lines = whole.filter(({ kind, list }) => kind === 'ligne' || list === 'lignes');
    return this.#mode ?? (lines.length > 0 && lines.length === whole.length ? 'tc' : 'marche');
  }

  get title() {
    return this.#title.trim() || this.t('atelier_sans_titre');
  }

  /// Its panel and its tab, in the language of the page.
  frame(main, tabs) {
    const { t } = this;
    this.box = element('div', { class: 'contenu' });
    this.status = element('p', { class: 'invisible', role: 'status' });
    const panel = element('section', { id: 'atelier', class: 'panneau', 'aria-label': t('atelier') }, element('h2', {}, t('atelier')), this.status, this.box);
    const tab = element('button', { type: 'button', 'aria-expanded': 'false', 'aria-controls': 'atelier', onclick: () => this.viewer.open(this.viewer.sheet === 'atelier' ? null : 'atelier') }, t('atelier'));
    main.insertBefore(panel, main.querySelector('nav'));
    tabs.push(tab);
    main.querySelector('nav').prepend(tab);
    main.classList.add('avec-atelier');
    this.draw();
  }

  draw() {
    const focused = document.activeElement?.id;
    this.box.replaceChildren(drawingBar(this, this.parameters()), this.resultBox(), this.naming());
    this.drawn?.draw(this.changes.list);
    if (focused) document.getElementById(focused)?.focus();
  }

  /// What the chosen tool asks for, or answers by itself.
  parameters() {
    const { t } = this;
    const { language } = this.viewer.state;
    if (this.tool === 'atteindre') return this.reach.panel({ t, language });
    if (this.tool === 'franchir') return this.crossings.panel({ t, language });
    if (this.tool === 'ligne') {
      // The same fields as long as they are of the same line: a field that is clicked or typed in stays where it is.
      if (this.#lineForm?.line !== this.line || this.#lineForm.language !== language) this.#lineForm = { line: this.line, language, form: lineForm({ line: this.line, t, onchange: (line) => this.setLine(line) }) };
      return this.#lineForm.form;
    }
    return null;
  }

  /// The hours of the line that is being drawn, or of the next.
  setLine(line) {
    this.line = line;
    this.#lineForm.line = line;
    const own = this.changes.find(this.open);
    const line_told = told(line);
    if (own && line_told) this.change(() => this.changes.tell(own.number, { line: line_told }));
    else this.draw();
  }

  naming() {
    const { t } = this;
    const said = this.#said;
    const drawn = this.changes.list.some(isWhole);
    const choice = (id, label, chosen, onchange, list) => [
      element('label', { for: id }, label),
      element('select', { id, onchange: ({ target }) => onchange(target.value) },
        element('option', { value: '' }, ''),
        list.map((one) => element('option', { value: one.nom, selected: one.nom === chosen }, one.edition && one.edition !== this.state.edition ? t('atelier_d_edition', one.titre, one.edition) : one.titre))),
    ];
    return element(
      'div',
      { class: 'outils garder' },
      element('label', { for: 'atelier-titre' }, t('atelier_titre')),
      element('input', { id: 'atelier-titre', value: this.#title, maxlength: 120, autocomplete: 'off', oninput: (event) => { this.#title = event.target.value; } }),
      element(
        'div',
        { class: 'boutons' },
        element('button', { type: 'button', id: 'atelier-garder', disabled: !drawn, onclick: () => this.keep() }, t('atelier_garder')),
        said?.replaces && element('button', { type: 'button', id: 'atelier-remplacer', onclick: () => this.keep(said.replaces) }, t('atelier_remplacer')),
        element('button', { type: 'button', id: 'atelier-emporter', disabled: !drawn, onclick: () => this.take() }, t('atelier_emporter')),
      ),
      said && element('p', { role: said.alert ? 'alert' : 'status', class: said.alert ? 'absent' : 'aide' }, said.text),
      this.#kept.length > 0 && [
        choice('atelier-ouvrir', t('atelier_ouvrir'), '', (name) => this.load(name), this.#kept),
        choice('atelier-comparer', t('atelier_comparer'), this.#other?.nom, (name) => this.compare(name), this.#kept),
      ],
    );
  }

  /// Beside the configuration, where every verb finds it. `replaces`: the mark of one that was seen.
  async keep(replaces) {
    const { t } = this;
    const title = this.#title.trim();
    const answer = title ? await this.client.keep(this.changes.scenario(title), replaces).catch((error) => ({ erreur: { trouve: error.message } })) : {};
    if (!title) this.#said = { alert: true, text: t('atelier_nommer') };
    else if (answer.garde) this.#said = { text: t('atelier_garde', answer.garde, this.state.edition) };
    else if (answer.existe) this.#said = { alert: true, text: t('atelier_existe', answer.existe.titre), replaces: answer.existe.garde ? answer.existe.empreinte : undefined };
    else this.#said = { alert: true, text: [answer.erreur.trouve, answer.erreur.conseil].filter(Boolean).join('. ') };
    this.#kept = await this.client.get('/scenarios').catch(() => this.#kept);
    this.draw();
  }

  async load(name) {
    const one = this.#kept.find((kept) => kept.nom === name);
    if (!one) return;
    // What a change is about is found by its id.
    if (one.scenario.equipements) await this.places.all('equipements').catch(() => undefined);
    if (one.scenario.lignes) await this.places.all('arrets').catch(() => undefined);
    this.#title = one.titre;
    this.open = null;
    this.change(() => this.changes.load(one.scenario, (list, id) => this.places.at(list, id)));
    if (one.edition && one.edition !== this.state.edition) {
      this.#said = { alert: true, text: this.t('atelier_autre_edition', one.edition, this.state.edition) };
      this.draw();
    }
    const at = this.changes.list.flatMap(({ places, street }) => [...places, ...(street ?? [])]);
    if (at.length === 0) return;
    const of = (choose, i) => choose(...at.map((place) => place[i]));
    this.viewer.map.fitBounds([of(Math.min, 0), of(Math.min, 1), of(Math.max, 0), of(Math.max, 1)], { padding: 80, maxZoom: 15, animate: false });
  }

  compare(name) {
    this.#other = this.#kept.find((kept) => kept.nom === name) ?? null;
    this.#shown = 0;
    this.beside.ask(this.#other?.scenario);
  }

  /// A picture with the legend of the gains, and the table of the quarters.
  async take() {
    await take(this.viewer, { title: this.title, legend: gainLegend(this.t, this.mode), table: drawnTable(this.shownResult() ?? {}, this.title, this.mode, this.t) });
  }

  /// What the map shows of the two.
  shownResult() {
    return this.#shown === 1 ? this.beside.result : this.question.result;
  }

  resultBox() {
    const { t, viewer } = this;
    const context = { t, language: viewer.state.language, mode: this.mode, onpick: (code) => viewer.choose(code, true), onmode: (mode) => { this.#mode = mode; this.show(); } };
    const both = this.#other && this.question.result;
    const content = both
      ? comparePanel({ results: [this.question.result, this.beside.result], titles: [this.title, this.#other.titre], shown: this.#shown, ...context, onshow: (i) => { this.#shown = i; this.show(); } })
      : resultPanel(this.question.result, context);
    return element('div', { id: 'atelier-resultat', 'aria-busy': String(this.question.runs || this.beside.runs) }, content);
  }

  /// What the drawing changes for a quarter, for its portrait; null while that is not known.
  portrait(code, context) {
    const { indice, tout } = this.question.result ?? {};
    if (!indice) return null;
    return scenarioPortrait(ofQuarter(indice.tables, code), { titre: this.title, equipements: tout?.tables.scenario_equipements }, context);
  }

  async choose(kind) {
    this.finish(false);
    this.tool = this.tool === kind ? null : kind;
    if (this.tool !== 'atteindre') this.reach.clear();
    if (this.tool !== 'franchir') this.crossings.clear();
    else this.crossings.quarter = this.viewer.state.quarter ?? this.crossings.quarter ?? this.crossings.quarters[0]?.code;
    this.viewer.map.getCanvas?.().classList.toggle('dessine', this.tool !== null && this.tool !== 'franchir');
    this.draw();
    const list = picked[this.tool];
    this.drawn?.pickable(list ? await this.places.all(list).catch(() => undefined) : undefined);
  }

  /// No click goes on with the change any more; one that is not whole is nothing.
  finish(drawn = true) {
    const open = this.changes.find(this.open);
    this.open = null;
    if (open && !isWhole(open)) this.changes.remove(open.number);
    if (open?.kind === 'ligne') this.line = { ...this.line, nom: newLine(this.#lines + 1).nom };
    if (drawn) this.draw();
  }

  undo() {
    this.change(() => this.changes.undo());
  }

  /// What is drawn is another: what was told of it before is no longer true.
  change = (how) => {
    this.#said = null;
    how();
    const open = this.changes.find(this.open);
    if (!open || isFull(open)) this.open = null;
    this.ask();
    this.draw();
  };

  /// A click on the map; false where no tool takes it.
  click({ lngLat }) {
    if (!this.tool || this.tool === 'franchir') return false;
    this.place(lngLat);
    return true;
  }

  key(event) {
    if (!this.tool) return;
    if (event.key === 'Enter') this.place(this.viewer.map.getCenter());
    else if (event.key === 'Escape' && this.open !== null) this.finish();
    else if (event.key === 'Escape') this.choose(this.tool);
    else return;
    event.preventDefault();
  }

  async place({ lng, lat }) {
    const { tool, t } = this;
    if (!tool || tool === 'franchir') return;
    if (tool === 'atteindre') {
      await this.reach.from({ lng, lat });
      return;
    }
    const clicked = [lng, lat];
    const list = picked[tool];
    const found = list && (await this.places.nearest(list, clicked, near * metresPerPixel(this.viewer.map)).catch(() => undefined));
    const onStreet = !list && tool !== 'equipement';
    const street = onStreet && (await this.client.get(`/rue?lon=${lng}&lat=${lat}`).catch(() => ({})));
    if (tool !== this.tool) return;
    const begin = (change) => { this.open = this.changes.add({ kind: tool, ...change }); };
    const goOn = (at, stop) => this.changes.extend(this.open, at, stop);
    if (tool === 'equipement') this.change(() => this.changes.add({ kind: tool, places: [clicked], category: this.category }));
    else if (tool === 'suppression' || (tool === 'deplacement' && this.open === null)) {
      if (!found) return this.say(t('atelier_sans_equipement'));
      this.change(() => begin({ places: [found.at], facility: found }));
    } else if (tool === 'deplacement') this.change(() => goOn(clicked));
    else if (tool === 'ligne') {
      this.change(() => {
        if (this.open !== null) return goOn(found?.at ?? clicked, found?.id);
        this.#lines += 1;
        begin({ places: [found?.at ?? clicked], stops: [found?.id], line: told(this.line) ?? told(newLine(this.#lines)) });
      });
    } else if (tool === 'fermeture' || tool === 'pietonne') {
      if (!street.rue) return this.say(t('atelier_sans_rue'));
      this.change(() => this.changes.add({ kind: tool, places: [street.point.coordinates], street: street.rue.coordinates[0] }));
    } else {
      // A point near a street is one of the street; the server ties others, as far as it does for a run.
      const place = street.distance_m <= 15 ? street.point.coordinates : clicked;
      this.change(() => (this.open === null ? begin({ places: [place] }) : goOn(place)));
    }
  }

  say(text) {
    this.status.textContent = text;
    this.#said = { alert: true, text };
    this.draw();
  }

  /// Asks for what is drawn now, and no longer for what was.
  async ask() {
    const { t } = this;
    this.#shown = 0;
    const scenario = this.changes.scenario(this.title);
    if (scenario) this.status.textContent = t('atelier_calcul');
    if (await this.question.ask(scenario))
      this.status.textContent = document.querySelector('[data-chiffre="gagnants_5"]')?.textContent ?? (this.question.result.erreur ? t('atelier_refuse') : '');
  }

  show() {
    const result = this.shownResult();
    this.drawn?.laid(result?.pose?.voies);
    this.drawn?.paint(cellGains(result, this.mode));
    const focused = document.activeElement?.id;
    document.getElementById('atelier-resultat')?.replaceWith(this.resultBox());
    if (focused) document.getElementById(focused)?.focus();
    const known = this.question.result?.tout ?? this.question.result?.indice;
    if (known === this.#portrayed) return;
    this.#portrayed = known;
    if (this.viewer.state.quarter && !this.viewer.state.other) this.viewer.drawPortrait();
  }
}
