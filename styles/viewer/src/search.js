// SPDX-License-Identifier: Apache-2.0
// Finds quarters by name, other name, code or commune, whatever the accents, case and hyphens.

/// Letters and digits only, in lower case, without accents; words parted by one space.
export function plain(text) {
  return (text ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/// Every word of the query begins a word of what is said of the quarter. First those whose name
/// begins with the query, then those with all words in the name, then the others; by name inside.
export function search(quarters, query, communeNames = {}, limit = 20) {
  const words = plain(query).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const whole = words.join(' ');
  const begins = (text) => words.every((word) => ` ${text}`.includes(` ${word}`));
  const found = [];
  for (const quarter of quarters) {
    const name = plain(quarter.nom_qp);
    const communes = communesOf(quarter, communeNames);
    const all = plain([quarter.nom_qp, quarter.alias, quarter.code, quarter.code_qp, quarter.communes, communes].join(' '));
    if (!begins(all)) continue;
    const rank = name.startsWith(whole) ? 0 : begins(name) ? 1 : 2;
    found.push({ quarter, communes, rank });
  }
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      plain(a.quarter.nom_qp).localeCompare(plain(b.quarter.nom_qp), 'fr') ||
      (a.quarter.code < b.quarter.code ? -1 : 1),
  );
  return found.slice(0, limit);
}

/// "99001, 99004" as names where they are known: homonyms are told apart by them.
export function communesOf(quarter, communeNames = {}) {
  return (quarter.communes ?? '')
    .split(',')
    .map((code) => code.trim())
    .filter(Boolean)
    .map((code) => communeNames[code] ?? code)
    .join(', ');
}

/// Quarters as a reader looks them up: by name, then by commune.
export function byName(quarters) {
  const key = (quarter) => plain(quarter.nom_qp ?? quarter.code);
  return [...quarters].sort((a, b) => key(a).localeCompare(key(b), 'fr') || String(a.communes ?? '').localeCompare(String(b.communes ?? '')) || (a.code < b.code ? -1 : 1));
}
