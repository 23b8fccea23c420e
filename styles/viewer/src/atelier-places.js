// SPDX-License-Identifier: Apache-2.0
// The facilities and the stops that are there, read when first asked for: which one is clicked, where one of that id is.

const metresOfDegree = 111195;

/// Metres between two [lon, lat] that are near.
export function metres([lon, lat], [otherLon, otherLat]) {
  const east = (otherLon - lon) * Math.cos((lat * Math.PI) / 180);
  return metresOfDegree * Math.hypot(east, otherLat - lat);
}

export class Places {
  #read = {};
  #known = {};

  /// `client.get('/equipements')`, `('/arrets')`: GeoJSON points with `id` and `nom`.
  constructor(client) {
    this.client = client;
  }

  /// Of 'equipements' or 'arrets', GeoJSON; asked for once, and again where it could not be had.
  async all(list) {
    this.#read[list] ??= this.client.get(`/${list}`).catch((error) => {
      delete this.#read[list];
      throw error;
    });
    this.#known[list] = await this.#read[list];
    return this.#known[list];
  }

  /// The nearest within so many metres: {id, nom, at, …}, or undefined.
  async nearest(list, place, within) {
    let best;
    for (const { properties, geometry } of (await this.all(list)).features) {
      const away = metres(place, geometry.coordinates);
      if (away <= within && !(best?.away <= away)) best = { ...properties, at: geometry.coordinates, away };
    }
    return best;
  }

  /// Of what was read already.
  at(list, id) {
    const found = this.#known[list]?.features.find(({ properties }) => properties.id === id || properties.aussi?.includes(id));
    return found && { ...found.properties, at: found.geometry.coordinates };
  }
}
