// SPDX-License-Identifier: Apache-2.0
// What is drawn in the atelier, without a browser. Run by modules.test.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Changes, isFull, isWhole, nameOf } from '../../../styles/viewer/src/atelier-changes.js';
import { parts, takeToken } from '../../../styles/viewer/src/atelier-client.js';
import { sideBySide } from '../../../styles/viewer/src/atelier-compare.js';
import { newLine, told } from '../../../styles/viewer/src/atelier-line.js';
import { metres, Places } from '../../../styles/viewer/src/atelier-places.js';
import { Question } from '../../../styles/viewer/src/atelier-question.js';
import { cellGains, gainersBy, ofQuarter } from '../../../styles/viewer/src/atelier-result.js';
import { drawnTable } from '../../../styles/viewer/src/atelier-take.js';
import { translator } from '../../../styles/viewer/src/texts.js';

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

test('a street to be walked, a facility moved or closed, a line with its stops: each as [[scenarios]] say it, and drawn again from what they say', () => {
  const changes = new Changes();
  const facility = { id: 'BPE:12', nom: 'Pharmacie', categorie: 'pharmacie', at: [3, 46.5] };
  changes.add({ kind: 'pietonne', places: [[3, 46.5]], street: [[3, 46.4], [3, 46.6]] });
  const moved = changes.add({ kind: 'deplacement', places: [facility.at], facility });
  assert.ok(!isWhole(changes.find(moved)));
  changes.extend(moved, [3.1, 46.5]);
  assert.ok(isWhole(changes.find(moved)) && isFull(changes.find(moved)));
  changes.add({ kind: 'suppression', places: [facility.at], facility: { ...facility, id: 'BPE:13' } });
  const line = changes.add({ kind: 'ligne', places: [[3, 46.5]], stops: ['0:S1'], line: told(newLine(1)) });
  changes.extend(line, [3.05, 46.51]);
  changes.tell(line, { line: told({ ...newLine(1), nom: 'Navette', minutes: { pointe: 5, samedi: 20 } }) });
  const scenario = changes.scenario('Tout');
  assert.deepEqual(scenario, {
    nom: 'tout', titre: 'Tout',
    voies: [{ action: 'pietonniser', par: 'long', trace: 'LINESTRING (3 46.4, 3 46.6)' }],
    equipements: [{ action: 'deplacer', id: 'BPE:12', lon: 3.1, lat: 46.5 }, { action: 'supprimer', id: 'BPE:13' }],
    lignes: [{
      action: 'ajouter', nom: 'Navette', mode: 'bus', vitesse_kmh: 18, arrets: ['0:S1', 'POINT (3.05 46.51)'],
      service: [
        { jours: 'ouvrables', debut: '07:00', fin: '08:59', intervalle_min: 5 },
        { jours: 'ouvrables', debut: '16:00', fin: '18:59', intervalle_min: 5 },
        { jours: 'samedi', debut: '07:00', fin: '21:00', intervalle_min: 20 },
      ],
    }],
  });
  const again = new Changes();
  const there = { 'BPE:12': facility, 'BPE:13': { ...facility, id: 'BPE:13' }, '0:S1': { id: '0:S1', at: [3, 46.5] } };
  again.load(scenario, (list, id) => there[id]);
  assert.deepEqual(again.scenario('Tout'), scenario);
  assert.deepEqual(again.list.map((one) => [one.kind, one.places.length]), [['pietonne', 0], ['deplacement', 2], ['suppression', 1], ['ligne', 2]]);
  changes.undo();
  assert.equal(changes.scenario('Tout').lignes[0].nom, 'A1');
});

test('a line without a departure is none', () => {
  assert.equal(told({ ...newLine(1), minutes: { pointe: null } }), undefined);
  assert.equal(told(newLine(2)).nom, 'A2');
});

test('the nearest facility is picked within reach of the click, never one further off; a list is read once', async () => {
  const point = (id, at, aussi = []) => ({ properties: { id, nom: id, aussi }, geometry: { coordinates: at } });
  let asked = 0;
  const places = new Places({ get: async () => { asked += 1; return { features: [point('a', [3, 46.5]), point('b', [3.001, 46.5], ['b2'])] }; } });
  assert.equal((await places.nearest('equipements', [3.0007, 46.5], 100)).id, 'b');
  assert.equal(await places.nearest('equipements', [3.01, 46.5], 100), undefined);
  assert.deepEqual([places.at('equipements', 'b2').id, places.at('equipements', 'c'), places.at('arrets', 'a')], ['b', undefined, undefined]);
  assert.equal(asked, 1);
  assert.ok(Math.abs(metres([3, 46], [3, 47]) - 111195) < 1 && Math.abs(metres([3, 60], [4, 60]) - 55597) < 1);
});

