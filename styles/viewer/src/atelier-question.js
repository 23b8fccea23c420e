// SPDX-License-Identifier: Apache-2.0
// One scenario asked for, and what is known of its answer so far: {pose, marche, indice, tout, erreur}, each once it is there.

export class Question {
  #asked = null; // AbortController of what runs
  result; // undefined: nothing is asked

  /// `onpart`: something more is known.
  constructor(client, onpart) {
    Object.assign(this, { client, onpart });
  }

  get runs() {
    return this.#asked !== null;
  }

  /// Asks, and no longer for what was asked before. Resolves to true once this very answer is whole or refused.
  async ask(scenario) {
    this.#asked?.abort();
    const own = scenario ? new AbortController() : null;
    this.#asked = own;
    this.result = scenario ? {} : undefined;
    this.onpart();
    if (!own) return false;
    try {
      for await (const part of this.client.answer(scenario, own.signal)) {
        if (own !== this.#asked) return false;
        this.result = part.erreur ? { erreur: part.erreur } : { ...this.result, [part.etape]: part };
        this.onpart();
      }
    } catch (error) {
      if (error.name === 'AbortError' || own !== this.#asked) return false;
      this.result = { erreur: { trouve: error.message, attendu: '' } };
    }
    if (own !== this.#asked) return false;
    this.#asked = null;
    // A server that ends in the middle says no word.
    if (!this.result.tout && !this.result.erreur) this.result = { erreur: { trouve: '', attendu: '' } };
    this.onpart();
    return true;
  }
}
