// SPDX-License-Identifier: Apache-2.0
// The tiles, read by ranges; whole, once, from a server that knows no ranges.

export class Archive {
  #url;
  #whole = null;

  constructor(url) {
    this.#url = url;
  }

  getKey() {
    return this.#url;
  }

  async getBytes(offset, length, signal) {
    if (this.#whole) return this.#part(await this.#whole, offset, length);
    const response = await fetch(this.#url, { signal, headers: { Range: `bytes=${offset}-${offset + length - 1}` } });
    if (response.status === 206) return { data: await response.arrayBuffer() };
    if (!response.ok) throw new Error(`${this.#url}: ${response.status}`);
    this.#whole ??= response.arrayBuffer();
    return this.#part(await this.#whole, offset, length);
  }

  #part(whole, offset, length) {
    return { data: whole.slice(offset, offset + length) };
  }
}
