// SPDX-License-Identifier: Apache-2.0
// What of a drawing is taken away: what its picture says beside the map, and its table.
import { gainClasses } from './atelier-map.js';
import { gainersBy } from './atelier-result.js';
import { rows } from './rows.js';

/// The block of the legend that the cells are read by, as `legendOf` makes them.
export function gainLegend(t, mode) {
  const symbol = (colour) => ({ couleur: colour, opacite: 1, contour: '#999999', epaisseur_px: 0.75, trait: 'plein' });
  return { title: t('atelier_legende', t(`par_${mode}`)), classes: gainClasses.map(({ colour, text }) => ({ geometry: 'polygone', symbol: symbol(colour), label: t(`gain_${text}`) })) };
}

/// The territory and every quarter: who gains by the mode, index and rank before and after. {name, heads, lines}; what is not computed is empty.
export function drawnTable(result, title, mode, t) {
  const table = result.indice?.tables.scenario_perimetres;
  const minutes = [1, 5, 10];
  const all = gainersBy(result, mode);
  const whole = ['', t('atelier_composition'), ...minutes.map((one) => all?.[one]), null, null, null, null];
  return {
    name: title,
    heads: [t('code'), t('portrait'), ...minutes.map((one) => t('atelier_minutes_gagnees', one, t(`par_${mode}`))), ...['avant', 'apres'].flatMap((when) => [`${t('indice')}, ${t(`vue_${when}`)}`, `${t('atelier_rang')}, ${t(`vue_${when}`)}`])],
    lines: [whole, ...rows(table).map((one) => [one.code, one.nom_qp, ...minutes.map((each) => one[`gagnants_${each}_${mode}`]), one.indice_avant, one.rang_avant, one.indice_apres, one.rang_apres])],
  };
}
