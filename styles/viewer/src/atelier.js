// SPDX-License-Identifier: Apache-2.0
// The drawing bar, where `lisiere atelier` serves the page: a change is drawn, and who gains is told while it is.
import { Changes, isLine, isWhole, tools } from './atelier-changes.js';
import { DrawnMap } from './atelier-map.js';
import { Reach } from './atelier-reach.js';
import { resultPanel } from './atelier-result.js';
import { element } from './dom.js';
import { noMap } from './no-map.js';

const looking = 'atteindre'; // the tool that changes nothing

export class Atelier {
  #changes = new Changes();
  #tool = null;
  #line = null; // number of the line that clicks lengthen
  #asked = null; // AbortController of the question that runs
  #result;
  #title = '';
  #kept = []; // scenarios declared or kept, as the server lists them
  #said = null; // what keeping has come to: {text, alert, replaces}

  static async open(viewer, client) {
    const atelier = new Atelier();
    Object.assign(atelier, { viewer, client });
    const [state, cells, kept] = await Promise.all(['', '/carreaux', '/scenarios'].map((place) => client.get(place)));
    atelier.state = state;
    atelier.#kept = kept;
    atelier.category = state.categories.find((one) => one.panier)?.id;
    if (viewer.map !== noMap) atelier.drawn = new DrawnMap(viewer.map, cells);
    atelier.reach = new Reach({ client, categories: state.categories, onarea: (area) => atelier.drawn?.area(area) });
    viewer.atelier = atelier;
    viewer.frame();
    await viewer.draw();
    viewer.map.getCanvas?.().addEventListener('keydown', (event) => atelier.key(event));
    return atelier;
  }