/// A server that answers part by part, when it is told to.
function slowServer() {
  const asked = [];
  return {
    asked,
    async *answer(scenario, signal) {
      const own = { scenario, parts: [], next: null, ended: false };
      asked.push(own);
      const wait = () => new Promise((resolve, reject) => {
        own.next = resolve;
        signal.addEventListener('abort', () => reject(Object.assign(new Error('aborted'), { name: 'AbortError' })));
      });
      while (!own.ended || own.parts.length > 0) {
        if (own.parts.length === 0) await wait();
        else yield own.parts.shift();
      }
    },
    tell(at, part) {
      const own = asked[at];
      if (part) own.parts.push(part);
      else own.ended = true;
      own.next?.();
    },
  };
}
const turn = () => new Promise((resolve) => { setTimeout(resolve, 5); });

test('what was asked before is not answered any more; what ends in the middle is told as refused', async () => {
  const server = slowServer();
  const told = [];
  const question = new Question(server, () => told.push(Object.keys(question.result ?? {})));
  const first = question.ask({ nom: 'a' });
  await turn();
  server.tell(0, { etape: 'pose' });
  await turn();
  assert.deepEqual(question.result, { pose: { etape: 'pose' } });
  const second = question.ask({ nom: 'b' });
  assert.equal(await first, false);
  assert.deepEqual(question.result, {});
  await turn();
  server.tell(1, { etape: 'marche' });
  server.tell(1);
  assert.equal(await second, true);
  assert.ok(question.result.erreur && !question.runs);
  assert.equal(await question.ask(undefined), false);
  assert.equal(question.result, undefined);
  assert.deepEqual(told, [[], ['pose'], [], ['marche'], ['erreur'], []]);
});

const t = translator('fr');
const perimeters = (lines) => ({ colonnes: ['code', 'nom_qp', 'gagnants_1_marche', 'gagnants_5_marche', 'gagnants_10_marche', 'indice_avant', 'indice_apres', 'indice_ecart', 'rang_avant', 'rang_apres'], lignes: lines });
const answered = (lines, five) => ({ marche: { gagnants: { marche: { 1: 10, 5: five, 10: 0 } } }, indice: { gagnants: { marche: { 1: 10, 5: five, 10: 0 }, tc: { 1: 30, 5: 20, 10: 1 } }, tables: { scenario_perimetres: perimeters(lines), scenario_carreaux: { colonnes: ['gain_max_tc', 'id'], lignes: [[3, 'c1'], [null, 'c2']] } } } });

test('two scenarios stand side by side: what is not computed yet is not told as unchanged, what failed says so', () => {
  const one = answered([['Q1', 'Est', 20, 10, 0, 60, 50, 10, 1, 2], ['Q2', 'Ouest', 0, 0, 0, 40, 40, 0, 2, 1]], 10);
  const other = answered([['Q1', 'Est', 0, 0, 0, 60, 60, 0, 1, 1], ['Q2', 'Ouest', 5, 0, 0, 40, 38, 2, 2, 2]], 0);
  const lines = sideBySide([one, other], { language: 'fr', t, mode: 'marche' });
  assert.deepEqual(lines.slice(-2), [['Indice, Est', '60 → 50', 'sans changement'], ['Indice, Ouest', 'sans changement', '40 → 38']]);
  assert.deepEqual(lines[1].slice(1), ['10', '0']);
  const half = sideBySide([one, {}], { language: 'fr', t, mode: 'marche' });
  assert.deepEqual(half.map((line) => line[2]), [undefined, undefined, undefined, undefined]);
  assert.ok(sideBySide([one, { erreur: { trouve: 'x' } }], { language: 'fr', t, mode: 'marche' }).every((line) => line[2] === 'non calculé'));
});

test('the table that is taken away has the territory and every quarter; what is not computed is empty', () => {
  const table = drawnTable(answered([['Q1', 'Est', 20, 10, 0, 60, 50, 10, 1, 2]], 10), 'Passerelle', 'marche', t);
  assert.deepEqual(table.lines, [['', 'Tout le territoire', 10, 10, 0, null, null, null, null], ['Q1', 'Est', 20, 10, 0, 60, 1, 50, 2]]);
  for (const line of table.lines) assert.equal(line.length, table.heads.length);
  assert.deepEqual(drawnTable({}, 'x', 'marche', t).lines, [['', 'Tout le territoire', undefined, undefined, undefined, null, null, null, null]]);
});

test('gains are told by the mode that is asked for, once they are known', () => {
  const answer = answered([['Q1', 'Est', 20, 10, 0, 60, 50, 10, 1, 2]], 10);
  assert.equal(gainersBy(answer, 'tc')[5], 20);
  assert.equal(gainersBy({ marche: answer.marche }, 'tc'), undefined);
  assert.equal(gainersBy({ marche: answer.marche }, 'marche')[5], 10);
  assert.deepEqual(cellGains(answer, 'tc'), [['c1', 3], ['c2', null]]);
  assert.deepEqual([cellGains(answer, 'velo'), cellGains({}, 'marche'), cellGains(undefined, 'tc')], [[], [], []]);
});

test('a quarter has its own rows of every table that tells of quarters', () => {
  const tables = { a: { colonnes: ['x', 'code'], lignes: [[1, 'Q1'], [2, 'Q2']] }, b: { colonnes: ['id'], lignes: [[1]] } };
  assert.deepEqual(ofQuarter(tables, 'Q2'), { a: { colonnes: ['x', 'code'], lignes: [[2, 'Q2']] } });
});
