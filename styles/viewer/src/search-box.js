// SPDX-License-Identifier: Apache-2.0
// The search field: a combo box that follows the ARIA pattern, with arrows, Enter and Escape.
import { element } from './dom.js';
import { search } from './search.js';

export class SearchBox {
  constructor({ territory, t, onpick }) {
    Object.assign(this, { territory, t, onpick });
    this.input = element('input', {
      type: 'search', id: 'recherche', autocomplete: 'off', placeholder: t('chercher_aide'), 'aria-label': t('chercher'),
      role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'resultats', 'aria-autocomplete': 'list',
      oninput: () => this.update(), onkeydown: (event) => this.key(event),
    });
    this.list = element('ul', { id: 'resultats', role: 'listbox', 'aria-label': t('chercher'), hidden: true });
    this.status = element('p', { class: 'invisible', role: 'status' });
    this.box = element('div', { class: 'recherche' }, this.input, this.list, this.status);
    this.box.addEventListener('focusout', (event) => {
      if (!this.box.contains(event.relatedTarget)) this.close();
    });
  }

  update() {
    const found = search(this.territory.quartiers, this.input.value, this.territory.communes);
    const asked = this.input.value.trim() !== '';
    this.list.hidden = found.length === 0;
    this.input.setAttribute('aria-expanded', String(found.length > 0));
    this.input.removeAttribute('aria-activedescendant');
    this.status.textContent = !asked ? '' : found.length ? this.t('resultats', found.length) : this.t('rien');
    this.status.classList.toggle('invisible', !asked || found.length > 0);
    this.list.replaceChildren(
      ...found.map(({ quarter, communes }, i) =>
        element(
          'li',
          { role: 'option', id: `resultat-${i}`, 'aria-selected': 'false', 'data-code': quarter.code, onmousedown: (event) => event.preventDefault(), onclick: () => this.pick(quarter.code) },
          element('strong', {}, quarter.nom_qp), ` ${communes} · ${this.t(quarter.genre)} · ${quarter.code}`,
        ),
      ),
    );
  }

  key(event) {
    const items = [...this.list.children];
    const at = items.findIndex((item) => item.getAttribute('aria-selected') === 'true');
    if (event.key === 'Escape') return this.clear();
    if (event.key === 'Enter' && items.length) return this.pick((items[at] ?? items[0]).dataset.code);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || items.length === 0) return undefined;
    event.preventDefault();
    const next = at === -1 && step === -1 ? items.length - 1 : (at + step + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === next)));
    items[next].scrollIntoView({ block: 'nearest' });
    this.input.setAttribute('aria-activedescendant', items[next].id);
    return undefined;
  }

  pick(code) {
    this.clear();
    this.onpick(code);
  }

  clear() {
    this.input.value = '';
    this.update();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
  }
}
