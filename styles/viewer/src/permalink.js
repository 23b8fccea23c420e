// SPDX-License-Identifier: Apache-2.0
// What the map shows, as the part of the address behind `#`: a link opens the same view.

/// {zoom, lat, lon, quarter, other, measure, layers (array), language, scenario, view, minutes}; absent parts are undefined.
export function parseLink(hash) {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const state = {};
  const place = (values.get('p') ?? '').split('/').map(Number);
  if (place.length === 3 && place.every(Number.isFinite) && Math.abs(place[1]) <= 90 && Math.abs(place[2]) <= 180)
    [state.zoom, state.lat, state.lon] = place;
  for (const [key, name] of Object.entries({ q: 'quarter', c: 'other', m: 'measure', l: 'language', s: 'scenario', e: 'view' }))
    if (values.get(key)) state[name] = values.get(key);
  if (Number(values.get('i')) > 0) state.minutes = Number(values.get('i'));
  if (values.has('v')) state.layers = values.get('v').split(',').filter(Boolean);
  return state;
}

export function formatLink(state) {
  const values = new URLSearchParams();
  if (state.zoom !== undefined)
    values.set('p', [state.zoom.toFixed(2), state.lat.toFixed(5), state.lon.toFixed(5)].join('/'));
  for (const [name, key] of Object.entries({ quarter: 'q', other: 'c', measure: 'm', language: 'l', scenario: 's', view: 'e' }))
    if (state[name]) values.set(key, state[name]);
  if (state.minutes) values.set('i', state.minutes);
  if (state.layers) values.set('v', state.layers.join(','));
  // Slashes and commas may stand there as they are, and are easier to read.
  return `#${values.toString().replaceAll('%2F', '/').replaceAll('%2C', ',')}`;
}
