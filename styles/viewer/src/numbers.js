// SPDX-License-Identifier: Apache-2.0
// Numbers as they are read: French or English format, the unit beside, a reason where there is none.

/// Units that stand for a share between 0 and 1, shown as a percentage.
const shares = new Set(['0–1', '1 = 100 %', 'part']);
const decimals = { habitants: 0, personnes: 0, logements: 0, min: 0, m: 0, '€ par an': 0, '%': 1, '0–100': 0, points: 1, 'ménages': 0, enfants: 0, allocataires: 0, contrats: 0, rues: 0, 'visites/semaine': 0 };
/// Scales, not units: nothing is written after the number.
const unwritten = new Set(['', '0–100', 'points', 'rapport', 'voir unite', 'heure']);
const english = {
  habitants: 'residents', personnes: 'people', logements: 'dwellings', 'ménages': 'households', min: 'min', '€ par an': '€ a year',
  'départs/h': 'departures/h', 'visites/semaine': 'visits/week', 'pour 1 000 habitants': 'per 1,000 residents',
  'pour 1 000 hab.': 'per 1,000 residents', enfants: 'children', allocataires: 'recipients', contrats: 'contracts', rues: 'streets', 'ménages fiscaux': 'tax households',
};

export function unitText(unit, language) {
  if (shares.has(unit)) return '%';
  if (unwritten.has(unit ?? '')) return '';
  return language === 'en' ? (english[unit] ?? unit) : unit;
}

/// Enough digits to tell small values apart, none that only look precise.
function fractionDigits(value, unit) {
  if (unit in decimals) return decimals[unit];
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

/// The number alone, in the format of the language. Not for missing values.
export function plainNumber(value, unit, language) {
  const share = shares.has(unit);
  const shown = share ? value * 100 : value;
  const digits = share ? (Math.abs(shown) < 10 ? 1 : 0) : fractionDigits(shown, unit ?? '');
  const text = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fr-FR', { maximumFractionDigits: digits }).format(shown);
  return /[1-9]/.test(text) ? text : '0'; // -0,001 is not "-0"
}

/// "1 234 habitants", "12,5 %"; null for a missing value: who shows it says why, never 0. `bare`: without its unit.
export function quantity(value, unit, language, bare = false) {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'number') return String(value);
  const text = bare ? '' : unitText(unit, language);
  return plainNumber(value, unit, language) + (text ? joint(text) + text : '');
}

/// A sign stays with its number; a word may go to the next line of a narrow column.
const joint = (text) => (text.length > 3 ? ' ' : '\u00a0');

/// A difference, its sign always written; percentages differ by points. `bare`: without its unit.
export function gap(value, unit, language, bare = false) {
  if (value === null || value === undefined) return null;
  const percent = unit === '%' || shares.has(unit);
  const text = percent ? 'pt' : unitText(unit, language);
  const number = plainNumber(Math.abs(value), unit, language);
  const zero = !/[1-9]/.test(number);
  const sign = zero ? '' : value > 0 ? '+' : '\u2212';
  return sign + number + (text && !bare ? joint(text) + text : '');
}

/// Rounded as the other products round (io/base/numbers): to the nearest, a half to the even digit, of the number as it is held and
/// not of how it is spelt.
export function rounded(value, digits) {
  const nearest = Math.abs(value).toFixed(digits); // of two as near, the greater
  const odd = Number(nearest.at(-1)) % 2 === 1;
  const exact = Math.abs(value).toFixed(100);
  const rest = exact.slice(exact.indexOf('.') + 1 + digits);
  const half = /^50*$/.test(rest);
  return Math.sign(value) * (half && odd ? Number(nearest) - 10 ** -digits : Number(nearest));
}

/// With exactly so many decimals; what rounds to zero has no sign.
function fixedText(value, digits, language) {
  const text = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Math.abs(rounded(value, digits)));
  return (value < 0 && /[1-9]/.test(text) ? '\u2212' : '') + text;
}

const percent = (text, language) => text + (language === 'en' ? '%' : '\u202f%');

/// A figure that is seen first, as the printed page has it; null for a missing one.
export function headText(value, share, language) {
  if (typeof value !== 'number') return null;
  return share ? percent(fixedText(100 * value, 0, language), language) : fixedText(value, 0, language);
}

const euros = (unit) => /€|euro/.test(unit ?? '');
const indicatorDigits = (value, unit) => (euros(unit) || Math.abs(value) >= 1000 ? 0 : 1);

/// A headline indicator, as the report and the printed page write it (io/style/figure_text); null for a missing one.
export function indicatorText(value, unit, language) {
  if (typeof value !== 'number') return null;
  const text = fixedText(value, indicatorDigits(value, unit), language);
  return unit === '%' ? percent(text, language) : text + (euros(unit) ? '\u202f€' : '');
}

/// Its gap, likewise.
export function indicatorGap(value, unit, language) {
  if (typeof value !== 'number') return null;
  const text = fixedText(value, indicatorDigits(value, unit), language);
  return (value > 0 && /[1-9]/.test(text) ? '+' : '') + text + (unit === '%' ? '\u202fpt' : '');
}
