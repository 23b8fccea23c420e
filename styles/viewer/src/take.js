// SPDX-License-Identifier: Apache-2.0
// What the viewer shows at this moment, handed to the dialog.
import { groundOf, themeOf } from './layers.js';
import { styleLayers } from './map.js';
import { legendOf, metresPerPixel, photograph, pictureOf, scaleBar, textWidths } from './picture.js';
import { takeDialog } from './take-dialog.js';
import { viewTable } from './view-table.js';

/// What the viewer shows, to take away. `drawn`: of a scenario that is being drawn over it, {title, legend (a block), table}.
export async function take(viewer, drawn) {
  const { t, territory, measure, map, state, scenario } = viewer;
  const { language } = state;
  const read = (file) => (file ? viewer.file(`donnees/mesures/${file}`) : undefined);
  const [values, reasons] = await Promise.all([read(measure?.valeurs), read(measure?.motifs)?.catch(() => ({}))]);
  const layers = styleLayers(map, measure?.couche ?? 'perimetres').filter((one) => one.layout?.visibility !== 'none').map((one) => one.id);
  const features = map.queryRenderedFeatures({ layers }).map((one) => one.properties);
  const photo = await photograph(map, Math.max(2, devicePixelRatio));
  const theme = themeOf(viewer.edition, state.layers.filter((layer) => !layer.startsWith('scenario_')), state.measure);
  const title = drawn?.title ?? (theme ?? measure ?? groundOf(territory, state.layers))?.titre[language] ?? territory.nom;
  const quarter = state.quarter && viewer.quarter(state.quarter).nom_qp;
  const then = scenario && state.view !== 'avant' ? `${scenario.titre} — ${t(`vue_${state.view}`)}` : undefined;
  const about = {
    map: photo,
    subtitle: [territory.nom, quarter, then].filter((text) => text && text !== title).join(' · '),
    // What is drawn over the cells hides them.
    legend: [...(drawn ? [drawn.legend] : []), ...legendOf({ territory, shown: drawn ? state.layers.filter((layer) => layer !== 'carreaux') : state.layers, measure: drawn ? undefined : measure, minutes: state.minutes, zoom: map.getZoom(), language, t })],
    scale: scaleBar(metresPerPixel(map), Math.min(160, photo.width / 3), language),
    sources: `${t('sources_court')}${language === 'en' ? ':' : ' :'} ${attribution(map)}`,
    date: t('image_du', new Date().toLocaleDateString(language === 'en' ? 'en-GB' : 'fr-FR', { dateStyle: 'long' })),
    measure: textWidths(),
  };
  return takeDialog({
    name: territory.nom,
    title,
    draw: (text) => pictureOf({ ...about, title: text }),
    table: drawn?.table ?? viewTable({ territory, measure, values, reasons, features, language, t }),
    address: drawn ? undefined : location.href, // no link opens a drawing
    language,
    t,
  });
}

/// Whom the data of the map are from, as the map itself says it: written as HTML in its sources, read as text.
function attribution(map) {
  const texts = Object.keys(map.getStyle().sources).map((id) => map.getSource(id).attribution);
  const html = [...new Set(texts.filter(Boolean))].join(' | ');
  return new DOMParser().parseFromString(html, 'text/html').body.textContent;
}
