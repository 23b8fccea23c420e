// SPDX-License-Identifier: Apache-2.0
// The switch between the territory as it is, as a scenario makes it and what changes; what the scenario says of quarters. Run by modules.test.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import { cells } from './paper-dom.mjs';
import { gap, quantity } from '../../../styles/viewer/src/numbers.js';
import { gainers, scenarioPanel, scenarioPortrait, sibling, through, views } from '../../../styles/viewer/src/scenario.js';
import { translator } from '../../../styles/viewer/src/texts.js';

const language = 'fr';
const t = translator(language);
const people = (value) => quantity(value, 'habitants', language, true);
const table = (lines) => ({ colonnes: Object.keys(lines[0] ?? {}), lignes: lines.map((line) => Object.values(line)) });

const times = ['college_marche', 'college_tc', 'max_marche'];
const inView = (time) => ({ avant: `carreaux.t_${time}`, apres: `scenario_carreaux.apres_${time}`, ecart: `scenario_carreaux.gain_${time}` });
const ids = [...times.flatMap((time) => Object.values(inView(time))), 'scenario_carreaux.indice_apres', 'scenario_carreaux.indice_ecart', 'carreaux.indice', 'perimetres.indice_enclavement'];
const measures = ids.map((id) => ({ id }));

test('a measure of time has its like in every view, and comes back from it', () => {
  for (const time of times)
    for (const from of views)
      for (const to of views) {
        const there = sibling(inView(time)[from], to, measures);
        assert.equal(there, inView(time)[to]);
        assert.equal(sibling(there, from, measures), inView(time)[from]);
      }
});

test('the index has its like with the scenario and in what changes; what a scenario does not alter is only seen today', () => {
  for (const from of ['apres', 'ecart']) {
    assert.equal(sibling(`scenario_carreaux.indice_${from}`, 'apres', measures), 'scenario_carreaux.indice_apres');
    assert.equal(sibling(`scenario_carreaux.indice_${from}`, 'ecart', measures), 'scenario_carreaux.indice_ecart');
    assert.equal(sibling(`scenario_carreaux.indice_${from}`, 'avant', measures), undefined);
  }
  for (const id of ['carreaux.indice', 'perimetres.indice_enclavement']) {
    assert.equal(sibling(id, 'avant', measures), id);
    for (const view of ['apres', 'ecart']) assert.equal(sibling(id, view, measures), undefined);
  }
});

test('no measure is named that the map does not have', () => {
  for (const id of [...ids, undefined, null, 'autre'])
    for (const view of views) {
      for (const without of ids) {
        const found = sibling(id, view, measures.filter((one) => one.id !== without));
        assert.notEqual(found, without);
        assert.ok(found === undefined || ids.includes(found));
      }
      assert.equal(sibling(id, view, []), undefined);
    }
});

const territory = {
  portrait: { intitules: { comp_desserte: { fr: 'Desserte' } } },
  nom: 'Essai',
  couches: [{ couche: 'carreaux' }, { couche: 'coupures' }, { couche: 'roses', classes: [{ jusqua: 1.5, couleur: '#111111' }, { jusqua: null, couleur: '#222222' }] }, { couche: 'perimetres' }],
  colonnes: { perimetres: { comp_desserte: { fr: 'Desserte, composante' } }, carreaux: {} },
  mesures: [{ id: 'carreaux.indice' }],
  defaut: 'carreaux.indice',
  mots: { pharmacie: { fr: 'Pharmacie' }, college: { fr: 'Collège' } },
};
const own = {
  nom: 'passerelle',
  titre: 'Passerelle',
  description: 'Au-dessus des voies',
  couches: [{ couche: 'scenario_carreaux' }, { couche: 'scenario_roses', classes: [] }],
  colonnes: { scenario_carreaux: { gain_max_marche: {} } },
  mesures: ['apres_college_marche', 'indice_apres', 'gain_max_marche', 'gain_college_marche', 'indice_ecart'].map((name) => ({ id: `scenario_carreaux.${name}` })),
};

test('today, and without a scenario, the territory is the edition itself', () => {
  assert.equal(through(territory, own, 'avant'), territory);
  for (const view of [...views, undefined]) assert.equal(through(territory, null, view), territory);
});

