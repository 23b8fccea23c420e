// SPDX-License-Identifier: Apache-2.0
// One page shows one edition: another may be published under it at any moment, and figures of two are never mixed.

/// What tells one version of a file from another, as the server says it; null where it says nothing. Compression makes a tag weak, not another one.
export function versionOf(response) {
  return response.headers.get('etag')?.replace(/^W\//, '') ?? response.headers.get('last-modified');
}

export class Edition {
  #url = 'donnees/territoire.json';
  #version = null;
  /// Where what serves the page answers more than files ("/atelier"); null of a server of files.
  service = null;

  /// What the page is made from.
  async read() {
    const response = await fetch(this.#url);
    if (!response.ok) throw new Error(`${this.#url}: ${response.status}`);
    this.#version = versionOf(response);
    this.service = response.headers.get('lisiere-service');
    return response.json();
  }

  /// Is it still the one that is published? What was read before the answer is then of it, too. Without an answer nothing speaks against it.
  async stands() {
    const response = this.#version && (await fetch(this.#url, { method: 'HEAD', cache: 'no-store' }).catch(() => null));
    const version = response?.ok ? versionOf(response) : null;
    return !version || version === this.#version;
  }
}
