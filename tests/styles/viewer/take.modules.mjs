// SPDX-License-Identifier: Apache-2.0
// What is taken from the web map: legend, scale, table, code. Imported by modules.test.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import './paper-dom.mjs';
import { askedQuarter, isEmbedded } from '../../../styles/viewer/src/embed.js';
import { legendOf, pictureOf, scaleBar, wrapped } from '../../../styles/viewer/src/picture.js';
import { embedCode, fileName } from '../../../styles/viewer/src/take-dialog.js';
import { translator } from '../../../styles/viewer/src/texts.js';
import { csvText, viewTable } from '../../../styles/viewer/src/view-table.js';

const t = translator('fr');
const both = (fr) => ({ fr, en: fr });
const area = (label, couleur) => ({ libelle: both(label), valeur: null, couleur, opacite: 1, contour: '#ffffff', epaisseur_px: 1, trait: 'plein' });
const layer = (couche, titre, classes, more = {}) => ({ couche, table: couche, titre: both(titre), groupe: 'g', geometrie: 'polygone', colonne: 'indice', zoom_min: 0, infobulle: ['id'], legende: true, vide: false, classes, ...more });
const territory = {
  nom: 'Val',
  communes: { 99001: 'Lisse' },
  couches: [
    layer('fond_eau', 'Eau', [area('eau', '#0000ff')], { groupe: 'fond' }),
    layer('carreaux', 'Indice', [area('bas', '#111111'), area('moyen', '#222222'), area('haut', '#333333')]),
    layer('perimetres', 'Périmètres', [area('prioritaire', '#c4006a')], { infobulle: ['nom_qp'] }),
    layer('arrets', 'Arrêts', [area('arrêt', '#444444')], { zoom_min: 13, geometrie: 'point' }),
  ],
  colonnes: { perimetres: { code: both('Code'), nom_qp: both('Nom'), population: { ...both('Population'), unite: 'habitants' } }, carreaux: { id: both('Carreau'), part: { ...both('Part'), unite: '0–1' } } },
  quartiers: [
    { code: 'QN1', nom_qp: '=Épine', communes: '99001', genre: 'quartier_prioritaire', statut: 'officiel', population: 1204, indice_enclavement: 61.25 },
    { code: 'QN2', nom_qp: 'Rive; "neuve"', communes: '99009', genre: 'veille_active', statut: 'local', population: null, indice_enclavement: null },
  ],
  sources: { colonnes: ['id', 'titre', 'producteur'], lignes: [['rp', 'Recensement', 'INSEE']] },
};

test('the legend of a picture is that of what is drawn: the ground first, no base map, nothing that the zoom hides', () => {
  const shown = territory.couches.map((one) => one.couche);
  const titles = (zoom) => legendOf({ territory, shown, zoom, language: 'fr', t }).map((block) => block.title ?? block.classes[0].label);
  assert.deepEqual(titles(11), ['Indice', 'Périmètres']);
  assert.deepEqual(titles(14), ['Indice', 'Arrêts', 'Périmètres']);
  const measure = { couche: 'carreaux', colonne: 'part', titre: both('Part'), unite: '0–1', bornes: [0.5], couleurs: ['#aaaaaa', '#bbbbbb'], minimum: 0, source: 'rp', millesime: 2021 };
  const [first, ...others] = legendOf({ territory, shown, measure, zoom: 11, language: 'fr', t });
  assert.equal(first.title, 'Part, %');
  assert.equal(first.note, 'INSEE, 2021');
  assert.deepEqual(first.classes.map((one) => one.symbol.couleur), ['#aaaaaa', '#bbbbbb', 'none']);
  assert.ok(others.every((block) => block.title !== 'Indice'), 'what a measure has coloured has the legend of the measure');
});

test('a scale bar is the longest round length that fits', () => {
  // 10 m a pixel over 160 pixels: 1,600 m, so 1,000 m on 100 pixels.
  assert.deepEqual(scaleBar(10, 160, 'fr'), { metres: 1000, pixels: 100, label: '1 km' });
  assert.equal(scaleBar(3.2, 160, 'fr').label, '500 m');
  for (let metres = 0.1; metres < 5000; metres *= 1.37) {
    const { pixels, metres: length } = scaleBar(metres, 160, 'fr');
    assert.ok(pixels <= 160 && pixels > 160 / 2.6, `${metres}: ${pixels}`);
    assert.match(String(Math.round(length * 1000)), /^[125]0*$/);
  }
});

