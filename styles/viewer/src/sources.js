// SPDX-License-Identifier: Apache-2.0
// Where the figures come from, what is known to be wrong with them, what a perimeter's status means.
import { element } from './dom.js';
import { dataTable, section } from './portrait.js';
import { rows } from './rows.js';

export function sourcesDialog({ territory, t }) {
  const sources = [...new Map(rows(territory.sources).map((source) => [source.id, source])).values()];
  const findings = rows(territory.constats);
  const dialog = element('dialog', { 'aria-labelledby': 'titre-sources', onclose: () => dialog.remove() });
  dialog.append(
    element('form', { method: 'dialog', class: 'entete' }, element('h2', { id: 'titre-sources' }, t('sources')), element('button', { autofocus: true }, t('fermer'))),
    element('p', {}, t('limites')),
    section(
      t('donnees'),
      dataTable(t('donnees'), [t('source'), t('producteur'), t('annee'), t('licence')], sources.map((source) => [source.titre ?? source.id, source.producteur, source.millesime, source.licence])),
    ),
    findings.length > 0 && section(t('constats'), dataTable(t('constats'), [t('constat'), t('nombre')], findings.map((one) => [element('span', { lang: 'fr' }, `${one.couche} : ${one.message}`), String(one.nombre)]))),
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
