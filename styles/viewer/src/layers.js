// SPDX-License-Identifier: Apache-2.0
// The list of layers: groups in the legend's order, a box to tick, the classes with their symbols.
import { element, svg } from './dom.js';
import { classLabels } from './measures.js';
import { unitText } from './numbers.js';
import { rows } from './rows.js';
import { plain } from './search.js';

/// The theme whose layers are those shown, coloured as it says; none when others are.
export function themeOf(territory, shown, measure) {
  return territory.themes.find((theme) => (theme.mesure ?? undefined) === measure && theme.couches.length === shown.length && theme.couches.every((layer) => shown.includes(layer)));
}

/// The maps that are read most, each a set of layers. `alone`: it shows what belongs to one quarter, and none is chosen.
export function themePanel({ territory, theme, alone, language, t, onchange }) {
  const absent = territory.themes_absents ?? [];
  if (territory.themes.length === 0 && absent.length === 0) return null;
  return element(
    'div',
    { class: 'mesure' },
    element('label', { for: 'theme' }, t('theme')),
    element(
      'select',
      { id: 'theme', onchange: (event) => onchange(event.target.value) },
      element('option', { value: '', selected: !theme }, t('theme_libre')),
      territory.themes.map((one) => element('option', { value: one.id, selected: one === theme }, one.titre[language])),
    ),
    alone && element('p', { class: 'aide' }, t('theme_du_quartier')),
    absent.length > 0 &&
      element(
        'details',
        { class: 'absents' },
        element('summary', {}, t('themes_absents', absent.length)),
        element('ul', {}, absent.map((one) => element('li', {}, t('parce_que', one.titre[language], one.motif[language])))),
      ),
  );
}

/// "INSEE, 2021"; empty for what the edition computes itself.
export function sourceText(measure, territory) {
  const source = measure.source && rows(territory.sources).find((one) => one.id === measure.source);
  return [source?.producteur || source?.titre || measure.source, measure.millesime].filter(Boolean).join(', ');
}

/// What areas are coloured by: a choice that a few letters narrow, and the classes of what is chosen.
export function measurePanel({ territory, measure, shown = [], minutes, language, t, onchange }) {
  const ground = measure ? undefined : groundOf(territory, shown);
  const count = element('p', { class: 'invisible', role: 'status' });
  const choice = element('select', { id: 'mesure', onchange: (event) => onchange(event.target.value) });
  const list = (asked) => {
    const found = measuresNamed(territory.mesures, asked, language);
    const groups = new Map();
    for (const one of found) groups.set(one.groupe[language], [...(groups.get(one.groupe[language]) ?? []), one]);
    // What the map shows stays chosen, whatever is searched.
    const stays = measure && !found.includes(measure) && element('option', { value: measure.id, selected: true }, measure.titre[language]);
    choice.replaceChildren(
      ...[
        !territory.defaut && element('option', { value: '' }, t('mesure_defaut')),
        stays,
        ...[...groups].map(([name, measures]) =>
          element('optgroup', { label: name }, measures.map((one) => element('option', { value: one.id, selected: one === measure }, one.titre[language]))),
        ),
      ].filter(Boolean),
    );
    count.textContent = asked ? t('mesures_trouvees', found.length) : '';
    // A list beside the field while something is searched.
    choice.size = asked ? Math.min(8, Math.max(2, found.length + groups.size)) : 1;
  };
  list('');
  const few = 12;
  return element(
    'div',
    { class: 'mesure' },
    element('label', { for: 'mesure' }, t('mesure')),
    territory.mesures.length > few && element('input', { type: 'search', id: 'chercher-mesure', 'aria-label': t('chercher_mesure'), placeholder: t('chercher_mesure'), oninput: (event) => list(event.target.value) }),
    count,
    choice,
    // Without a measure, what colours the ground: its legend is the first thing that is looked for.
    ground && [element('p', { id: 'titre-mesure' }, ground.titre[language]), legend(ground, language, minutes)],
    measure && [
      element('p', { id: 'titre-mesure' }, [measure.titre[language], unitText(measure.unite, language)].filter(Boolean).join(', ')),
      sourceText(measure, territory) && element('p', { class: 'aide' }, t('de_lui', t('source'), sourceText(measure, territory))),
      basketText(measure, territory, t) && element('p', { class: 'aide' }, basketText(measure, territory, t)),
      element('p', { class: 'approcher', 'data-zoom-min': measure.zoom_min, hidden: true }, t('approcher')),
      element(
        'ul',
        { class: 'legende', 'aria-labelledby': 'titre-mesure' },
        classLabels(measure, language).map((label, i) => element('li', {}, swatch(measure.couleurs[i]), label)),
        element('li', {}, swatch('none'), t('sans_valeur')),
      ),
    ],
  );
}

/// The layer that colours the ground of the map as it is drawn: the lowest of areas in classes that is shown.
export function groundOf(territory, shown) {
  return territory.couches.find((layer) => shown.includes(layer.couche) && layer.geometrie === 'polygone' && layer.groupe !== 'fond' && layer.legende && !layer.vide && layer.classes.length > 2 && layer.classes.every((one) => one.valeur === null));
}

/// Those whose title or group holds every word that is asked for, whatever its accents.
export function measuresNamed(measures, asked, language) {
  const words = plain(asked).split(' ').filter(Boolean);
  return measures.filter((one) => {
    const text = plain(`${one.titre[language]} ${one.groupe[language]}`);
    return words.every((word) => text.includes(word));
  });
}

