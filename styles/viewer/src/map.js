// SPDX-License-Identifier: Apache-2.0
// The map: style of the edition, tiles by ranges, what a click finds.
import { AttributionControl, Map as MapLibre, NavigationControl, Popup, ScaleControl, addProtocol, setWorkerUrl } from 'maplibre-gl';
import { PMTiles, Protocol } from 'pmtiles';
import { Archive } from './archive.js';

const here = new URL('./', import.meta.url);

export async function createMap(container, territory, place, t) {
  setWorkerUrl(new URL('maplibre-worker.js', here).href);
  const archive = new URL('lisiere.pmtiles', here).href;
  const protocol = new Protocol();
  protocol.add(new PMTiles(new Archive(archive)));
  addProtocol('pmtiles', protocol.tile);

  const style = await (await fetch(new URL('style.json', here))).json();
  for (const source of Object.values(style.sources)) source.url = `pmtiles://${archive}`;

  const map = new MapLibre({
    container,
    style,
    ...(place.zoom === undefined
      ? { bounds: territory.boite, fitBoundsOptions: { padding: 20 } }
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
  map.addControl(new AttributionControl({ compact: true }), 'bottom-right');
  await new Promise((resolve) => map.once('style.load', resolve));
  return map;
}

/// The style's layers that draw one layer of the edition.
export function styleLayers(map, layer) {
  return map.getStyle().layers.filter((one) => one.metadata?.['lisiere:couche'] === layer);
}

export function setVisible(map, layer, visible) {
  for (const one of styleLayers(map, layer)) map.setLayoutProperty(one.id, 'visibility', visible ? 'visible' : 'none');
}

/// What lies under a point: {quarter} (its code), or {tip}, rows of the tip of the topmost feature; null for nothing.
export function under(map, territory, point) {
  const reach = 5; // pixels: a finger or a mouse is not exact
  const near = [
    [point.x - reach, point.y - reach],
    [point.x + reach, point.y + reach],
  ];
  const kinds = Object.fromEntries(territory.couches.map((layer) => [layer.couche, layer.geometrie]));
  const layerOf = (feature) => feature.layer.metadata?.['lisiere:couche'];
  const thin = map.queryRenderedFeatures(near).find((f) => layerOf(f) && kinds[layerOf(f)] !== 'polygone');
  if (thin) return { tip: thin, layer: layerOf(thin) };
  const flat = map.queryRenderedFeatures(point).filter((f) => layerOf(f));
  const quarter = flat.find((f) => layerOf(f) === 'perimetres');
  if (quarter) return { quarter: quarter.properties.code };
  return flat.length ? { tip: flat[0], layer: layerOf(flat[0]) } : null;
}

export function showPopup(map, place, content, label) {
  const popup = new Popup({ maxWidth: '320px', focusAfterOpen: true }).setLngLat(place).setDOMContent(content).addTo(map);
  popup.getElement().setAttribute('role', 'dialog');
  popup.getElement().setAttribute('aria-label', label);
  return popup;
}
