// SPDX-License-Identifier: Apache-2.0
// What is walked from a place of the map: its area, who lives in it, what is there.
import { element } from './dom.js';
import { quantity } from './numbers.js';

export class Reach {
  #asked = 0;
  #place = null;
  #found = null;
  #tell; // writes what was found in the panel that is shown
  minutes = 10;

  /// `onarea`: draws an area, or none.
  constructor({ client, categories, onarea }) {
    Object.assign(this, { client, categories, onarea });
  }

  async from(place) {
    this.#place = place;
    await this.ask();
  }

  clear() {
    this.#place = this.#found = null;
    this.#asked += 1;
    this.onarea(null);
  }

  async ask() {
    if (!this.#place) return;
    const asked = (this.#asked += 1);
    const { lng, lat } = this.#place;
    const found = await this.client.get(`/isochrone?lon=${lng}&lat=${lat}&minutes=${this.minutes}`).catch((error) => ({ refus: error.message }));
    if (asked !== this.#asked) return; // another place or another time is asked for by now
    this.#found = found;
    this.onarea(found.aire ?? null);
    this.#tell?.();
  }

  panel({ t, language }) {
    const label = element('label', { for: 'atelier-minutes' });
    const answer = element('div', { role: 'status' });
    const minutes = element('input', {
      id: 'atelier-minutes', type: 'range', min: 1, max: 30, step: 1, value: this.minutes,
      oninput: (event) => {
        this.minutes = Number(event.target.value);
        name();
        this.ask();
      },
    });
    const name = () => {
      label.textContent = t('atelier_minutes', this.minutes);
      minutes.setAttribute('aria-valuetext', quantity(this.minutes, 'min', language));
    };
    // The slider itself stays: it may be held by a finger.
    this.#tell = () => answer.replaceChildren(...this.#answer(t, language));
    name();
    this.#tell();
    return element('div', { class: 'atteint' }, label, minutes, answer);
  }

  #answer(t, language) {
    const found = this.#found;
    if (!found) return [];
    if (!found.aire) return [element('p', { class: 'absent' }, found.refus ?? t('atelier_sans_rue'))];
    const people = quantity(Math.round(found.habitants), 'habitants', language, true);
    return [
      element('p', { class: 'moyen', 'data-chiffre': 'atteints' }, t('atelier_atteints', people, found.minutes)),
      element('ul', { class: 'services' }, this.categories.filter(({ id }) => found.equipements[id]).map(({ id, libelle }) => element('li', {}, t('de_lui', libelle, found.equipements[id])))),
    ];
  }
}