/// A share of the basket says of how many services it is a share.
function basketText(measure, territory, t) {
  const { panier_services_connus: known, panier_services: all } = territory.quartiers[0] ?? {};
  return measure.colonne?.startsWith('part_panier') && known && all ? t('panier_connus', known, all) : '';
}

function swatch(colour) {
  return symbol('polygone', { couleur: colour, opacite: 1, contour: '#999999', epaisseur_px: 0.75, trait: 'plein' });
}

/// `shown`: names of the layers that are drawn. `folded`: ids of the groups whose layers are not listed, kept up to date. `onchange(name, checked)`.
export function layerPanel({ territory, shown, folded, measure, minutes, language, t, onchange, onminutes }) {
  const ground = measure ? undefined : groundOf(territory, shown); // its legend stands above
  return territory.groupes
    .map((group) => {
      const layers = territory.couches.filter((layer) => layer.groupe === group.id).reverse();
      if (layers.length === 0) return null;
      const title = group.titre[language];
      return element(
        'details',
        { class: 'groupe', open: !folded.has(group.id), ontoggle: (event) => folded[event.target.open ? 'delete' : 'add'](group.id) },
        element('summary', {}, title),
        layers.map((layer) => layerEntry(layer, shown.includes(layer.couche), layer === ground || (measure?.couche === layer.couche && layer.couche !== 'perimetres'), { language, t, minutes, onchange, onminutes })),
      );
    })
    .filter(Boolean);
}

/// `recoloured`: a measure gives the colours, and the legend above holds them.
function layerEntry(layer, checked, recoloured, { language, t, minutes, onchange, onminutes }) {
  const box = element('input', {
    type: 'checkbox',
    checked,
    'data-couche': layer.couche,
    onchange: (event) => onchange(layer.couche, event.target.checked),
  });
  return element(
    'div',
    { class: 'couche' },
    element('label', {}, box, ' ', layer.titre[language]),
    element('p', { class: 'approcher', 'data-zoom-min': layer.zoom_min, hidden: true }, t('approcher')),
    checked && isIsochrone(layer) && minutesSlider(layer, minutes, t, onminutes),
    checked && layer.vide && element('p', { class: 'aide' }, t('couche_vide')),
    checked && !recoloured && !layer.vide && layer.legende && legend(layer, language, minutes),
  );
}

/// The classes that a legend tells: those that the map has; of nested areas of which one is shown alone, that one as it then looks.
export function shownClasses(layer, minutes) {
  const there = layer.classes.filter((one) => one.presente !== false);
  if (!minutes || !layer.valeurs?.includes(minutes)) return there;
  const only = layer.classes.find((one) => one.jusqua === null || minutes <= one.jusqua);
  return there.filter((one) => one === only).map((one) => ({ ...one, couleur: one.couleur_seule }));
}

export const isIsochrone = (layer) => layer.couche.startsWith('isochrones/') && layer.valeurs?.length > 1;

/// Which of the areas reached is shown: one, or all of them over one another.
function minutesSlider(layer, minutes, t, onchange) {
  const choices = [...layer.valeurs, undefined];
  const id = `minutes-${layer.couche.replace('/', '-')}`;
  const said = (value) => (value ? t('minutes_jusqua', value) : t('minutes_toutes'));
  const at = layer.valeurs.includes(minutes) ? choices.indexOf(minutes) : choices.length - 1;
  const output = element('output', { for: id }, said(choices[at]));
  return element(
    'div',
    { class: 'minutes' },
    element('label', { for: id }, t('minutes')),
    element('input', {
      type: 'range', id, min: 0, max: choices.length - 1, step: 1, value: at, 'aria-valuetext': said(choices[at]),
      oninput: (event) => {
        const value = choices[Number(event.target.value)];
        output.textContent = said(value);
        event.target.setAttribute('aria-valuetext', said(value));
        onchange(value, id);
      },
    }),
    output,
  );
}

export function legend(layer, language, minutes) {
  return element(
    'ul',
    { class: 'legende' },
    // A layer of one class has its name above already.
    shownClasses(layer, minutes).map((one) => element('li', {}, symbol(layer.geometrie, one), one.libelle[language] === layer.titre[language] ? '' : one.libelle[language])),
  );
}

/// The symbol as the map draws it: same colour, width and stroke.
export function symbol(geometry, one) {
  const dash = { tirets: '6 3', points: '1 3' }[one.trait];
  const picture = svg('svg', { width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true', class: 'symbole' });
  if (geometry === 'ligne') {
    picture.append(svg('path', { d: 'M1 8H25', stroke: one.couleur, 'stroke-width': Math.max(1.5, one.epaisseur_px), 'stroke-dasharray': dash, fill: 'none' }));
  } else if (geometry === 'point') {
    picture.append(svg('circle', { cx: 13, cy: 8, r: Math.min(7, Math.max(2.5, one.taille_px / 2)), fill: one.couleur, stroke: '#333', 'stroke-width': 0.5 }));
  } else {
    picture.append(
      svg('rect', { x: 2, y: 2, width: 22, height: 12, fill: one.couleur, 'fill-opacity': one.opacite, stroke: one.contour === '#ffffff' ? '#999' : one.contour, 'stroke-width': Math.min(3, Math.max(0.75, one.epaisseur_px)), 'stroke-dasharray': dash }),
    );
  }
  return picture;
}