test('a picture says title, territory, legend, scale, sources and date, and lies around the map', () => {
  const measure = (text, size) => text.length * size * 0.6;
  const legend = legendOf({ territory, shown: ['carreaux', 'perimetres'], zoom: 11, language: 'fr', t });
  for (const width of [900, 360]) {
    const picture = pictureOf({ map: { url: 'data:,', width, height: 400 }, title: 'Un titre', subtitle: 'Val', legend, scale: scaleBar(10, 160, 'fr'), sources: 'Sources : INSEE', date: 'image du 1er mai', measure });
    for (const told of ['Un titre', 'Val', 'Indice', 'moyen', '1 km', 'Sources : INSEE', 'image du 1er mai']) assert.ok(picture.text.includes(told), told);
    const [map] = picture.tagged('image');
    assert.ok(Number(map.attributes.x) + width <= Number(picture.attributes.width));
    for (const text of picture.tagged('text')) assert.ok(Number(text.attributes.y) < Number(picture.attributes.height));
    assert.ok(picture.tagged('rect').some((one) => one.attributes.fill === '#333333'));
  }
  assert.deepEqual(wrapped('un deux trois', 8, (text) => text.length), ['un deux', 'trois']);
  assert.deepEqual(wrapped('anticonstitutionnellement', 8, (text) => text.length), ['anticonstitutionnellement']);
});

test('the table has a line for each quarter in view, with the measure or why it is missing', () => {
  const measure = { couche: 'perimetres', colonne: 'taux', titre: both('Taux'), unite: '%', cle: 'code', source: 'rp', millesime: 2021 };
  const features = [{ code: 'QN2' }, { code: 'QN1' }, { code: 'QN1' }];
  const table = viewTable({ territory, measure, values: { QN1: 12.5 }, reasons: { QN2: 'secret' }, features, language: 'fr', t });
  assert.deepEqual(table.heads.slice(-3), ['Taux (%)', 'Motif si absent', 'Source']);
  assert.deepEqual(table.lines.map((line) => line.slice(-3)), [[12.5, '', 'INSEE, 2021'], [undefined, 'secret', 'INSEE, 2021']]);
  assert.equal(viewTable({ territory, features: [{ code: 'QN2' }], language: 'fr', t }).lines.length, 1);
  const cells = viewTable({ territory, measure: { ...measure, couche: 'carreaux', colonne: 'part', cle: 'id', unite: '0–1' }, features: [{ id: 'a', part: 0.07 }, { id: 'a', part: 0.07 }, { id: 'b' }], language: 'fr', t });
  assert.deepEqual(cells.heads, ['Carreau', 'Taux (%)', 'Motif si absent', 'Source']);
  assert.deepEqual(cells.lines.map((line) => line.slice(0, 3)), [['a', 7, ''], ['b', undefined, 'non disponible']]);
});

test('a file of the table opens in a spreadsheet of its language, and computes nothing', () => {
  const table = viewTable({ territory, features: [{ code: 'QN1' }, { code: 'QN2' }], language: 'fr', t });
  assert.equal(csvText(table, 'fr'), "\ufeffCode;Nom;Communes;Genre;Statut du contour;Population (habitants);indice_enclavement\r\n"
    + "QN1;'=Épine;Lisse;Quartier prioritaire;officiel;1204;61,25\r\n"
    + 'QN2;"Rive; ""neuve""";99009;Veille active;local;;\r\n');
  assert.equal(csvText({ heads: ['a', 'b'], lines: [[0.5, 'x,y'], [1e-7, -3]] }, 'en'), '\ufeffa,b\r\n0.5,"x,y"\r\n0.0000001,-3\r\n');
});

test('the code for another page holds the view and no HTML of a name', () => {
  const code = embedCode('https://ville.fr/carte/#q=QN1&m=x', '"><script>');
  assert.ok(code.includes('src="https://ville.fr/carte/?integre=1#q=QN1&amp;m=x"'));
  assert.ok(!code.includes('<script'));
  assert.equal(fileName('Val-de-Lisse', 'Taux (%) ; été'), 'val-de-lisse-taux-ete');
});

test('of messages of the page around, only those that choose a quarter are heard', () => {
  assert.deepEqual(askedQuarter({ lisiere: { quartier: 'QN1' } }), { quarter: 'QN1' });
  assert.deepEqual(askedQuarter({ lisiere: { quartier: null } }), { quarter: undefined });
  for (const other of [null, 'QN1', 3, {}, { lisiere: null }, { lisiere: 'QN1' }, { lisiere: {} }, { lisiere: { quartier: 7 } }, { lisiere: { quartier: {} } }]) assert.equal(askedQuarter(other), null);
  assert.equal(isEmbedded({ search: '?integre=1' }), true);
  assert.equal(isEmbedded({ search: '' }), false);
});
