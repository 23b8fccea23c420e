// SPDX-License-Identifier: Apache-2.0
// Tables of donnees/*.json: {"colonnes": [...], "lignes": [[...]]}.

/// Rows as objects; none for a table that is not there.
export function rows(table) {
  if (!table) return [];
  return table.lignes.map((line) => Object.fromEntries(table.colonnes.map((name, i) => [name, line[i]])));
}
