// SPDX-License-Identifier: Apache-2.0
// What is drawn in the atelier, without a browser. Run by modules.test.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Changes, nameOf } from '../../../styles/viewer/src/atelier-changes.js';
import { parts, takeToken } from '../../../styles/viewer/src/atelier-client.js';

test('a line is a change once it has two points; each step is undone by itself', () => {
  const changes = new Changes();
  assert.equal(changes.scenario('x'), undefined);
  assert.equal(changes.canUndo, false);
  const line = changes.add({ kind: 'passerelle', places: [[3.00986641, 46.48908343]] });
  assert.equal(changes.scenario('x'), undefined, 'one point is no line');
  changes.extend(line, [3.0099017, 46.4900136]);
  assert.deepEqual(changes.scenario('Passerelle de la Gare !'), {
    nom: 'passerelle-de-la-gare',
    titre: 'Passerelle de la Gare !',
    voies: [{ action: 'ajouter', trace: 'LINESTRING (3.0098664 46.4890834, 3.0099017 46.4900136)', nature: 'footway', pont: true }],
  });
  changes.add({ kind: 'fermeture', places: [[3, 46.5]], street: [[3, 46.4], [3, 46.6]] });
  changes.add({ kind: 'equipement', places: [[3.1, 46.5]], category: 'pharmacie' });
  const { voies, equipements } = changes.scenario('x');
  assert.deepEqual(voies[1], { action: 'fermer', par: 'long', trace: 'LINESTRING (3 46.4, 3 46.6)' });
  assert.deepEqual(equipements, [{ action: 'ajouter', id: 'atelier:3', categorie: 'pharmacie', lon: 3.1, lat: 46.5 }]);
  changes.remove(line);
  assert.equal(changes.scenario('x').voies.length, 1);
  for (const length of [3, 2, 1, 1, 0]) {
    changes.undo();
    assert.equal(changes.list.length, length);
  }
  assert.equal(changes.canUndo, false);
});

test('a name for a folder is made of a title', () => {
  assert.equal(nameOf('Été à l’Île — n° 2'), 'ete-a-l-ile-n-2');
  assert.equal(nameOf('???'), 'dessin');
  assert.ok(nameOf('a'.repeat(200)).length <= 100);
});

test('the parts of an answer come whole, wherever the network cuts them', async () => {
  const text = '{"etape":"pose","nom":"Île"}\n{"etape":"tout"}\n';
  const bytes = new TextEncoder().encode(text);
  for (const cut of [1, 3, 24, bytes.length]) {
    const body = new ReadableStream({
      start(to) {
        for (let at = 0; at < bytes.length; at += cut) to.enqueue(bytes.slice(at, at + cut));
        to.close();
      },
    });
    const found = [];
    for await (const part of parts({ body })) found.push(part);
    assert.deepEqual(found, [{ etape: 'pose', nom: 'Île' }, { etape: 'tout' }], `cut at ${cut}`);
  }
});

test('the token leaves the address and stays with the tab', () => {
  const kept = new Map();
  const store = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  const replaced = [];
  globalThis.history = { replaceState: (state, title, url) => replaced.push(url) };
  assert.equal(takeToken({ hash: '#p=12/46.5/3&jeton=abc' }, store), 'abc');
  assert.deepEqual(replaced, ['#p=12/46.5/3']);
  assert.equal(takeToken({ hash: '#p=12/46.5/3' }, store), 'abc');
  assert.equal(replaced.length, 1);
  delete globalThis.history;
});

test('a scenario that was kept is drawn again and says what it said, whatever tool could have made it', () => {
  const scenario = {
    nom: 'a', titre: 'A',
    voies: [{ trace: 'LINESTRING (3.1 46.5, 3.2 46.6)', nature: 'footway', niveau: 1 }, { action: 'fermer', id: [12] }],
    equipements: [{ categorie: 'pharmacie', lon: 3, lat: 46, id: 'n' }],
    lignes: [{ action: 'supprimer', ligne: 'L1' }],
  };
  const changes = new Changes();
  changes.load(scenario);
  assert.deepEqual(changes.scenario('A'), scenario);
  assert.deepEqual(changes.list.map(({ kind, places }) => [kind, places]), [
    ['passerelle', [[3.1, 46.5], [3.2, 46.6]]], ['autre', []], ['equipement', [[3, 46]]], ['autre', []],
  ]);
  changes.undo();
  assert.equal(changes.scenario('A'), undefined);
});
