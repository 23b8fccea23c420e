// SPDX-License-Identifier: Apache-2.0
// A scenario beside the edition: what there is to choose, the territory as it is seen through it, what it changes for a quarter.
import { bar, rose } from './charts.js';
import { element } from './dom.js';
import { gap, quantity } from './numbers.js';
import { columnName, dataTable, placeName, roseClasses, section, shown, word } from './portrait.js';
import { rows } from './rows.js';
import { directionText } from './texts.js';

/// What may be seen of a scenario: as it is today, as it would be, what changes.
export const views = ['avant', 'apres', 'ecart'];

const cells = 'scenario_carreaux';

/// The same measure in another view: minutes today, minutes then, minutes gained. Undefined where that view has no such measure.
export function sibling(id, view, measures) {
  const time = /^(?:carreaux\.t_|scenario_carreaux\.apres_|scenario_carreaux\.gain_)(.+)$/.exec(id ?? '')?.[1];
  const wanted = time
    ? { avant: `carreaux.t_${time}`, apres: `${cells}.apres_${time}`, ecart: `${cells}.gain_${time}` }[view]
    : /^scenario_carreaux\.indice_/.test(id ?? '')
      ? { apres: `${cells}.indice_apres`, ecart: `${cells}.indice_ecart` }[view]
      : view === 'avant' ? id : undefined;
  return measures.some((one) => one.id === wanted) ? wanted : undefined;
}

/// The territory as it is read with a scenario: its layers instead of the cells and roses, its measures of this view.
export function through(territory, scenario, view) {
  if (!scenario || view === 'avant') return territory;
  const measures = scenario.mesures.filter((one) => (view === 'apres') === /\.(apres_|indice_apres)/.test(one.id));
  return {
    ...territory,
    roses: territory.couches.find((layer) => layer.couche === 'roses'), // petals keep the colours of the layer that is taken out
    couches: [...territory.couches.filter((layer) => !['carreaux', 'roses'].includes(layer.couche)), ...scenario.couches],
    colonnes: { ...territory.colonnes, ...scenario.colonnes },
    mesures: measures,
    defaut: `${cells}.${view === 'apres' ? 'indice_apres' : 'gain_max_marche'}`,
  };
}

/// The choice of a scenario and of what to see of it. `list`: [{nom, titre, a_jour}].
export function scenarioPanel({ list, scenario, stale, view, t, onchoose, onview }) {
  if (list.length === 0 && !stale) return null;
  return element(
    'div',
    { class: 'mesure' },
    element('label', { for: 'scenario' }, t('scenario')),
    element(
      'select',
      { id: 'scenario', onchange: (event) => onchoose(event.target.value) },
      element('option', { value: '' }, t('sans_scenario')),
      list.map((one) =>
        element('option', { value: one.nom, selected: one.nom === scenario?.nom, disabled: !one.a_jour }, one.a_jour ? one.titre : `${one.titre} (${t('a_refaire')})`),
      ),
    ),
    stale && element('p', { role: 'alert', class: 'absent' }, t(list.some((one) => one.nom === stale) ? 'scenario_perime' : 'scenario_absent', stale)),
    scenario && [
      scenario.description && element('p', { class: 'aide', lang: 'fr' }, scenario.description),
      element(
        'fieldset',
        { class: 'vues' },
        element('legend', {}, t('montrer')),
        views.map((one) =>
          element('label', {}, element('input', { type: 'radio', name: 'vue', value: one, checked: one === view, onchange: () => onview(one) }), ' ', t(`vue_${one}`)),
        ),
      ),
    ],
  );
}

const modes = ['marche', 'velo', 'tc', 'voiture'];
const people = (value, language) => quantity(value, 'habitants', language, true);

/// The quarters whose residents gain, those who gain most first.
export function gainers(scenario, { language, t, onpick }) {
  const quarters = rows(scenario.perimetres)
    .filter((one) => modes.some((mode) => one[`gagnants_1_${mode}`] > 0))
    .sort((a, b) => (b.gagnants_1_marche ?? 0) - (a.gagnants_1_marche ?? 0));
  if (quarters.length === 0) return section(t('qui_gagne'), element('p', {}, t('personne')));
  return section(
    t('qui_gagne'),
    dataTable(
      t('qui_gagne'),
      [t('portrait'), ...[1, 5, 10].map((minutes) => t('au_moins', minutes)), t('indice')],
      quarters.map((one) => [
        element('button', { type: 'button', class: 'vers', onclick: () => onpick(one.code) }, one.nom_qp),
        ...[1, 5, 10].map((minutes) => people(one[`gagnants_${minutes}_marche`], language)),
        gap(one.indice_ecart, '0–100', language) === '0' ? '' : gap(one.indice_ecart, 'points', language),
      ]),
    ),
    element('p', { class: 'aide' }, t('qui_gagne_aide')),
  );
}

/// What the scenario changes for one quarter. `data`: its rows of the layers scenario_*.
export function scenarioPortrait(data, scenario, context) {
  const { t } = context;
  const quarter = rows(data.scenario_perimetres)[0];
  if (!quarter) return null;
  return element(
    'section',
    { class: 'projet' },
    element('h3', {}, t('de_lui', t('scenario'), scenario.titre)),
    gains(quarter, context),
    indexMoves(quarter, context),
    roses(rows(data.scenario_roses), context),
    places(rows(data.scenario_acces), context),
    facilities(rows(scenario.equipements), quarter.code, context),
  );
}

