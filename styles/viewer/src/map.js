// SPDX-License-Identifier: Apache-2.0
// The map: style of the edition, tiles by ranges, what a click finds.
import { AttributionControl, Map as MapLibre, NavigationControl, Popup, ScaleControl, addProtocol, setWorkerUrl } from 'maplibre-gl';
import { PMTiles, Protocol } from 'pmtiles';
import { element, svg } from './dom.js';
import { isEmbedded } from './embed.js';
import { colourExpression } from './measures.js';
import { Archive } from './archive.js';

const here = new URL('./', import.meta.url);
let protocol;

/// `onchange`: see `Archive`.
export async function createMap(container, territory, place, t, onchange) {
  setWorkerUrl(new URL('maplibre-worker.js', here).href);
  const archive = new URL('lisiere.pmtiles', here).href;
  protocol = new Protocol();
  protocol.add(new PMTiles(new Archive(archive, onchange)));
  addProtocol('pmtiles', protocol.tile);

  const style = await (await fetch(new URL('style.json', here))).json();
  for (const source of Object.values(style.sources)) source.url = `pmtiles://${archive}`;

  const map = new MapLibre({
    container,
    style,
    ...(place.zoom === undefined
      ? { bounds: opening(territory), fitBoundsOptions: { padding: 40 } }
      : { zoom: place.zoom, center: [place.lon, place.lat] }),
    maxZoom: 18,
    minZoom: 4,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    locale: {
      'Map.Title': t('carte_aide'),
      'NavigationControl.ZoomIn': t('zoom_avant'),
      'NavigationControl.ZoomOut': t('zoom_arriere'),
      'AttributionControl.ToggleAttribution': t('sources'),
      'Popup.Close': t('fermer'),
    },
    canvasContextAttributes: { preserveDrawingBuffer: true }, // so that browsers print the map
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-left');
  map.addControl(new AttributionControl({ compact: !isEmbedded() }), 'bottom-right');
  await new Promise((resolve) => map.once('style.load', resolve));
  for (const [id, width, colour] of [['choisi-lisere', 7, '#ffffff'], ['choisi', 3.5, '#101010']])
    map.addLayer(
      { id, type: 'line', source: 'lisiere', 'source-layer': 'perimetres', filter: none, layout: { 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': width } },
      map.getStyle().layers.find((layer) => layer.type === 'symbol')?.id,
    );
  return map;
}

const none = ['==', ['get', 'code'], ''];

/// Outlines the quarters whose portrait is open.
export function highlight(map, codes) {
  const filter = codes.length ? ['in', ['get', 'code'], ['literal', codes]] : none;
  for (const id of ['choisi-lisere', 'choisi']) map.setFilter(id, filter);
}

const whole = new Map(); // filters of layers that show one quarter alone

/// Only some rows of some layers: `conditions` of [layer, expression], which all have to hold; every row of the others.
export function onlyRows(map, conditions) {
  for (const [id, filter] of whole) map.setFilter(id, filter ?? null);
  whole.clear();
  for (const [layer, condition] of conditions)
    for (const { id, filter } of styleLayers(map, layer)) {
      if (!whole.has(id)) whole.set(id, filter);
      map.setFilter(id, ['all', ...(filter ? [filter] : []), condition]);
    }
}

/// Draws the layers of a scenario's folder, each under those that a higher order draws above it; takes away those of another.
export async function drawScenario(map, folder) {
  for (const layer of map.getStyle().layers.filter((one) => one.source === 'scenario')) {
    map.removeLayer(layer.id);
    ordinary.delete(layer.id);
  }
  if (map.getSource('scenario')) map.removeSource('scenario');
  if (!folder) return;
  const archive = new URL(`${folder}/lisiere.pmtiles`, here).href;
  protocol.add(new PMTiles(new Archive(archive)));
  const style = await (await fetch(new URL(`${folder}/style.json`, here))).json();
  map.addSource('scenario', { type: 'vector', url: `pmtiles://${archive}` });
  for (const layer of style.layers.filter((one) => one['source-layer'])) {
    const order = layer.metadata['lisiere:ordre'];
    const above = map.getStyle().layers.find((one) =>
      layer.type === 'symbol' ? one.id === 'choisi-lisere' : one.type === 'symbol' || one.metadata?.['lisiere:ordre'] > order);
    // Petals that do not move would only hide the cells under them.
    const moves = layer['source-layer'] === 'scenario_roses' && ['any', ['has', 'devient'], ['>=', ['abs', ['get', 'detour_ecart']], 0.05]];
    map.addLayer({ ...layer, source: 'scenario', ...(moves && { filter: ['all', layer.filter, moves] }) }, above?.id);
  }
}

const ordinary = new Map(); // what the style says of layers that a measure has coloured

/// Colours the areas of one layer by a measure, and gives back to the others their own drawing.
export function paintMeasure(map, measure, values) {
  for (const [id, own] of ordinary) {
    if (own.type === 'fill') for (const name of ['fill-color', 'fill-opacity']) map.setPaintProperty(id, name, own.paint[name]);
    map.setFilter(id, own.filter ?? null);
  }
  ordinary.clear();
  if (!measure) return;
  for (const layer of styleLayers(map, measure.couche)) {
    const fill = layer.type === 'fill';
    if (!fill && measure.couche === 'perimetres') continue; // outlines say what kind of perimeter it is
    ordinary.set(layer.id, layer);
    if (fill) {
      map.setPaintProperty(layer.id, 'fill-color', colourExpression(measure, values));
      map.setPaintProperty(layer.id, 'fill-opacity', 0.85);
    }
    // Cells without an index may have this measure, and the other way round. An area without a value is clear, but tells why when it is clicked.
    if (measure.couche !== 'perimetres') map.setFilter(layer.id, fill || values ? null : ['has', measure.colonne]);
  }
}

/// All quarters; the whole territory when none has a shape.
function opening(territory) {
  const boxes = territory.quartiers.map((quarter) => quarter.boite).filter(Boolean);
  if (boxes.length === 0) return territory.boite;
  const of = (choose, i) => choose(...boxes.map((box) => box[i]));
  return [of(Math.min, 0), of(Math.min, 1), of(Math.max, 2), of(Math.max, 3)];
}

/// The style's layers that draw one layer of the edition.
export function styleLayers(map, layer) {
  return map.getStyle().layers.filter((one) => one.metadata?.['lisiere:couche'] === layer);
}

export function setVisible(map, layer, visible) {
  for (const one of styleLayers(map, layer)) map.setLayoutProperty(one.id, 'visibility', visible ? 'visible' : 'none');
}

/// What lies under a point: {quarter} (its code), {tip, layer}, the topmost feature, or both; null for nothing. `first`: the layer whose figures
/// are asked for.
export function under(map, territory, point, first) {
  const reach = 5; // pixels: a finger or a mouse is not exact
  const near = [
    [point.x - reach, point.y - reach],
    [point.x + reach, point.y + reach],
  ];
  const kinds = Object.fromEntries(territory.couches.map((layer) => [layer.couche, layer.geometrie]));
  const told = new Set(territory.couches.filter((layer) => layer.infobulle.length > 0).map((layer) => layer.couche));
  const layerOf = (feature) => {
    const layer = feature.layer.metadata?.['lisiere:couche'];
    return told.has(layer) ? layer : undefined; // the base map says nothing
  };
  const thin = map.queryRenderedFeatures(near).find((f) => layerOf(f) && kinds[layerOf(f)] !== 'polygone');
  if (thin) return { tip: thin, layer: layerOf(thin) };
  const flat = map.queryRenderedFeatures(point).filter((f) => layerOf(f));
  const quarter = flat.find((f) => layerOf(f) === 'perimetres');
  // A project lies inside its quarter; what groups quarters lies around all of them and waits until nothing else is there.
  const carried = (layer) => layer.startsWith('contexte_') && layer !== territory.reference;
  const areas = flat.filter((f) => f.layer.type !== 'symbol'); // a name on the map holds no other column
  const asked = flat.find((f) => layerOf(f) === first) ?? areas.find((f) => carried(layerOf(f)));
  if (asked) return { tip: asked, layer: layerOf(asked), quarter: quarter?.properties.code };
  if (quarter) return { quarter: quarter.properties.code };
  const top = areas[0] ?? flat[0];
  return top ? { tip: top, layer: layerOf(top) } : null;
}

/// A button over the map, under those that bring it nearer: `path` is drawn on a square of 24.
export function addButton(map, { label, path, onclick }) {
  const picture = svg('svg', { viewBox: '0 0 24 24', width: 20, height: 20, 'aria-hidden': 'true' }, svg('path', { d: path, fill: 'none', stroke: '#333', 'stroke-width': 2 }));
  const button = element('button', { type: 'button', title: label, 'aria-label': label, onclick }, picture);
  const box = element('div', { class: 'maplibregl-ctrl maplibregl-ctrl-group' }, button);
  map.addControl({ onAdd: () => box, onRemove: () => box.remove() }, 'top-right');
  return button;
}

export function showPopup(map, place, content, label) {
  const popup = new Popup({ maxWidth: '320px', focusAfterOpen: true }).setLngLat(place).setDOMContent(content).addTo(map);
  popup.getElement().setAttribute('role', 'dialog');
  popup.getElement().setAttribute('aria-label', label);
  return popup;
}
