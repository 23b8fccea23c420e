// SPDX-License-Identifier: Apache-2.0
// The drawing bar: the tools, what the chosen one asks for, what has been drawn.
import { isLine, isWhole, toolGroups } from './atelier-changes.js';
import { element } from './dom.js';
import { textOr } from './texts.js';

/// The tools that change nothing.
export const questions = ['atteindre', 'franchir'];

const helpOf = (tool) => (tool === 'ligne' ? 'arrets' : !questions.includes(tool) && tool !== 'deplacement' && isLine(tool) ? 'ligne' : tool);

/// `atelier`: {t, tool, open, changes, category, state} and what its buttons do; `more`: of the tool, beside.
export function drawingBar(atelier, more) {
  const { t, tool, changes } = atelier;
  const button = (id, label, onclick, rest = {}) => element('button', { type: 'button', id: `atelier-${id}`, onclick, ...rest }, label);
  const groups = [...toolGroups.filter(({ id }) => id !== 'lignes' || atelier.state.horaires), { id: 'questions', tools: questions }];
  return element(
    'div',
    { class: 'outils' },
    element('div', { class: 'rangees' }, groups.map(({ id, tools }) =>
      element('div', { class: 'boutons', role: 'group', 'aria-labelledby': `atelier-groupe-${id}` },
        element('span', { id: `atelier-groupe-${id}` }, t(`groupe_${id}`)),
        tools.map((kind) => button(kind, t(`outil_${kind}`), () => atelier.choose(kind), { 'aria-pressed': String(tool === kind), 'aria-label': textOr(t, `fait_${kind}`, t(`outil_${kind}`)) }))))),
    tool === 'equipement' && element('label', {}, `${t('atelier_categorie')} `,
      element('select', { id: 'atelier-categorie', onchange: ({ target }) => { atelier.category = target.value; } },
        atelier.state.categories.map((one) => element('option', { value: one.id, selected: one.id === atelier.category }, one.libelle)))),
    tool && element('p', { class: 'aide' }, t(`atelier_aide_${helpOf(tool)}`), tool !== 'franchir' && [' ', element('span', { class: 'clavier' }, t('atelier_aide_clavier'))]),
    more,
    element('div', { class: 'boutons gestes' },
      tool && tool !== 'franchir' && button('centre', t('atelier_centre'), () => atelier.place(atelier.viewer.map.getCenter())),
      atelier.open !== null && button('fin', t('atelier_fin'), () => atelier.finish()),
      button('annuler', t('atelier_annuler'), () => atelier.undo(), { disabled: !changes.canUndo }),
      button('effacer', t('atelier_effacer'), () => atelier.change(() => changes.clear()), { disabled: changes.list.length === 0 })),
    drawnList(atelier),
  );
}

function drawnList({ t, changes, state, change }) {
  if (changes.list.length === 0) return null;
  return element(
    'ol',
    { class: 'changements', 'aria-label': t('atelier_changements') },
    changes.list.map((one) => {
      const label = changeLabel(one, state, t);
      return element('li', {}, label, isWhole(one) ? '' : ` (${t('atelier_a_finir')})`, ' ',
        element('button', { type: 'button', 'aria-label': t('atelier_retirer', label), onclick: () => change(() => changes.remove(one.number)) }, '×'));
    }),
  );
}

/// What a change is called.
export function changeLabel({ kind, category, facility, line, places }, { categories }, t) {
  const service = (id) => categories.find((one) => one.id === id)?.libelle;
  if (kind === 'equipement') return service(category) ?? t('groupe_equipements');
  if (facility) return t(`change_${kind}`, facility.nom || service(facility.categorie) || facility.id);
  if (kind === 'ligne') return t('change_ligne', line.nom, places.length);
  return textOr(t, `fait_${kind}`, t(`outil_${kind}`));
}
