// SPDX-License-Identifier: Apache-2.0
// Small drawings of the portrait: what they show is written beside or in a table, never in the drawing alone.
import { svg } from './dom.js';

/// Sectors by value between 1 and `most`; sectors without a way out reach the rim in the darkest colour.
/// `points`: the letters of north, south, east and west.
export function rose(sectors, colours, label, points) {
  const size = 180;
  const middle = size / 2;
  const rim = middle - 14;
  const most = 3;
  const shape = (from, to, radius) => {
    const at = (turn) => [middle + radius * Math.sin(turn), middle - radius * Math.cos(turn)];
    const [x0, y0] = at(from);
    const [x1, y1] = at(to);
    return `M${middle} ${middle}L${x0.toFixed(2)} ${y0.toFixed(2)}A${radius} ${radius} 0 0 1 ${x1.toFixed(2)} ${y1.toFixed(2)}Z`;
  };
  const picture = svg('svg', { viewBox: `0 0 ${size} ${size}`, class: 'rose', role: 'img', 'aria-label': label });
  for (const radius of [rim / 3, (2 * rim) / 3, rim])
    picture.append(svg('circle', { cx: middle, cy: middle, r: radius, fill: 'none', stroke: '#ccc', 'stroke-width': 0.7 }));
  const step = (2 * Math.PI) / sectors.length;
  sectors.forEach((sector, i) => {
    if (sector.detour === null && !sector.closed) return;
    const value = sector.closed ? most : Math.min(most, Math.max(1, sector.detour));
    const radius = rim * (0.12 + 0.88 * ((value - 1) / (most - 1)));
    picture.append(
      svg('path', { d: shape((i - 0.46) * step, (i + 0.46) * step, radius), fill: colours(sector), stroke: '#8796a5', 'stroke-width': 0.5 }, svg('title', {}, sector.title)),
    );
  });
  for (const [text, x, y] of [[points[0], middle, 10], [points[1], middle, size - 2], [points[2], size - 5, middle + 4], [points[3], 6, middle + 4]])
    picture.append(svg('text', { x, y, 'text-anchor': 'middle', 'font-size': 10, fill: '#444' }, text));
  return picture;
}

/// The course of a measure, each value at its place in time; a gap where one is missing. The scale runs from the least
/// to the greatest, so that a small change is seen: the numbers beside say how small.
export function trend(values, colour, label) {
  const [width, height, rim] = [100, 24, 3];
  const known = values.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const x = (i) => rim + ((width - 2 * rim) * i) / Math.max(1, values.length - 1);
  // A change of a thousandth is no slope: the height stands for a twentieth of the value at least.
  const span = Math.max(most - least, Math.abs(most + least) / 2 / 20, Number.MIN_VALUE);
  const y = (value) => height / 2 - ((height - 2 * rim) * (value - (least + most) / 2)) / span;
  const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'cours', role: 'img', 'aria-label': label });
  let path = '';
  values.forEach((value, i) => {
    if (value !== null) path += `${i > 0 && values[i - 1] !== null ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  picture.append(svg('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': 1.5 }));
  values.forEach((value, i) => {
    const alone = (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
    if (value !== null && (alone || i === values.length - 1))
      picture.append(svg('circle', { cx: x(i).toFixed(1), cy: y(value).toFixed(1), r: 2, fill: colour }));
  });
  return picture;
}

/// A bar from 0 to `most`, with a range drawn over it when there is one.
export function bar(value, most, colour, range) {
  const picture = svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'barre', 'aria-hidden': 'true' });
  const at = (v) => Math.max(0, Math.min(100, (100 * v) / most));
  picture.append(svg('rect', { x: 0, y: 0, width: 100, height: 10, fill: '#eceff1' }));
  if (value !== null) picture.append(svg('rect', { x: 0, y: 0, width: at(value), height: 10, fill: colour }));
  if (range && range.every((v) => v !== null))
    picture.append(svg('rect', { x: at(range[0]), y: 3.5, width: Math.max(0.6, at(range[1]) - at(range[0])), height: 3, fill: '#263644', 'fill-opacity': 0.75 }));
  return picture;
}
