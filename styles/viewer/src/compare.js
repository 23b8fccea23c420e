// SPDX-License-Identifier: Apache-2.0
// Two quarters side by side: the same figures, and the difference.
import { element } from './dom.js';
import { gap, quantity, unitText } from './numbers.js';
import { columnName, coveredSuffix, dataTable, layerTitle, section, shown, themeName, word } from './portrait.js';
import { rows } from './rows.js';

/// Rows of one table of both quarters that speak of the same thing, in the order of the first, then what only the second has.
export function paired(first, second, key) {
  const pairs = new Map();
  first.forEach((row) => pairs.set(key(row), [row, undefined]));
  second.forEach((row) => pairs.set(key(row), [pairs.get(key(row))?.[0], row]));
  return [...pairs.values()];
}

export function comparison([first, second], context) {
  const { language, t, territory } = context;
  const [a, b] = [first, second].map((data) => rows(data.perimetres)[0]);
  const name = (one) => one.nom_qp + coveredSuffix(one, context);
  const heads = (of) => [of, name(a), name(b), t('difference')];
  // The unit stands once, beside the label: three columns of figures have little room.
  const value = (one, unit) => quantity(one?.value, unit, language, true) ?? shown(null, unit, language, one?.reason);
  const line = (label, x, y, unit) => [
    [label, unitText(unit, language)].filter(Boolean).join(', '),
    value(x, unit),
    value(y, unit),
    difference(x?.value, y?.value, unit, language),
  ];
  const columns = territory.colonnes.perimetres;
  const names = [...territory.portrait.tete.map((head) => head.colonne), 'surface_ha', ...Object.keys(a).filter((name) => name.startsWith('comp_'))];
  const of = (row, column) => row && { value: row[column], reason: row.motif };

  const access = paired(rows(first.acces), rows(second.acces), (row) => `${row.service} ${row.mode}`);
  const [accessTitle, indicatorsTitle] = ['acces', 'indicateurs'].map((layer) => layerTitle(territory, layer, language));
  const modes = ['marche', 'velo', 'tc', 'voiture'].filter((mode) => access.some(([x, y]) => (x ?? y).mode === mode));
  const indicators = paired(rows(first.indicateurs), rows(second.indicateurs), (row) => row.indicateur);
  const themes = [...new Set(indicators.map(([x, y]) => (x ?? y).theme))];
  return [
    section(
      t('comparaison_titre'),
      dataTable(t('comparaison_titre'), heads(t('chiffre')), names.map((name) => {
        const unit = columns[name]?.unite ?? '';
        return line(columnName(territory, 'perimetres', name, language).split(',')[0], of(a, name), of(b, name), unit);
      })),
    ),
    section(
      accessTitle,
      modes.map((mode) =>
        element('details', { open: mode === modes[0] }, element('summary', {}, t(mode)),
          dataTable(`${accessTitle}, ${t(mode)}`, heads(columnName(territory, 'acces', 'service', language)),
            access.filter(([x, y]) => (x ?? y).mode === mode)
              .map(([x, y]) => line(word(territory, (x ?? y).service, language, (x ?? y).libelle), of(x, 'mediane_min'), of(y, 'mediane_min'), 'min'))))),
    ),
    indicators.length > 0 && section(
      indicatorsTitle,
      themes.map((theme) =>
        element('details', { open: theme === themes[0] }, element('summary', {}, themeName(t, theme)),
          dataTable(themeName(t, theme), heads(t('indicateur')),
            indicators.filter(([x, y]) => (x ?? y).theme === theme)
              .map(([x, y]) => line(word(territory, (x ?? y).indicateur, language, (x ?? y).libelle), of(x, 'valeur'), of(y, 'valeur'), (x ?? y).unite))))),
    ),
  ].filter(Boolean);
}

function difference(x, y, unit, language) {
  if (typeof x !== 'number' || typeof y !== 'number') return '';
  return gap(x - y, unit, language, true);
}