test('with a scenario the cells and roses are its own, the other layers stay, each measure is in one view', () => {
  const seen = Object.fromEntries(['apres', 'ecart'].map((view) => [view, through(territory, own, view)]));
  for (const [view, one] of Object.entries(seen)) {
    assert.deepEqual(one.couches.map((layer) => layer.couche), ['coupures', 'perimetres', 'scenario_carreaux', 'scenario_roses']);
    assert.deepEqual(one.colonnes, { ...territory.colonnes, ...own.colonnes });
    assert.equal(one.nom, territory.nom);
    assert.ok(one.mesures.some((measure) => measure.id === one.defaut), view);
  }
  assert.deepEqual(seen.apres.mesures.map((one) => one.id), ['scenario_carreaux.apres_college_marche', 'scenario_carreaux.indice_apres']);
  assert.deepEqual(seen.ecart.mesures.map((one) => one.id), ['scenario_carreaux.gain_max_marche', 'scenario_carreaux.gain_college_marche', 'scenario_carreaux.indice_ecart']);
  assert.equal(territory.couches.length, 4);
});

const list = [{ nom: 'passerelle', titre: 'Passerelle', a_jour: true }, { nom: 'tram', titre: 'Tramway', a_jour: false }, { nom: 'pont', titre: 'Pont', a_jour: true }];

test('every scenario is offered, one that is out of date cannot be chosen and says so, the one shown is selected', () => {
  for (const chosen of [undefined, ...list.filter((one) => one.a_jour)]) {
    const panel = scenarioPanel({ list, scenario: chosen && { ...own, ...chosen }, view: 'ecart', t, onchoose() {}, onview() {} });
    const options = panel.tagged('option');
    assert.deepEqual(options.map((one) => one.attributes.value), ['', 'passerelle', 'tram', 'pont']);
    assert.deepEqual(options.map((one) => 'disabled' in one.attributes), [false, false, true, false]);
    assert.deepEqual(options.filter((one) => 'selected' in one.attributes).map((one) => one.attributes.value), chosen ? [chosen.nom] : []);
    assert.deepEqual(options.map((one) => one.text), [t('sans_scenario'), 'Passerelle', `Tramway (${t('a_refaire')})`, 'Pont']);
    assert.equal(panel.having('role', 'alert').length, 0);
  }
});

test('the views are offered once a scenario is shown, the one that is seen is checked, a choice is told by its name', () => {
  const told = [];
  const common = { list, t, onchoose: (name) => told.push(name), onview: (view) => told.push(view) };
  assert.equal(scenarioPanel({ ...common, scenario: null }).tagged('input').length, 0);
  for (const view of views) {
    const panel = scenarioPanel({ ...common, scenario: own, view });
    const buttons = panel.tagged('input');
    assert.deepEqual(buttons.map((one) => one.attributes.value), ['avant', 'apres', 'ecart']);
    assert.deepEqual(buttons.filter((one) => 'checked' in one.attributes).map((one) => one.attributes.value), [view]);
    assert.deepEqual(panel.tagged('label').slice(1).map((one) => one.text.trim()), views.map((one) => t(`vue_${one}`)));
    assert.ok(panel.text.includes('Au-dessus des voies'));
    buttons.forEach((one) => one.listeners.change());
    panel.tagged('select')[0].listeners.change({ target: { value: `choix ${view}` } });
    assert.deepEqual(told.splice(0), [...views, `choix ${view}`]);
  }
  assert.equal(scenarioPanel({ ...common, scenario: { ...own, description: '' }, view: 'apres' }).having('class', 'aide').length, 0);
});

test('a link to a scenario that is out of date, or is not there, says which; without scenarios there is no choice', () => {
  const common = { scenario: null, t, onchoose() {}, onview() {} };
  assert.equal(scenarioPanel({ ...common, list: [] }), null);
  const alert = (given) => scenarioPanel({ ...common, ...given }).having('role', 'alert').map((one) => one.text);
  assert.deepEqual(alert({ list, stale: 'tram' }), [t('scenario_perime', 'tram')]);
  assert.deepEqual(alert({ list, stale: 'tunnel' }), [t('scenario_absent', 'tunnel')]);
  assert.deepEqual(alert({ list: [], stale: 'tunnel' }), [t('scenario_absent', 'tunnel')]);
});

/// Numbers that differ in every cell: a column or mode taken for another shows.
const modes = ['marche', 'velo', 'tc', 'voiture'];
const gain = (base) => Object.fromEntries(modes.flatMap((mode, m) => [1, 5, 10].map((minutes, i) => [`gagnants_${minutes}_${mode}`, base + 100 * m - 10 * i])));
const nobody = Object.fromEntries(Object.keys(gain(0)).map((name) => [name, 0]));

