// SPDX-License-Identifier: Apache-2.0
// What stands for the map where the browser cannot draw one: nothing is shown, and portraits, search and comparison are read all the same.

const center = { lng: 0, lat: 0 };

export const noMap = {
  on() {},
  once() {},
  getZoom: () => 0,
  getCenter: () => center,
  getCanvas: () => document.getElementById('carte'),
  getStyle: () => ({ layers: [] }),
  getSource: () => undefined,
  setPadding() {},
  fitBounds() {},
  jumpTo() {},
  easeTo() {},
  setFilter() {},
};
