// SPDX-License-Identifier: Apache-2.0
// The rows behind what the map shows, as a table and as a file that a spreadsheet of the language opens.
import { sourceText } from './layers.js';
import { unitText } from './numbers.js';
import { communesOf } from './search.js';
import { reasonText } from './texts.js';

/// {name, heads, lines}: the areas that the measure colours, or the quarters, one line each that is in view. `features`: properties of what is
/// drawn, one area any number of times. `values`, `reasons`: by key, of a measure whose values are not in the tiles.
export function viewTable({ territory, measure, values, reasons = {}, features, language, t }) {
  const layer = measure?.couche ?? 'perimetres';
  const style = territory.couches.find((one) => one.couche === layer);
  const table = style?.table ?? layer;
  const columns = territory.colonnes[table] ?? {};
  const withUnit = (name, unit) => (unitText(unit, language) ? `${name} (${unitText(unit, language)})` : name);
  const head = (column) => withUnit(columns[column]?.[language] ?? column, columns[column]?.unite);
  const key = measure?.cle ?? (layer === 'perimetres' ? 'code' : style?.infobulle.find((column) => features.some((one) => one[column] !== undefined)));
  const areas = [...new Map(features.map((one) => [key in one ? one[key] : JSON.stringify(one), one])).values()];
  const known = (one) => (values ? values[one[key]] : one[measure.colonne]);
  const measured = measure && {
    heads: [withUnit(measure.titre[language], measure.unite), t('motif'), t('source')],
    of: (one) => [shown(known(one), measure.unite), known(one) === undefined || known(one) === null ? reasonText(reasons[one[key]], language) : '', sourceText(measure, territory)],
  };
  if (layer === 'perimetres') {
    const seen = new Set(areas.map((one) => one.code));
    const own = ['population', 'indice_enclavement'];
    return {
      name: t('quartiers_vus'),
      heads: [head('code'), head('nom_qp'), t('communes'), t('genre'), t('statut'), ...own.map((column) => head(column)), ...(measured?.heads ?? [])],
      lines: territory.quartiers.filter((one) => seen.has(one.code)).map((one) => [
        one.code, one.nom_qp, communesOf(one, territory.communes), t(one.genre), t(one.statut), ...own.map((column) => one[column]), ...(measured?.of(one) ?? []),
      ]),
    };
  }
  const own = [...new Set([key, ...style.infobulle])].filter((column) => column && column !== measure.colonne && areas.some((one) => one[column] !== undefined));
  return {
    name: style.titre[language],
    heads: [...own.map((column) => head(column)), ...measured.heads],
    lines: areas.map((one) => [...own.map((column) => shown(one[column], columns[column]?.unite)), ...measured.of(one)]),
  };
}

/// A share is written in percent, as the head says.
function shown(value, unit) {
  return typeof value === 'number' && unitText(unit, 'fr') === '%' && unit !== '%' ? Number((100 * value).toPrecision(15)) : value;
}

/// Delimited text: for a French spreadsheet `;` and decimal commas, for an English one `,` and points; a byte order mark for both. A text that a
/// spreadsheet would compute stands behind an apostrophe; what is missing is an empty field.
export function csvText({ heads, lines }, language) {
  const delimiter = language === 'en' ? ',' : ';';
  const field = (value) => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') {
      const digits = /e/.test(String(value)) ? value.toFixed(20).replace(/\.?0+$/, '') : String(value);
      return language === 'en' ? digits : digits.replace('.', ',');
    }
    const text = typeof value === 'boolean' ? (language === 'en' ? String(value).toUpperCase() : value ? 'VRAI' : 'FAUX') : String(value);
    const safe = /^[\s"\u00a0\u202f\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
    return /["\r\n]/.test(safe) || safe.includes(delimiter) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${[heads, ...lines].map((line) => line.map(field).join(delimiter)).join('\r\n')}\r\n`;
}