test('those who gain are told quarter by quarter, most walkers first, and nobody else', () => {
  const quarters = [
    { code: 'A', nom_qp: 'Peu', indice_ecart: -0.6, ...gain(500) },
    { code: 'B', nom_qp: 'Rien', indice_ecart: 0, ...nobody },
    { code: 'C', nom_qp: 'Beaucoup', indice_ecart: 1.26, ...gain(900) },
    { code: 'D', nom_qp: 'À vélo', indice_ecart: 0.4, ...nobody, gagnants_1_velo: 3 },
    { code: 'E', nom_qp: 'Sans rues à pied', indice_ecart: null, ...nobody, gagnants_1_marche: null, gagnants_1_voiture: 1 },
  ];
  const picked = [];
  const told = gainers({ perimetres: table(quarters) }, { language, t, onpick: (code) => picked.push(code) });
  const [heads, ...lines] = cells(told);
  assert.deepEqual(heads, [t('portrait'), t('au_moins', 1), t('au_moins', 5), t('au_moins', 10), t('indice')]);
  assert.deepEqual(lines, [
    ['Beaucoup', '900', '890', '880', gap(1.26, 'points', language)],
    ['Peu', '500', '490', '480', gap(-0.6, 'points', language)],
    // Less than half a point of index is told as nothing.
    ['À vélo', '0', '0', '0', ''],
    ['Sans rues à pied', '', '0', '0', ''],
  ]);
  told.tagged('button').forEach((one) => one.listeners.click());
  assert.deepEqual(picked, ['C', 'A', 'D', 'E']);
  for (const none of [[], [quarters[1]]])
    assert.ok(gainers({ perimetres: table(none) }, { language, t, onpick() {} }).text.includes(t('personne')));
});

const quarter = { code: 'QN1', habitants: 4321, motif: '', indice_avant: 64.6, indice_apres: 61.2, indice_ecart: -3.4, rang_avant: 1, rang_apres: 2, ecart_desserte: -2.5, ecart_coupures: 0.05, ecart_permeabilite: 0.049, ecart_eloignement: null, ...gain(700) };
const context = { territory, language, t };
const portrait = (data = {}, scenario = {}) =>
  scenarioPortrait({ scenario_perimetres: table([{ ...quarter, ...data.quarter }]), scenario_roses: data.roses && table(data.roses), scenario_acces: data.access && table(data.access) }, { ...own, ...scenario }, context);
const figure = (page, name) => page.having('data-chiffre', name).map((one) => one.text);

test('a quarter is told who gains by each mode it knows, out of whom, and how its index and rank move', () => {
  assert.equal(scenarioPortrait({ scenario_perimetres: table([]) }, own, context), null);
  const page = portrait();
  for (const mode of modes) for (const minutes of [1, 5, 10]) assert.deepEqual(figure(page, `gagnants_${minutes}_${mode}`), [people(quarter[`gagnants_${minutes}_${mode}`])], `${minutes} ${mode}`);
  assert.deepEqual(cells(page).slice(1, 5).map(([mode]) => mode), modes.map((mode) => t(mode)));
  assert.ok(page.text.includes(t('sur_habitants', people(4321))));
  assert.deepEqual(figure(page, 'indice_avant'), [quantity(64.6, 'points', language, true)]);
  assert.deepEqual(figure(page, 'indice_apres'), [quantity(61.2, 'points', language, true)]);
  assert.ok(page.text.includes(` (${gap(-3.4, 'points', language)}) · ${t('rang_de_a', 1, 2)}`));
  // A component that two digits would show as unmoved is left out.
  assert.deepEqual(page.having('data-chiffre').map((one) => one.attributes['data-chiffre']).filter((name) => name.startsWith('ecart_')), ['ecart_desserte', 'ecart_coupures']);
  assert.deepEqual(figure(page, 'ecart_desserte'), [gap(-2.5, 'points', language)]);
  assert.ok(page.text.includes('Desserte'));
  const bars = page.having('class', 'barre').map((one) => one.tagged('rect').at(-1).attributes);
  assert.deepEqual(bars.map((one) => [one.width, one.fill]), [['12.5', '#5583b8'], ['0.25', '#c9711f']]);

  const bare = portrait({ quarter: { rang_avant: null, indice_ecart: null, indice_avant: null, motif: 'secret', ecart_desserte: 0, ecart_coupures: 0, gagnants_1_velo: undefined } });
  assert.ok(!bare.text.includes(t('rang_de_a', 1, 2).slice(0, 6)));
  assert.deepEqual(figure(bare, 'indice_avant'), ['secret']);
  assert.ok(bare.text.includes(t('aucune_composante')));
  assert.deepEqual(figure(bare, 'gagnants_5_velo'), []);
});

const sector = (secteur, given) => ({ secteur, direction: 'nord', detour_avant: 2, detour_apres: 2, detour_ecart: 0, ferme_avant: false, ferme_apres: false, devient: null, coupure_avant: null, ...given });

