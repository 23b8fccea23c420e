// SPDX-License-Identifier: Apache-2.0
// A picture of what the map shows, with what makes it readable elsewhere: title, legend, scale, sources, date. Laid out once, as SVG: the PNG is drawn from it.
import { svg } from './dom.js';
import { groundOf, shownClasses, sourceText, symbol } from './layers.js';
import { classLabels } from './measures.js';
import { unitText } from './numbers.js';

const margin = 16;
const column = 250; // of the legend, beside a wide map
const font = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';

/// What a legend of the map as it is drawn holds: [{title, note, classes: [{geometry, symbol, label}]}], topmost layer first. The base map needs none.
export function legendOf({ territory, shown, measure, minutes, zoom, language, t }) {
  const blocks = [];
  if (measure) {
    const area = (colour) => ({ couleur: colour, opacite: 1, contour: '#999999', epaisseur_px: 0.75, trait: 'plein' });
    blocks.push({
      title: [measure.titre[language], unitText(measure.unite, language)].filter(Boolean).join(', '),
      note: sourceText(measure, territory),
      classes: [...classLabels(measure, language).map((label, i) => ({ geometry: 'polygone', symbol: area(measure.couleurs[i]), label })), { geometry: 'polygone', symbol: area('none'), label: t('sans_valeur') }],
    });
  }
  const ground = measure ? undefined : groundOf(territory, shown);
  const recoloured = (layer) => measure?.couche === layer.couche && layer.couche !== 'perimetres';
  const drawn = territory.couches.filter((layer) => shown.includes(layer.couche) && layer.legende && !layer.vide && layer.groupe !== 'fond' && zoom >= layer.zoom_min && !recoloured(layer)).reverse();
  for (const layer of [...drawn.filter((one) => one === ground), ...drawn.filter((one) => one !== ground)]) {
    const own = layer.titre[language];
    const classes = shownClasses(layer, minutes).map((one) => ({ geometry: layer.geometrie, symbol: one, label: one.libelle[language] }));
    // A layer of one class needs no title over its name.
    blocks.push(classes.length === 1 ? { classes: [{ ...classes[0], label: own }] } : { title: own, classes });
  }
  return blocks;
}

/// A round length that a bar of at most `most` pixels stands for: {metres, pixels, label}.
export function scaleBar(metresPerPixel, most, language) {
  const limit = metresPerPixel * most;
  const power = 10 ** Math.floor(Math.log10(limit));
  const metres = [5, 2, 1].map((digit) => digit * power).find((length) => length <= limit);
  const number = (value) => new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fr-FR').format(value);
  return { metres, pixels: metres / metresPerPixel, label: metres >= 1000 ? `${number(metres / 1000)} km` : `${number(metres)} m` };
}

/// Lines of a text that are no wider than `width`; a word that alone is wider stays whole. `measure(text, size, bold)`: its width.
export function wrapped(text, width, measure) {
  const lines = [];
  for (const word of (text ?? '').split(/[ \n]+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/// The picture. `map`: {url, width, height} of the canvas in CSS pixels; `title`, `subtitle`, `sources`, `date`: texts; `scale`: see `scaleBar`;
/// `measure(text, size, bold)`: the width of a text.
export function pictureOf({ map, title, subtitle, legend, scale, sources, date, measure }) {
  const wide = map.width >= 640;
  const width = map.width + (wide ? column + 3 * margin : 2 * margin);
  const nodes = [];
  let y = margin;
  const write = (text, { x = margin, size = 12, bold = false, within = width - 2 * margin, colour = '#1e1e1e' } = {}) => {
    for (const line of wrapped(text, within, (one) => measure(one, size, bold))) {
      y += Math.round(size * 1.35);
      nodes.push(svg('text', { x, y: y - Math.round(size * 0.3), 'font-size': size, 'font-weight': bold ? 700 : undefined, fill: colour }, line));
    }
  };
  write(title, { size: 22, bold: true });
  if (subtitle) write(subtitle, { size: 14, colour: '#444444' });
  y += margin / 2;
  const top = y;
  nodes.push(
    svg('image', { x: margin, y: top, width: map.width, height: map.height, href: map.url }),
    svg('rect', { x: margin, y: top, width: map.width, height: map.height, fill: 'none', stroke: '#767676' }),
    ...bar(scale, margin + 10, top + map.height - 34),
  );
  const bottom = top + map.height;
  const left = wide ? 2 * margin + map.width : margin;
  const within = wide ? column : width - 2 * margin;
  y = wide ? top : bottom + margin;
  for (const block of legend) {
    if (block.title) write(block.title, { x: left, size: 13, bold: true, within });
    if (block.note) write(block.note, { x: left, size: 11, within, colour: '#555555' });
    y += 3;
    for (const one of block.classes) {
      const at = y;
      const own = symbol(one.geometry, one.symbol);
      own.setAttribute('x', left);
      own.setAttribute('y', at);
      nodes.push(own);
      write(one.label, { x: left + 34, size: 12, within: within - 34 });
      y = Math.max(y, at + 18) + 2;
    }
    y += 8;
  }
  y = Math.max(y, bottom) + margin / 2;
  write(sources, { size: 11, colour: '#444444' });
  write(date, { size: 11, colour: '#444444' });
  const height = Math.ceil(y + margin);
  return svg('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': font }, svg('title', {}, title), svg('rect', { width, height, fill: '#ffffff' }), nodes);
}

function bar({ pixels, label }, x, y) {
  return [
    svg('rect', { x: x - 4, y, width: pixels + 8, height: 26, fill: '#ffffff', 'fill-opacity': 0.85 }),
    svg('path', { d: `M${x} ${y + 16}V${y + 21}H${x + pixels}V${y + 16}`, fill: 'none', stroke: '#1e1e1e', 'stroke-width': 1.5 }),
    svg('text', { x: x + pixels / 2, y: y + 13, 'font-size': 11, 'text-anchor': 'middle', fill: '#1e1e1e' }, label),
  ];
}

/// The picture as the text of a file.
export function svgText(picture) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}`;
}

/// The picture as a PNG of `ratio` dots a pixel.
export async function pngOf(picture, ratio) {
  const url = URL.createObjectURL(new Blob([svgText(picture)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Number(picture.getAttribute('width')) * ratio;
    canvas.height = Number(picture.getAttribute('height')) * ratio;
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/// Widths as the browser writes texts.
export function textWidths() {
  const context = document.createElement('canvas').getContext('2d');
  return (text, size, bold) => {
    context.font = `${bold ? '700 ' : ''}${size}px ${font}`;
    return context.measureText(text).width;
  };
}

/// The map as it is drawn, at `ratio` dots a pixel whatever the screen has: {url, width, height}.
export async function photograph(map, ratio) {
  const before = map.getPixelRatio();
  const settled = () => new Promise((resolve) => { map.once('idle', resolve); map.triggerRepaint(); });
  if (before !== ratio) map.setPixelRatio(ratio);
  await settled();
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const url = map.getCanvas().toDataURL('image/png');
  if (before !== ratio) map.setPixelRatio(before);
  return { url, width, height };
}

/// Metres on the ground of a pixel in the middle of the map.
export function metresPerPixel(map) {
  return (40075016.686 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom());
}
