// SPDX-License-Identifier: Apache-2.0
// The measures of one quarter over the editions of a folder that is refreshed: historique.json.
import { trend } from './charts.js';
import { element } from './dom.js';
import { gap, quantity } from './numbers.js';
import { section } from './portrait.js';

const colour = '#3a506b';

/// One line a measure: its course, its value now, what it has gained or lost since the first edition that has it.
/// null when there is nothing to compare: one edition, or a quarter that is in none.
export function historySection(history, code, { language, t }) {
  const measures = history?.perimetres?.[code];
  if (!measures || history.editions.length < 2) return null;
  const lines = history.mesures
    .map((measure) => ({ ...measure, values: measures[measure.colonne] ?? [] }))
    .filter(({ values }) => values.filter((value) => value !== null).length > 1);
  if (lines.length === 0) return null;
  const date = (i) => dateText(history.editions[i].date, language);
  return section(
    t('historique'),
    element(
      'ul',
      { class: 'composantes historique' },
      lines.map(({ colonne, unite, libelle, values }) => {
        const first = values.findIndex((value) => value !== null);
        const last = values.findLastIndex((value) => value !== null);
        const change = gap(values[last] - values[first], unite, language);
        const label = libelle[language] ?? colonne;
        const told = values.map((value, i) => value === null ? null : `${date(i)} : ${quantity(value, unite, language)}`).filter(Boolean);
        return element(
          'li',
          {},
          element('span', {}, label),
          trend(values, colour, t('de_lui', label, told.join(' ; '))),
          element(
            'span',
            { class: 'nombre', 'data-historique': colonne },
            last === values.length - 1 ? quantity(values[last], unite, language, true) : '–',
            element('small', { title: t('depuis', date(first)) }, ` (${change})`),
          ),
        );
      }),
    ),
    element('p', { class: 'aide' }, t('historique_aide', history.editions.length, date(0)), ' ', element('a', { href: 'flux.xml', type: 'application/atom+xml' }, t('flux'))),
  );
}

/// "2026-11-30" as the language writes it; a text that is no day stays as it is.
export function dateText(iso, language) {
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return String(iso);
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day);
}
