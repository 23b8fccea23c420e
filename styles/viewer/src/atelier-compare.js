// SPDX-License-Identifier: Apache-2.0
// Two scenarios side by side: who gains by each, what each does to every quarter that one of them moves, which of them the map shows.
import { gainersBy, movedQuarters, people, refusal } from './atelier-result.js';
import { element } from './dom.js';
import { quantity } from './numbers.js';
import { dataTable, section } from './portrait.js';
import { rows } from './rows.js';

/// Lines of [what, of the one, of the other]; undefined: not computed yet. `results`: of two questions.
export function sideBySide(results, { language, t, mode }) {
  const each = (read) => results.map((result) => (result?.erreur ? t('atelier_echec') : read(result)));
  const gainers = [1, 5, 10].map((minutes) => [
    t('atelier_minutes_gagnees', minutes, t(`par_${mode}`)),
    ...each((result) => gainersBy(result, mode) && people(gainersBy(result, mode)[minutes], language)),
  ]);
  const tables = results.map((result) => result?.indice?.tables.scenario_perimetres);
  const codes = [...new Set(tables.flatMap((table) => movedQuarters(table, mode).map((one) => one.code)))];
  const quarterOf = (table, code) => rows(table).find((one) => one.code === code);
  const index = (table, code) => {
    const quarter = quarterOf(table, code);
    if (!quarter) return undefined;
    const [before, after] = [quarter.indice_avant, quarter.indice_apres].map((value) => quantity(value, '0–100', language, true) ?? t('atelier_inconnu'));
    return Math.abs(quarter.indice_ecart ?? 0) < 0.05 && quarter.indice_ecart !== null ? t('atelier_inchange') : `${before} → ${after}`;
  };
  const name = (code) => tables.map((table) => quarterOf(table, code)?.nom_qp).find(Boolean);
  return [...gainers, ...codes.map((code) => [t('atelier_indice_de', name(code)), ...results.map((result, i) => (result?.erreur ? t('atelier_echec') : index(tables[i], code)))])];
}

/// `titles`: of the two; `shown`: 0 or 1, whose gains the map has; `onshow(i)`.
export function comparePanel({ results, titles, shown, onshow, ...context }) {
  const { t } = context;
  const caption = t('atelier_comparaison', ...titles);
  return section(
    caption,
    dataTable(caption, [t('vue_ecart'), ...titles], sideBySide(results, context).map(([what, ...values]) => [
      what, ...values.map((value) => value ?? element('span', { class: 'calcul' }, t('atelier_calcul'))),
    ])),
    element('fieldset', { class: 'vues' }, element('legend', {}, t('atelier_sur_la_carte')),
      titles.map((title, i) => element('label', {}, element('input', { type: 'radio', name: 'atelier-montre', id: `atelier-montre-${i}`, value: i, checked: i === shown, onchange: () => onshow(i) }), ' ', title))),
    ...results.map((result, i) => result?.erreur && element('p', { class: 'absent' }, t('de_lui', titles[i], refusal(result.erreur, t)))),
  );
}
