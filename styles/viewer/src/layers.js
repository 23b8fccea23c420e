// SPDX-License-Identifier: Apache-2.0
// The list of layers: groups in the legend's order, a box to tick, the classes with their symbols.
import { element, svg } from './dom.js';

/// `shown`: names of the layers that are drawn. `onchange(name, checked)`.
export function layerPanel({ territory, shown, language, t, onchange }) {
  return territory.groupes
    .map((group) => {
      const layers = territory.couches.filter((layer) => layer.groupe === group.id).reverse();
      if (layers.length === 0) return null;
      return element(
        'fieldset',
        { class: 'groupe' },
        element('legend', {}, group.titre[language]),
        layers.map((layer) => layerEntry(layer, shown.includes(layer.couche), language, t, onchange)),
      );
    })
    .filter(Boolean);
}

function layerEntry(layer, checked, language, t, onchange) {
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
    checked && legend(layer, language),
  );
}

export function legend(layer, language) {
  return element(
    'ul',
    { class: 'legende' },
    layer.classes.map((one) =>
      element('li', {}, symbol(layer.geometrie, one), one.libelle[language] || layer.titre[language]),
    ),
  );
}

/// The symbol as the map draws it: same colour, width and stroke.
function symbol(geometry, one) {
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
