// SPDX-License-Identifier: Apache-2.0
// What a drawing changes, in words: who gains, which quarters move. What is not computed yet is said to be so.
import { gainClasses } from './atelier-map.js';
import { element } from './dom.js';
import { gap, quantity } from './numbers.js';
import { dataTable, section } from './portrait.js';
import { rows } from './rows.js';

export const people = (value, language) => quantity(Math.round(value), 'habitants', language, true);

/// `result`: of a Question; undefined: nothing is drawn. `context`: {t, language, mode: by which gains are told, onmode, onpick}.
export function resultPanel(result, context) {
  const { t } = context;
  if (!result) return element('p', { class: 'aide' }, t('atelier_vide'));
  if (result.erreur) return element('p', { role: 'alert', class: 'absent' }, refusal(result.erreur, t));
  return [
    remarks(result.pose, context),
    modeChoice(result, context),
    headline(result, context),
    legend(context),
    quarters(result.indice?.tables.scenario_perimetres, context),
    ...(result.indice ? components(result.indice.tables, context) : []),
  ];
}

/// Why there is no answer; a server that says nothing may have ended.
export const refusal = ({ trouve, conseil, attendu }, t) => (trouve ? t('atelier_refus', trouve, conseil || attendu || t('atelier_relancer')) : `${t('atelier_refuse')} ${t('atelier_relancer')}`);

/// What the drawing met: ends that join nothing, streets passed over.
function remarks(laid, { t }) {
  if (!laid) return null;
  const loose = laid.voies.features.filter(({ properties }) => properties.trace === 'marche' && (properties.debut_rattache === false || properties.fin_rattachee === false));
  const notes = (grave) => laid.constats.filter((one) => (one.gravite !== 'info') === grave).map((one) => element('p', { class: grave ? 'absent' : 'aide', lang: 'fr' }, one.texte));
  const small = notes(false);
  return [
    loose.length > 0 && element('p', { class: 'absent' }, t('atelier_bout_libre')),
    ...notes(true),
    small.length > 0 && element('details', {}, element('summary', {}, t('atelier_remarques', small.length)), small),
  ];
}

/// Who gains by a mode, {1, 5, 10}; undefined while that is not known. Walks are known first.
export const gainersBy = (result, mode) => (mode === 'marche' ? result?.marche : result?.indice)?.gagnants[mode];

/// Minutes gained by a mode, [[id, minutes]]; none where nothing is known.
export function cellGains(result, mode) {
  const known = mode === 'marche' ? result?.marche : result?.indice;
  const { colonnes, lignes } = known?.tables.scenario_carreaux ?? { colonnes: [], lignes: [] };
  const [id, gained] = ['id', `gain_max_${mode}`].map((name) => colonnes.indexOf(name));
  return gained < 0 ? [] : lignes.map((line) => [line[id], line[gained]]);
}

/// By which mode gains are told, of those that the answer has.
function modeChoice({ indice }, { t, mode, onmode }) {
  const modes = Object.keys(indice?.gagnants ?? { [mode]: null });
  if (modes.length < 2) return null;
  return element('p', { class: 'par' }, element('label', { for: 'atelier-mode' }, t('atelier_par')), ' ',
    element('select', { id: 'atelier-mode', onchange: ({ target }) => onmode(target.value) }, modes.map((one) => element('option', { value: one, selected: one === mode }, t(`par_${one}`)))));
}

const waiting = (t) => element('p', { class: 'calcul' }, t('atelier_calcul'));

function headline(result, { language, t, mode }) {
  const gained = gainersBy(result, mode);
  // Others are computed first, until something is known.
  const before = result.pose ? 0 : (result.attente?.avant ?? 0);
  if (!gained) return section(t('qui_gagne'), before > 0 ? element('p', { class: 'calcul' }, t('atelier_attente', before)) : waiting(t));
  return section(
    t('qui_gagne'),
    element('p', { class: 'gagnent', 'data-chiffre': 'gagnants_5' }, t('atelier_gagnent', people(gained[5], language), gained[5], 5, t(`par_${mode}`))),
    element('p', { class: 'aide' }, t('atelier_gagnent_aussi', people(gained[1], language), people(gained[10], language)), ' ', t('atelier_aide_gain')),
  );
}

function legend({ t, mode }) {
  return element(
    'ul',
    { class: 'legende atelier-legende', 'aria-label': t('atelier_legende', t(`par_${mode}`)) },
    gainClasses.map(({ text }) => element('li', {}, element('span', { class: `pastille gain-${text}` }), t(`gain_${text}`))),
  );
}

/// Quarters whose index moves or whose residents gain, those who gain most first.
export function movedQuarters(table, mode) {
  const by = (one, minutes) => one[`gagnants_${minutes}_${mode}`] ?? 0;
  return rows(table)
    .filter((one) => by(one, 1) > 0 || Math.abs(one.indice_ecart ?? 0) >= 0.05)
    .sort((a, b) => by(b, 5) - by(a, 5) || by(b, 1) - by(a, 1));
}

function quarters(table, { language, t, mode, onpick }) {
  if (!table) return section(t('atelier_quartiers'), waiting(t));
  const moved = movedQuarters(table, mode);
  if (moved.length === 0) return section(t('atelier_quartiers'), element('p', {}, t('personne')));
  const index = (value) => quantity(value, '0–100', language, true) ?? t('atelier_inconnu');
  return section(
    t('atelier_quartiers'),
    dataTable(
      t('atelier_quartiers'),
      [t('portrait'), t('au_moins', 5), t('indice'), t('atelier_rang')],
      moved.map((one) => [
        element('button', { type: 'button', class: 'vers', onclick: () => onpick(one.code) }, one.nom_qp),
        people(one[`gagnants_5_${mode}`], language),
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

/// The rows about one quarter of tables {colonnes, lignes}.
export function ofQuarter(tables, code) {
  const own = ([name, { colonnes, lignes }]) => [name, { colonnes, lignes: lignes.filter((line) => line[colonnes.indexOf('code')] === code) }];
  return Object.fromEntries(Object.entries(tables).filter(([, { colonnes }]) => colonnes.includes('code')).map(own));
}
