// SPDX-License-Identifier: Apache-2.0
// What a drawing changes, in words: who gains, which quarters move. What is not computed yet is said to be so.
import { gainClasses } from './atelier-map.js';
import { element } from './dom.js';
import { gap, quantity } from './numbers.js';
import { dataTable, section } from './portrait.js';
import { rows } from './rows.js';

const people = (value, language) => quantity(Math.round(value), 'habitants', language, true);

/// `result`: {pose, marche, indice, tout, erreur}, each once it is there; undefined: nothing is drawn.
export function resultPanel(result, context) {
  const { t } = context;
  if (!result) return element('p', { class: 'aide' }, t('atelier_vide'));
  if (result.erreur) return element('p', { role: 'alert', class: 'absent' }, t('atelier_refus', result.erreur.trouve, result.erreur.conseil || result.erreur.attendu));
  return [
    remarks(result.pose, context),
    headline(result.marche?.gagnants, context),
    legend(context),
    quarters(result.indice?.tables.scenario_perimetres, context),
    ...(result.indice ? components(result.indice.tables, context) : []),
  ];
}

/// What the drawing met: ends that join nothing, streets passed over.
function remarks(laid, { t }) {
  if (!laid) return null;
  const loose = laid.voies.features.filter(({ properties }) => properties.trace === 'marche' && (properties.debut_rattache === false || properties.fin_rattachee === false));
  const notes = laid.constats.map((one) => one.texte);
  return [
    loose.length > 0 && element('p', { class: 'absent' }, t('atelier_bout_libre')),
    ...notes.map((text) => element('p', { class: 'aide', lang: 'fr' }, text)),
  ];
}

const waiting = (t) => element('p', { class: 'calcul' }, t('atelier_calcul'));

function headline(gained, { language, t }) {
  if (!gained) return section(t('qui_gagne'), waiting(t));
  const { marche } = gained;
  return section(
    t('qui_gagne'),
    element('p', { class: 'grand', 'data-chiffre': 'gagnants_5' }, t('atelier_gagnent', people(marche[5], language), marche[5], 5)),
    element('p', {}, t('atelier_gagnent_aussi', people(marche[1], language), people(marche[10], language))),
    element('p', { class: 'aide' }, t('atelier_aide_gain')),
  );
}

function legend({ t }) {
  return element(
    'ul',
    { class: 'legende atelier-legende', 'aria-label': t('atelier_legende') },
    gainClasses.map(({ text }) => element('li', {}, element('span', { class: `pastille gain-${text}` }), t(`gain_${text}`))),
  );
}

/// Quarters whose index moves or whose residents gain, those who gain most first.
function quarters(table, { language, t, onpick }) {
  if (!table) return section(t('atelier_quartiers'), waiting(t));
  const moved = rows(table)
    .filter((one) => one.gagnants_1_marche > 0 || Math.abs(one.indice_ecart ?? 0) >= 0.05)
    .sort((a, b) => b.gagnants_5_marche - a.gagnants_5_marche || b.gagnants_1_marche - a.gagnants_1_marche);
  if (moved.length === 0) return section(t('atelier_quartiers'), element('p', {}, t('personne')));
  const index = (value) => quantity(value, '0–100', language, true) ?? t('atelier_inconnu');
  return section(
    t('atelier_quartiers'),
    dataTable(
      t('atelier_quartiers'),
      [t('portrait'), t('au_moins', 5), t('indice'), t('atelier_rang')],
      moved.map((one) => [
        element('button', { type: 'button', class: 'vers', onclick: () => onpick(one.code) }, one.nom_qp),
        people(one.gagnants_5_marche, language),
        `${index(one.indice_avant)} → ${index(one.indice_apres)}`,
        one.rang_avant === null ? t('atelier_inconnu') : one.rang_avant === one.rang_apres ? `${one.rang_avant}` : `${one.rang_avant} → ${one.rang_apres}`,
      ]),
    ),
    element('p', { class: 'aide' }, t('atelier_aide_indice')),
  );
}

/// Of each quarter that moves, the measures that do.
function components({ scenario_composantes: table }, { language, t }) {
  const moved = new Map();
  for (const row of rows(table)) {
    if (row.valeur_ecart === null || Math.abs(row.valeur_ecart) < 1e-9) continue;
    moved.set(row.nom_qp, [...(moved.get(row.nom_qp) ?? []), row]);
  }
  return [...moved].map(([name, list]) =>
    element(
      'details',
      {},
      element('summary', {}, t('atelier_composantes', name)),
      element('ul', {}, list.map((row) => element('li', { lang: 'fr' }, `${row.libelle} : ${quantity(row.valeur_avant, row.unite, language)} → ${quantity(row.valeur_apres, row.unite, language)} (${gap(row.valeur_ecart, row.unite, language)})`))),
    ),
  );
}
