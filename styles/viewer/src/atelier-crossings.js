// SPDX-License-Identifier: Apache-2.0
// The best places to cross what cuts a quarter off, as the server finds them: a list, each of which can be drawn.
import { people, refusal } from './atelier-result.js';
import { element } from './dom.js';
import { quantity } from './numbers.js';

export class Crossings {
  #asked = 0;
  #answer = null; // {franchissements} or {refus}
  #runs = false;

  /// `quarters`: [{code, nom_qp}]; `onfound(places)`: lines to show on the map; `ondraw(places)`: one of them is drawn; `onchange()`: there is more to say.
  constructor({ client, quarters, onfound, ondraw, onchange }) {
    Object.assign(this, { client, quarters, onfound, ondraw, onchange });
  }

  clear() {
    this.#asked += 1;
    this.#answer = null;
    this.#runs = false;
    this.onfound([]);
  }

  async ask() {
    const asked = (this.#asked += 1);
    this.#runs = true;
    this.#answer = null;
    this.onfound([]);
    this.onchange();
    const answer = await this.client.get(`/franchissements?quartier=${encodeURIComponent(this.quarter)}`).catch((error) => ({ erreur: { trouve: error.message } }));
    if (asked !== this.#asked) return; // another quarter is asked for by now
    this.#answer = answer;
    this.#runs = false;
    this.onfound((answer.franchissements ?? []).map((one) => one.trace.coordinates));
    this.onchange();
  }

  panel({ t, language }) {
    return element(
      'div',
      { class: 'franchir' },
      element('label', { for: 'franchir-quartier' }, t('franchir_quartier')),
      element('select', { id: 'franchir-quartier', onchange: ({ target }) => { this.quarter = target.value; } },
        this.quarters.map((one) => element('option', { value: one.code, selected: one.code === this.quarter }, one.nom_qp))),
      ' ',
      element('button', { type: 'button', id: 'franchir-chercher', disabled: this.#runs, onclick: () => this.ask() }, t('franchir_chercher')),
      element('div', { role: 'status' }, this.#found(t, language)),
    );
  }

  #found(t, language) {
    if (this.#runs) return element('p', { class: 'calcul' }, t('atelier_calcul'));
    if (!this.#answer) return null;
    const { franchissements: found, erreur } = this.#answer;
    if (erreur) return element('p', { class: 'absent' }, refusal(erreur, t));
    if (found.length === 0) return element('p', {}, t('franchir_aucun'));
    return [
      element('ol', { class: 'trouves' }, found.map((one, i) => element(
        'li', {},
        t('franchir_longueur', quantity(Math.round(one.longueur_m), '', language), one.coupure), ' ',
        element('button', { type: 'button', id: `franchir-${i}`, 'aria-label': `${t('franchir_dessiner')} ${i + 1}`, onclick: () => this.ondraw(one.trace.coordinates) }, t('franchir_dessiner')),
        element('p', { class: 'aide' }, t('franchir_gain', quantity(Math.round(one.habitants_minutes), 'min', language), people(one.gagnants_1, language)))))),
      element('p', { class: 'aide' }, t('franchir_aide')),
    ];
  }
}