test('the petals that move are told, from what to what, and whether they open or close', () => {
  const roses = [
    sector(0, {}),
    sector(1, { direction: 'est', detour_apres: 1.95, detour_ecart: -0.05 }),
    sector(2, { detour_apres: 1.951, detour_ecart: -0.049 }),
    sector(3, { direction: 'sud', detour_avant: null, ferme_avant: true, detour_apres: 1.2, detour_ecart: null, devient: 'ouvert', coupure_avant: 'Ligne de Lisse' }),
    sector(4, { direction: 'ouest', detour_apres: null, ferme_apres: true, detour_ecart: null, devient: 'ferme' }),
  ];
  const page = portrait({ roses });
  const told = page.having('data-secteur');
  assert.deepEqual(told.map((one) => one.attributes['data-secteur']), ['1', '3', '4']);
  assert.deepEqual(told.map((one) => one.text), [
    t('de_lui', 'est', '2 → 1,95'),
    `${t('de_lui', 'sud', `${t('ferme')} → 1,2`)} ${t('s_ouvre')} (Ligne de Lisse)`,
    `${t('de_lui', 'ouest', `2 → ${t('ferme')}`)} ${t('se_ferme')}`,
  ]);
  // Two drawings of all five sectors: closed ones reach the rim in the last colour of the class list of the edition.
  const drawings = page.having('class', 'rose');
  assert.deepEqual(drawings.map((one) => one.attributes['aria-label']), ['avant', 'apres'].map((when) => `${t('rose')}, ${t(`vue_${when}`)}`));
  assert.deepEqual(drawings.map((one) => one.tagged('path').map((path) => path.text)), ['avant', 'apres'].map((when) => roses.map((one) => t('de_lui', one.direction, quantity(one[`detour_${when}`], '', language) ?? ''))));
  assert.deepEqual(drawings[1].tagged('path').map((path) => path.attributes.fill), ['#222222', '#222222', '#222222', '#111111', '#222222']);
  const still = portrait({ roses: [sector(0, {})] });
  assert.ok(still.text.includes(t('rose_immobile')));
  assert.equal(still.having('class', 'rose').length, 0);
});

test('the eight places that most residents reach sooner on foot or by transit are told, most first', () => {
  const line = (lieu, mode, one, five, given = {}) => ({ lieu, libelle: `Lieu ${lieu}`, mode, mediane_avant: 20 + one, mediane_apres: 10 + one, gagnants_1: one, gagnants_5: five, motif: '', ...given });
  const access = [
    line('a', 'marche', 5, 1), line('b', 'tc', 9, 1), line('c', 'velo', 99, 99), line('d', 'marche', 0, 0), line('pharmacie', 'marche', 7, 6),
    line('e', 'voiture', 99, 99), line('g', 'tc', 3, 3), line('h', 'tc', 4, 4), line('i', 'tc', 5, 5), line('j', 'marche', 2, 2), line('k', 'marche', 1, 0, { mediane_apres: null, motif: 'non desservi' }), line('l', 'marche', 1, 0),
    line('mairie_commune', 'marche', 8, 7),
  ];
  const page = portrait({ access });
  const lines = cells(page).slice(-8);
  const minutes = (value) => quantity(value, 'min', language);
  const expected = [['mairie_commune', 8, 7], ['pharmacie', 7, 6], ['i', 5, 5], ['h', 4, 4], ['g', 3, 3], ['j', 2, 2], ['b', 9, 1], ['a', 5, 1]];
  assert.deepEqual(
    lines.map((cell) => cell.slice(1)),
    expected.map(([, one, five]) => [minutes(20 + one), minutes(10 + one), String(one), String(five)]),
  );
  assert.deepEqual(lines.slice(0, 3).map(([name]) => name), [`${t('mairie_commune')}, ${t('marche')}`, `Pharmacie, ${t('marche')}`, `Lieu i, ${t('tc')}`]);
  assert.ok(!portrait({ access: [access[2], access[3]] }).text.includes(t('lieux_gagnants')));
  assert.ok(cells(portrait({ access: [access[10]] })).at(-1).includes('non desservi'));
});

test('a facility enters or leaves the lived quarter of its own quarters only', () => {
  const facilities = [
    { nom: 'Collège n° 1', categorie: 'college', libelle: 'Collège', entre_dans: 'QN12, QN1', sort_de: null },
    { nom: '', categorie: 'pharmacie', libelle: 'x', entre_dans: null, sort_de: 'QN1' },
    { nom: 'Loin', categorie: 'college', libelle: 'Collège', entre_dans: 'QN12', sort_de: 'QN11' },
  ];
  const told = portrait({}, { equipements: table(facilities) }).tagged('li').slice(-2).map((one) => one.text);
  assert.deepEqual(told, [t('de_lui', 'Collège n° 1', t('entre')), t('de_lui', 'Pharmacie', t('sort'))]);
  assert.ok(!portrait({}, { equipements: table([facilities[2]]) }).text.includes(t('vecu_change')));
});
