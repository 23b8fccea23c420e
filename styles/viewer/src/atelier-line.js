// SPDX-License-Identifier: Apache-2.0
// The hours, the speed and the vehicle of a line that is drawn.
import { element } from './dom.js';

/// What a week is told by: days as `[[scenarios.lignes]]` names them, first and last departure of each stretch.
export const periods = [
  { id: 'pointe', jours: 'ouvrables', spans: [['07:00', '08:59'], ['16:00', '18:59']], minutes: 10 },
  { id: 'journee', jours: 'ouvrables', spans: [['09:00', '15:59']], minutes: 15 },
  { id: 'soiree', jours: 'ouvrables', spans: [['19:00', '22:00']], minutes: 30 },
  { id: 'samedi', jours: 'samedi', spans: [['07:00', '21:00']], minutes: 20 },
  { id: 'dimanche', jours: 'dimanche', spans: [['08:00', '20:00']], minutes: 30 },
];
const modes = ['bus', 'bhns', 'tram'];

/// What a line is until the reader says otherwise; `minutes` by period, null: no departure.
export const newLine = (number) => ({ nom: `A${number}`, mode: 'bus', vitesse_kmh: 18, minutes: Object.fromEntries(periods.map(({ id, minutes }) => [id, minutes])) });

/// As `[[scenarios.lignes]]` say it; undefined without a departure.
export function told({ nom, mode, vitesse_kmh, minutes }) {
  const service = periods.flatMap(({ id, jours, spans }) =>
    minutes[id] ? spans.map(([debut, fin]) => ({ jours, debut, fin, intervalle_min: minutes[id] })) : []);
  return service.length > 0 ? { nom, mode, vitesse_kmh, service } : undefined;
}

/// `onchange(line)`: the line as the reader wants it. The form goes on from there: what is typed in one field is not lost by the next.
export function lineForm({ line: first, t, onchange: tell }) {
  let line = first;
  const onchange = (next) => {
    line = next;
    tell(next);
  };
  const field = (id, label, input) => [element('label', { for: id }, label), input];
  const number = (id, value, least, most, change) => element('input', {
    id, type: 'number', min: least, max: most, step: 1, value: value ?? undefined, inputmode: 'numeric',
    onchange: ({ target }) => {
      if (!target.reportValidity()) return;
      onchange(change(target.value === '' ? null : Number(target.value)));
    },
  });
  return element(
    'div',
    { class: 'ligne' },
    field('ligne-nom', t('ligne_nom'), element('input', { id: 'ligne-nom', value: line.nom, maxlength: 40, autocomplete: 'off', onchange: ({ target }) => onchange({ ...line, nom: target.value.trim() || line.nom }) })),
    field('ligne-mode', t('ligne_mode'), element('select', { id: 'ligne-mode', onchange: ({ target }) => onchange({ ...line, mode: target.value }) },
      modes.map((mode) => element('option', { value: mode, selected: mode === line.mode }, t(`ligne_${mode}`))))),
    field('ligne-vitesse', t('ligne_vitesse'), number('ligne-vitesse', line.vitesse_kmh, 5, 120, (value) => ({ ...line, vitesse_kmh: value ?? line.vitesse_kmh }))),
    element('fieldset', {}, element('legend', {}, t('ligne_periodes')),
      periods.map(({ id }) => field(`ligne-${id}`, t(`periode_${id}`), number(`ligne-${id}`, line.minutes[id], 1, 240, (value) => ({ ...line, minutes: { ...line.minutes, [id]: value } })))),
      element('p', { class: 'aide' }, t('ligne_sans'))),
  );
}
