// SPDX-License-Identifier: Apache-2.0
// What the atelier draws on the map: minutes gained by cell, what is being drawn, what became of it among the streets.

const collection = (features = []) => ({ type: 'FeatureCollection', features });
const feature = (type, coordinates, properties = {}) => ({ type: 'Feature', properties, geometry: { type, coordinates } });

/// Minutes gained, from each bound on; the same colours are in atelier.css.
export const gainClasses = [
  { from: -Infinity, colour: '#8c510a', text: 'perd' },
  { from: -0.999, colour: '#f4f4f2', text: 'rien' },
  { from: 1, colour: '#c7e9c0', text: 'un' },
  { from: 5, colour: '#74c476', text: 'cinq' },
  { from: 10, colour: '#238b45', text: 'dix' },
];

const gain = ['number', ['feature-state', 'gain'], 0];
const steps = ['step', gain, gainClasses[0].colour, ...gainClasses.slice(1).flatMap(({ from, colour }) => [from, colour])];
/// A cell of which nothing is known keeps what is drawn below.
const known = ['case', ['==', ['typeof', ['feature-state', 'gain']], 'number'], 0.9, 0];

export class DrawnMap {
  #map;
  #painted = [];

  constructor(map, cells) {
    this.#map = map;
    const { layers } = map.getStyle();
    const labels = layers.find((layer) => layer.type === 'symbol')?.id;
    // Over the edition's own cells, below streets and outlines.
    const cellsAt = layers.findIndex((layer) => layer.metadata?.['lisiere:couche'] === 'carreaux');
    const above = layers.find((layer, i) => i > cellsAt && !['fill', 'background'].includes(layer.type))?.id ?? labels;
    map.addSource('atelier-carreaux', { type: 'geojson', data: cells, promoteId: 'id' });
    map.addLayer({ id: 'atelier-carreaux', type: 'fill', source: 'atelier-carreaux', paint: { 'fill-color': steps, 'fill-opacity': known } }, above);
    for (const id of ['atelier-aire', 'atelier-pose', 'atelier-lieux', 'atelier-propose', 'atelier-trace']) map.addSource(id, { type: 'geojson', data: collection() });
    map.addLayer({ id: 'atelier-aire', type: 'fill', source: 'atelier-aire', paint: { 'fill-color': '#0b57d0', 'fill-opacity': 0.25, 'fill-outline-color': '#0b57d0' } }, labels);
    const line = (id, source, filter, paint) =>
      map.addLayer({ id, type: 'line', source, filter, layout: { 'line-cap': 'round', 'line-join': 'round' }, paint });
    const added = ['==', ['get', 'action'], 'ajoutee'];
    map.addLayer({
      id: 'atelier-lieux', type: 'circle', source: 'atelier-lieux',
      paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 1.5, 14, 5], 'circle-color': '#ffffff', 'circle-stroke-color': '#0b57d0', 'circle-stroke-width': 1.5 },
    });
    line('atelier-propose-trait', 'atelier-propose', ['==', ['geometry-type'], 'LineString'], { 'line-color': '#b3261e', 'line-width': 4, 'line-dasharray': [1, 1] });
    map.addLayer({
      id: 'atelier-propose-rang', type: 'circle', source: 'atelier-propose', filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': ['case', ['==', ['get', 'rang'], 1], 9, 6], 'circle-color': '#ffffff', 'circle-stroke-color': '#b3261e', 'circle-stroke-width': 3 },
    });
    line('atelier-pose-lisere', 'atelier-pose', ['has', 'action'], { 'line-color': '#ffffff', 'line-width': 9 });
    line('atelier-pose-trait', 'atelier-pose', ['has', 'action'], { 'line-color': ['case', added, '#0b57d0', '#b3261e'], 'line-width': 5 });
    line('atelier-trace-trait', 'atelier-trace', ['==', ['geometry-type'], 'LineString'], { 'line-color': '#0b57d0', 'line-width': 3, 'line-dasharray': [2, 2] });
    map.addLayer({
      id: 'atelier-trace-point', type: 'circle', source: 'atelier-trace', filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': 6, 'circle-color': ['case', ['in', ['get', 'kind'], ['literal', ['fermeture', 'suppression']]], '#b3261e', '#0b57d0'], 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 },
    });
  }

  /// `changes`: of changes.js.
  draw(changes) {
    const features = changes.flatMap(({ kind, places, street }) => [
      ...(places.length > 1 ? [feature('LineString', places)] : []),
      ...(street ? [feature('LineString', street)] : []),
      ...places.map((place) => feature('Point', place, { kind })),
    ]);
    this.#map.getSource('atelier-trace').setData(collection(features));
  }

  /// As the streets took it: the pieces by which ends are tied are seen. Drawn lines themselves are under them.
  laid(ways) {
    const features = (ways?.features ?? []).filter((one) => one.geometry && one.properties.trace !== 'dessin');
    this.#map.getSource('atelier-pose').setData(collection(features));
  }

  /// `gains`: [[id, minutes]]; null where nothing is known of it.
  paint(gains) {
    for (const id of this.#painted) this.#map.removeFeatureState({ source: 'atelier-carreaux', id });
    this.#painted = [];
    for (const [id, minutes] of gains) {
      if (minutes === null) continue;
      this.#map.setFeatureState({ source: 'atelier-carreaux', id }, { gain: minutes });
      this.#painted.push(id);
    }
  }

  /// What the tool picks from, or nothing.
  pickable(places = collection()) {
    this.#map.getSource('atelier-lieux').setData(places);
  }

  /// Lines that might be drawn, the best first.
  proposed(lines) {
    const middle = ([[x, y], [otherX, otherY]]) => [(x + otherX) / 2, (y + otherY) / 2];
    this.#map.getSource('atelier-propose').setData(collection(lines.flatMap((places, i) => [feature('LineString', places), feature('Point', middle(places), { rang: i + 1 })])));
  }

  area(geometry) {
    this.#map.getSource('atelier-aire').setData(collection(geometry ? [{ type: 'Feature', properties: {}, geometry }] : []));
  }
}
