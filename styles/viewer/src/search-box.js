// SPDX-License-Identifier: Apache-2.0
// The search field: a combo box that follows the ARIA pattern, with arrows, Enter and Escape. Quarters first, then addresses where the edition has them.
import { element } from './dom.js';
import { search } from './search.js';

export class SearchBox {
  /// `addresses`: see addresses.js; without it, quarters alone.
  constructor({ territory, t, addresses, onpick, onaddress }) {
    Object.assign(this, { territory, t, addresses, onpick, onaddress });
    const name = t(addresses ? 'chercher_tout' : 'chercher');
    this.input = element('input', {
      type: 'search', id: 'recherche', autocomplete: 'off', placeholder: t(addresses ? 'chercher_tout_aide' : 'chercher_aide'), 'aria-label': name,
      role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'resultats', 'aria-autocomplete': 'list',
      oninput: () => this.update(), onfocus: () => addresses?.index().catch(() => {}), onkeydown: (event) => this.key(event),
    });
    this.list = element('ul', { id: 'resultats', role: 'listbox', 'aria-label': name, hidden: true });
    this.status = element('p', { class: 'invisible', role: 'status' });
    this.box = element('div', { class: 'recherche' }, this.input, this.list, this.status);
    this.box.addEventListener('focusout', (event) => {
      if (!this.box.contains(event.relatedTarget)) this.close();
    });
  }

  async update() {
    const asked = this.input.value;
    const quarters = search(this.territory.quartiers, this.input.value, this.territory.communes);
    const searched = this.addresses && asked.trim().length > 2;
    this.show(quarters, [], asked, !searched);
    if (!searched) return;
    // What cannot be read is as if nothing were found: quarters are searched all the same.
    const addresses = await this.addresses.search(asked).catch(() => []);
    if (this.input.value === asked) this.show(quarters, addresses, asked, true);
  }

  /// `done`: nothing more is looked for.
  show(quarters, addresses, asked, done) {
    const count = quarters.length + addresses.length;
    const none = asked.trim() !== '' && count === 0 && done;
    this.list.hidden = count === 0;
    this.input.setAttribute('aria-expanded', String(count > 0));
    this.input.removeAttribute('aria-activedescendant');
    this.status.textContent = none ? this.t(this.addresses ? 'rien_tout' : 'rien') : count > 0 ? this.t('resultats', quarters.length, addresses.length) : '';
    this.status.classList.toggle('invisible', !none);
    this.picks = [...quarters.map(({ quarter }) => () => this.onpick(quarter.code)), ...addresses.map((found) => () => this.onaddress(found))];
    const option = (i, attributes, ...content) =>
      element('li', { role: 'option', id: `resultat-${i}`, 'aria-selected': 'false', ...attributes, onmousedown: (event) => event.preventDefault(), onclick: () => this.pick(i) }, ...content);
    this.list.replaceChildren(
      ...quarters.map(({ quarter, communes }, i) => option(i, { 'data-code': quarter.code }, element('strong', {}, quarter.nom_qp), ` ${communes} · ${this.t(quarter.genre)} · ${quarter.code}`)),
      ...addresses.map((found, i) => option(quarters.length + i, { class: 'adresse-trouvee' }, element('strong', {}, found.label), ` ${found.commune}`, found.missing && ` · ${this.t('adresse_numero_absent', found.missing)}`)),
    );
  }

  key(event) {
    const items = [...this.list.children];
    const at = items.findIndex((item) => item.getAttribute('aria-selected') === 'true');
    if (event.key === 'Escape') return this.clear();
    if (event.key === 'Enter' && items.length) {
      event.preventDefault(); // or the key would press what is focused next
      return this.pick(Math.max(at, 0));
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || items.length === 0) return undefined;
    event.preventDefault();
    const next = at === -1 && step === -1 ? items.length - 1 : (at + step + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === next)));
    items[next].scrollIntoView({ block: 'nearest' });
    this.input.setAttribute('aria-activedescendant', items[next].id);
    return undefined;
  }

  pick(i) {
    const picked = this.picks[i];
    this.clear();
    picked();
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