function gains(quarter, { language, t }) {
  const known = modes.filter((mode) => quarter[`gagnants_1_${mode}`] !== undefined);
  return [
    element('h4', {}, t('qui_gagne')),
    dataTable(
      t('qui_gagne'),
      [t('mode'), ...[1, 5, 10].map((minutes) => t('au_moins', minutes))],
      known.map((mode) => [
        t(mode),
        ...[1, 5, 10].map((minutes) =>
          element('span', { 'data-chiffre': `gagnants_${minutes}_${mode}` }, people(quarter[`gagnants_${minutes}_${mode}`], language) ?? shown(null, '', language)),
        ),
      ]),
    ),
    element('p', { class: 'aide' }, t('sur_habitants', people(quarter.habitants, language))),
  ];
}

function indexMoves(quarter, { territory, language, t }) {
  const one = (value) => shown(value, 'points', language, quarter.motif);
  const components = Object.keys(quarter).filter((name) => name.startsWith('ecart_') && Math.abs(quarter[name] ?? 0) >= 0.05);
  const label = (name) => columnName(territory, 'perimetres', name.replace('ecart_', 'comp_'), language);
  return [
    element('h4', {}, t('indice')),
    element(
      'p',
      { class: 'moyen' },
      element('span', { 'data-chiffre': 'indice_avant' }, bare(quarter.indice_avant, language, quarter.motif)),
      ' → ',
      element('strong', { 'data-chiffre': 'indice_apres' }, bare(quarter.indice_apres, language, quarter.motif)),
      quarter.indice_ecart !== null && ` (${gap(quarter.indice_ecart, 'points', language)})`,
      quarter.rang_avant !== null && quarter.rang_apres !== null && ` · ${t('rang_de_a', quarter.rang_avant, quarter.rang_apres)}`,
    ),
    components.length === 0
      ? element('p', { class: 'aide' }, t('aucune_composante'))
      : element(
          'ul',
          { class: 'composantes' },
          components.map((name) =>
            element('li', {}, element('span', {}, label(name)), bar(Math.abs(quarter[name]), 20, quarter[name] < 0 ? '#5583b8' : '#c9711f'), element('span', { class: 'nombre', 'data-chiffre': name }, gap(quarter[name], 'points', language) ?? one(null))),
          ),
        ),
  ];
}

const bare = (value, language, reason) => quantity(value, 'points', language, true) ?? shown(null, '', language, reason);

/// Sectors that open, and those whose detour moves by 0.05 or more, which two digits show.
function roses(sectors, { territory, language, t }) {
  const moved = sectors.filter((one) => one.devient || Math.abs(one.detour_ecart ?? 0) >= 0.05);
  if (moved.length === 0) return element('p', { class: 'aide' }, t('rose_immobile'));
  const colour = roseClasses(territory);
  const drawn = (when) =>
    element('figure', {}, rose(
      sectors.map((one) => ({ detour: one[`detour_${when}`], closed: one[`ferme_${when}`], title: t('de_lui', directionText(one.direction, language), quantity(one[`detour_${when}`], '', language) ?? '') })),
      colour,
      `${t('rose')}, ${t(`vue_${when}`)}`,
      t('cardinaux'),
    ), element('figcaption', {}, t(`vue_${when}`)));
  return [
    element('h4', {}, t('rose')),
    element('div', { class: 'deux' }, drawn('avant'), drawn('apres')),
    element(
      'ul',
      { class: 'secteurs' },
      moved.map((one) =>
        element(
          'li',
          { 'data-secteur': one.secteur },
          t('de_lui', directionText(one.direction, language), `${quantity(one.detour_avant, '', language) ?? t('ferme')} → ${quantity(one.detour_apres, '', language) ?? t('ferme')}`),
          one.devient && element('strong', {}, ` ${t(one.devient === 'ouvert' ? 's_ouvre' : 'se_ferme')}`),
          one.coupure_avant && ` (${one.coupure_avant})`,
        ),
      ),
    ),
  ];
}

/// The places that most residents reach sooner, on foot and by transit.
function places(lines, { territory, language, t }) {
  const first = lines
    .filter((line) => ['marche', 'tc'].includes(line.mode) && line.gagnants_1 > 0)
    .sort((a, b) => b.gagnants_5 - a.gagnants_5 || b.gagnants_1 - a.gagnants_1)
    .slice(0, 8);
  if (first.length === 0) return null;
  const time = (value, reason) => shown(value, 'min', language, reason);
  return [
    element('h4', {}, t('lieux_gagnants')),
    dataTable(
      t('lieux_gagnants'),
      [t('lieu'), t('mediane_avant'), t('mediane_apres'), t('au_moins', 1), t('au_moins', 5)],
      first.map((line) => [
        `${word(territory, line.lieu, language, placeName(t, line.lieu, line.libelle))}, ${t(line.mode)}`,
        time(line.mediane_avant, line.motif),
        time(line.mediane_apres, line.motif),
        people(line.gagnants_1, language),
        people(line.gagnants_5, language),
      ]),
    ),
  ];
}

function facilities(lines, code, { territory, language, t }) {
  const has = (text) => (text ?? '').split(', ').includes(code);
  const entries = [
    ...lines.filter((line) => has(line.entre_dans)).map((line) => [line, 'entre']),
    ...lines.filter((line) => has(line.sort_de)).map((line) => [line, 'sort']),
  ];
  if (entries.length === 0) return null;
  return [
    element('h4', {}, t('vecu_change')),
    element('ul', {}, entries.map(([line, how]) => element('li', {}, t('de_lui', line.nom || word(territory, line.categorie, language, line.libelle), t(how))))),
  ];
}