  get t() {
    return this.viewer.t;
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
    this.box.replaceChildren(this.bar(), this.resultBox(), ...[this.list()].filter(Boolean), this.naming());
    this.drawn?.draw(this.#changes.list);
    if (focused) document.getElementById(focused)?.focus();
  }

  bar() {
    const { t } = this;
    const button = (id, label, onclick, more = {}) => element('button', { type: 'button', id: `atelier-${id}`, onclick, ...more }, label);
    const drawing = this.#tool !== null;
    return element(
      'div',
      { class: 'outils' },
      element(
        'div',
        { class: 'boutons', role: 'group', 'aria-label': t('atelier_outils') },
        [...tools, looking].map((kind) => button(kind, t(`outil_${kind}`), () => this.choose(kind), { 'aria-pressed': String(this.#tool === kind) })),
      ),
      this.#tool === 'equipement' && element(
        'label', {}, `${t('atelier_categorie')} `,
        element('select', { id: 'atelier-categorie', onchange: (event) => { this.category = event.target.value; } },
          this.state.categories.map((one) => element('option', { value: one.id, selected: one.id === this.category }, one.libelle)))),
      drawing && element('p', { class: 'aide' }, t(this.#tool !== looking && isLine(this.#tool) ? 'atelier_aide_ligne' : `atelier_aide_${this.#tool}`), ' ', element('span', { class: 'clavier' }, t('atelier_aide_clavier'))),
      element(
        'div',
        { class: 'boutons' },
        drawing && button('centre', t('atelier_centre'), () => this.place(this.viewer.map.getCenter())),
        this.#line !== null && button('fin', t('atelier_fin'), () => this.finish()),
        button('annuler', t('atelier_annuler'), () => this.undo(), { disabled: !this.#changes.canUndo }),
        button('effacer', t('atelier_effacer'), () => this.change(() => this.#changes.clear()), { disabled: this.#changes.list.length === 0 }),
      ),
      this.#tool === looking && this.reach.panel({ t, language: this.viewer.state.language }),
    );
  }

  naming() {
    const { t } = this;
    const said = this.#said;
    return element(
      'div',
      { class: 'outils' },
      element('label', { for: 'atelier-titre' }, t('atelier_titre')),
      element('input', { id: 'atelier-titre', value: this.#title, maxlength: 120, autocomplete: 'off', oninput: (event) => { this.#title = event.target.value; } }),
      element(
        'div',
        { class: 'boutons' },
        element('button', { type: 'button', id: 'atelier-garder', disabled: !this.#changes.list.some(isWhole), onclick: () => this.keep() }, t('atelier_garder')),
        said?.replaces && element('button', { type: 'button', id: 'atelier-remplacer', onclick: () => this.keep(said.replaces) }, t('atelier_remplacer')),
      ),
      said && element('p', { role: said.alert ? 'alert' : 'status', class: said.alert ? 'absent' : 'aide' }, said.text),
      this.#kept.length > 0 && [
        element('label', { for: 'atelier-ouvrir' }, t('atelier_ouvrir')),
        element('select', { id: 'atelier-ouvrir', onchange: (event) => this.load(event.target.value) },
          element('option', { value: '' }, ''),
          this.#kept.map((one) => element('option', { value: one.nom }, one.titre))),
      ],
    );
  }

  /// Beside the configuration, where every verb finds it. `replaces`: the mark of one that was seen.
  async keep(replaces) {
    const { t } = this;
    const title = this.#title.trim();
    const answer = title ? await this.client.keep(this.#changes.scenario(title), replaces).catch((error) => ({ erreur: { trouve: error.message } })) : {};
    if (!title) this.#said = { alert: true, text: t('atelier_nommer') };
    else if (answer.garde) this.#said = { text: t('atelier_garde', answer.garde) };
    else if (answer.existe) this.#said = { alert: true, text: t('atelier_existe', answer.existe.titre), replaces: answer.existe.garde ? answer.existe.empreinte : undefined };
    else this.#said = { alert: true, text: [answer.erreur.trouve, answer.erreur.conseil].filter(Boolean).join('. ') };
    this.#kept = await this.client.get('/scenarios').catch(() => this.#kept);
    this.draw();
  }

  load(name) {
    const one = this.#kept.find((kept) => kept.nom === name);
    if (!one) return;
    this.#title = one.titre;
    this.#line = null;
    this.change(() => this.#changes.load(one.scenario));
    const at = this.#changes.list.flatMap(({ places, street }) => [...places, ...(street ?? [])]);
    if (at.length === 0) return;
    const of = (choose, i) => choose(...at.map((place) => place[i]));
    this.viewer.map.fitBounds([of(Math.min, 0), of(Math.min, 1), of(Math.max, 0), of(Math.max, 1)], { padding: 80, maxZoom: 15, animate: false });
  }

  list() {
    const { t } = this;
    const { list } = this.#changes;
    if (list.length === 0) return null;
    const label = ({ kind, category }) => this.state.categories.find((one) => kind === 'equipement' && one.id === category)?.libelle ?? t(`outil_${kind}`);
    return element(
      'ol',
      { class: 'changements', 'aria-label': t('atelier_changements') },
      list.map((one) => element('li', {}, label(one), isWhole(one) ? '' : ` (${t('atelier_a_finir')})`, ' ',
        element('button', { type: 'button', 'aria-label': t('atelier_retirer', label(one)), onclick: () => this.change(() => this.#changes.remove(one.number)) }, '×'))),
    );
  }

  resultBox() {
    const { t, viewer } = this;
    const { language } = viewer.state;
    const content = resultPanel(this.#result, { t, language, onpick: (code) => viewer.choose(code, true) });
    return element('div', { id: 'atelier-resultat', 'aria-busy': String(this.#asked !== null) }, content);
  }

  choose(kind) {
    this.finish(false);
    this.#tool = this.#tool === kind ? null : kind;
    if (this.#tool !== looking) this.reach.clear();
    this.viewer.map.getCanvas?.().classList.toggle('dessine', this.#tool !== null);
    this.draw();
  }

  /// No click lengthens the line any more; one of a single point is nothing.
  finish(drawn = true) {
    const open = this.#changes.list.find((one) => one.number === this.#line);
    this.#line = null;
    if (open && !isWhole(open)) this.#changes.remove(open.number);
    if (drawn) this.draw();
  }

  undo() {
    this.change(() => this.#changes.undo());
  }

  /// What is drawn is another: what was told of it before is no longer true.
  change(how) {
    this.#said = null;
    how();
    if (this.#line !== null && !this.#changes.has(this.#line)) this.#line = null;
    this.ask();
    this.draw();
  }

  /// A click on the map; false where no tool is chosen.
  click({ lngLat }) {
    if (!this.#tool) return false;
    this.place(lngLat);
    return true;
  }

  key(event) {
    if (!this.#tool) return;
    if (event.key === 'Enter') this.place(this.viewer.map.getCenter());
    else if (event.key === 'Escape' && this.#line !== null) this.finish();
    else if (event.key === 'Escape') this.choose(this.#tool);
    else return;
    event.preventDefault();
  }

  async place({ lng, lat }) {
    const tool = this.#tool;
    if (!tool) return;
    if (tool === looking) return this.reach.from({ lng, lat });
    const near = await this.client.get(`/rue?lon=${lng}&lat=${lat}`).catch(() => ({}));
    if (tool !== this.#tool) return;
    // A point near a street is one of the street; the server ties others, as far as it does for a run.
    const place = near.distance_m <= 15 ? near.point.coordinates : [lng, lat];
    if (tool === 'fermeture') {
      if (!near.rue) return this.say(this.t('atelier_sans_rue'));
      return this.change(() => this.#changes.add({ kind: tool, places: [near.point.coordinates], street: near.rue.coordinates[0] }));
    }
    if (tool === 'equipement') return this.change(() => this.#changes.add({ kind: tool, places: [[lng, lat]], category: this.category }));
    return this.change(() => {
      if (this.#line === null) this.#line = this.#changes.add({ kind: tool, places: [place] });
      else this.#changes.extend(this.#line, place);
    });
  }

  say(text) {
    this.status.textContent = text;
  }

  /// Asks for what is drawn now, and no longer for what was.
  async ask() {
    const { t } = this;
    this.#asked?.abort();
    const scenario = this.#changes.scenario(this.#title || t('atelier_sans_titre'));
    this.#asked = scenario ? new AbortController() : null;
    this.#result = scenario ? {} : undefined;
    this.show();
    if (!scenario) return;
    const own = this.#asked;
    this.say(t('atelier_calcul'));
    try {
      for await (const part of this.client.answer(scenario, own.signal)) {
        if (own !== this.#asked) return;
        if (part.erreur) this.#result = { erreur: part.erreur };
        else this.#result = { ...this.#result, [part.etape]: part };
        this.show();
      }
    } catch (error) {
      if (error.name === 'AbortError' || own !== this.#asked) return;
      this.#result = { erreur: { trouve: error.message, attendu: t('atelier_relancer') } };
    }
    if (own !== this.#asked) return;
    this.#asked = null;
    this.show();
    this.say(document.querySelector('[data-chiffre="gagnants_5"]')?.textContent ?? t('atelier_refuse'));
  }

  show() {
    const result = this.#result;
    this.drawn?.laid(result?.pose?.voies);
    this.drawn?.paint(result?.marche?.tables.scenario_carreaux.lignes ?? []);
    document.getElementById('atelier-resultat')?.replaceWith(this.resultBox());
  }
}
