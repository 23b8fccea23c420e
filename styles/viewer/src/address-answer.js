// SPDX-License-Identifier: Apache-2.0
// What is said of an address: in or out, quarter, band, IRIS, commune, distance, and that it is no legal answer.
import { common, numberText } from './addresses.js';
import { element } from './dom.js';
import { quantity } from './numbers.js';

/// In which perimeters of which kind, in words; the priority quarters first, as `locate` says them.
function insideText(within, { quarter, t }) {
  if (within.length === 0) return t('adresse_dehors');
  return within.map((code) => (quarter(code) ? t('adresse_dans', t(quarter(code).genre), quarter(code).nom_qp) : code)).join(' ; ');
}

/// `found`: of Addresses.search; `numbers`: the addresses of its street; `quarter(code)`: of the territory; `onpick(code)`; `onnumber(address)`.
export function addressAnswer({ found, numbers, quarter, language, t, onpick, onnumber }) {
  const one = found.number ?? (numbers.length === 1 ? numbers[0] : undefined);
  const said = one ?? common(numbers);
  const line = (name, value, id) => value && [element('dt', {}, name), element('dd', { 'data-adresse': id }, value)];
  const inside = said.within === undefined ? t('adresse_selon_numero') : insideText(said.within, { quarter, t });
  // Inside a quarter there is no band; of a street that a limit cuts, the number decides.
  const band = said.band === undefined ? t('adresse_selon_numero') : said.band === null ? '' : t('adresse_bande_m', said.band);
  const near = one?.nearest && one.distance > 0 && [quarter(one.nearest)?.nom_qp ?? one.nearest, quantity(Math.round(one.distance), 'm', language)];
  return element(
    'div',
    { class: 'adresse' },
    element('strong', {}, `${found.label}, ${found.commune}`),
    found.missing && element('p', { class: 'aide' }, t('adresse_numero_absent', found.missing)),
    element('p', { class: 'moyen', 'data-adresse': 'dans' }, inside),
    element(
      'dl',
      { class: 'infobulle' },
      said.within !== undefined && line(t('adresse_bande'), band, 'bande'),
      near && line(t('adresse_proche'), t('adresse_a', ...near), 'proche'),
      line(t('commune'), said.commune && `${said.commune.name} (${said.commune.code})`, 'commune'),
      line('IRIS', said.iris, 'iris'),
    ),
    !one && numbers.length > 1 && onnumber && element(
      'label',
      {},
      `${t('adresse_numero')} `,
      element('select', { class: 'numero', onchange: (event) => onnumber(numbers[Number(event.target.value)]) },
        element('option', { value: '' }, '…'), numbers.map((each, i) => element('option', { value: i }, numberText(each) || found.label))),
    ),
    [...new Set([...(said.within ?? []), one?.nearest].filter((code) => code && quarter(code)))].map((code) => element('button', { type: 'button', onclick: () => onpick(code) }, t('de_lui', quarter(code).nom_qp, t('ouvrir').toLowerCase()))),
    element('p', { class: 'aide' }, t('adresse_reserve')),
  );
}
