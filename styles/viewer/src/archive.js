// SPDX-License-Identifier: Apache-2.0
// The tiles, read by ranges; whole, once, from a server that knows no ranges.
import { versionOf } from './edition.js';

export class Archive {
  #url;
  #whole = null;
  #version;
  #onchange;

  /// `onchange`: told when the server has another archive than the one that was begun; nothing of it is given.
  constructor(url, onchange = () => {}) {
    this.#url = url;
    this.#onchange = onchange;
  }

  getKey() {
    return this.#url;
  }

  async getBytes(offset, length, signal) {
    if (this.#whole) return this.#part(await this.#whole, offset, length);
    const response = await fetch(this.#url, { signal, headers: { Range: `bytes=${offset}-${offset + length - 1}` } });
    if (response.ok) this.#check(response);
    if (response.status === 206) return { data: await response.arrayBuffer() };
    if (!response.ok) throw new Error(`${this.#url}: ${response.status}`);
    this.#whole ??= response.arrayBuffer();
    return this.#part(await this.#whole, offset, length);
  }

  #check(response) {
    const version = versionOf(response);
    this.#version ??= version;
    if (version === this.#version) return;
    this.#onchange();
    throw new Error(`${this.#url}: another edition`);
  }

  #part(whole, offset, length) {
    return { data: whole.slice(offset, offset + length) };
  }
}
