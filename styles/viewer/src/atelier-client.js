// SPDX-License-Identifier: Apache-2.0
// What `lisiere atelier` answers: see io/atelier/README.md.

const tokenKey = 'lisiere-jeton';

/// The token that the address brought, out of it and kept for this tab; empty where it brought none.
export function takeToken(address = location, store = sessionStorage) {
  const values = new URLSearchParams(address.hash.replace(/^#/, ''));
  const token = values.get('jeton');
  if (token) {
    store.setItem(tokenKey, token);
    values.delete('jeton');
    history.replaceState(null, '', `#${values.toString().replaceAll('%2F', '/').replaceAll('%2C', ',')}`);
  }
  return store.getItem(tokenKey) ?? '';
}

/// The parts of an answer, as they come: a JSON object a line.
export async function* parts(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    text += value ?? '';
    const lines = text.split('\n');
    text = lines.pop();
    for (const line of lines) if (line) yield JSON.parse(line);
    if (done) return;
  }
}

export class Client {
  constructor(path, token) {
    this.path = path;
    this.token = token;
  }

  async get(place) {
    const response = await fetch(this.path + place);
    if (!response.ok) throw new Error((await response.json().catch(() => null))?.erreur?.texte ?? `${place}: ${response.status}`);
    let last; // of an answer in lines, the others tell how far it has come
    for await (const part of parts(response)) last = part;
    return last;
  }

  async post(place, body, signal) {
    const headers = { 'Content-Type': 'application/json', 'Lisiere-Jeton': this.token };
    return fetch(this.path + place, { method: 'POST', headers, body: JSON.stringify(body), signal });
  }

  /// Keeps a scenario beside the configuration: {garde}, {erreur} or, of a name that is taken, {existe}. `replaces`: the mark of the one to replace.
  async keep(scenario, replaces) {
    const response = await this.post(`/scenarios${replaces ? `?remplace=${replaces}` : ''}`, scenario);
    return response.json();
  }

  /// What a scenario changes, part by part; the last may be {erreur}.
  async *answer(scenario, signal) {
    const response = await this.post('/scenario', scenario, signal);
    if (!response.ok) yield await response.json();
    else yield* parts(response);
  }
}
