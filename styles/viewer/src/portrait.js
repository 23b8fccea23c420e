// SPDX-License-Identifier: Apache-2.0
// What is known of one quarter, read from donnees/quartiers/<code>.json: the rows of the GeoPackage.
import { bar, rose } from './charts.js';
import { element } from './dom.js';
import { gap, headText, indicatorGap, indicatorText, quantity, unitText } from './numbers.js';
import { rows } from './rows.js';
import { communesOf } from './search.js';
import { directionText, reasonText, textOr } from './texts.js';

const indexColour = '#b0443a';

/// A value with its unit, or why there is none.
export function shown(value, unit, language, reason) {
  return quantity(value, unit, language) ?? element('span', { class: 'absent' }, reasonText(reason, language));
}

/// "partie couverte, 5 %" of a quarter that is cut; "" of a whole one. A part is never rounded to the whole nor to nothing.
export function covered(quarter, { language, t }) {
  const share = quarter.part_couverte;
  if (typeof share !== 'number' || share >= 1) return '';
  const percent = Math.min(99.9, Math.max(0.1, 100 * share));
  const digits = percent >= 1 && percent < 99 ? 0 : 1;
  const text = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fr-FR', { maximumFractionDigits: digits }).format(percent);
  return t('partie_couverte', text);
}

/// The same in brackets, to follow a name or a figure.
export function coveredSuffix(quarter, context) {
  const words = covered(quarter, context);
  return words && ` (${words})`;
}

/// A rank is measured to the others: how many of those that have one are a part of themselves. "" where all are whole.
export function rankCaution(quarter, quarters, t) {
  const cut = quarters.filter((one) => one.code !== quarter.code && one.indice_enclavement !== null && typeof one.part_couverte === 'number' && one.part_couverte < 1).length;
  return cut > 0 ? ` ; ${t('rang_coupes', cut)}` : '';
}

/// `context`: {territory, language, t}. What is told, where and under which words: `territory.portrait`, of styles/portrait.toml.
export function portrait(data, { territory, language, t }) {
  const quarter = rows(data.perimetres)[0];
  // Of a quarter that is cut every section says so: it may be all that is seen, or printed.
  const context = { territory, language, t, part: coveredSuffix(quarter, { language, t }) };
  return [
    identity(quarter, context),
    heads(quarter, context),
    ...territory.portrait.sections.map((one) => toldSection(one, data, context)),
  ];
}

/// A section with what there is in it; null where there is nothing.
function toldSection({ id, titre, couches }, data, context) {
  const told = couches.map((layer) => [layer, drawings[layer.dessin](rows(data[layer.couche]).filter((line) => !layer.si || line[layer.si]), layer, context)]).filter(([, drawing]) => drawing);
  const { language, part } = context;
  if (told.length === 0) return null;
  const first = id === 'indicateurs' && headlines(rows(data.indicateurs), context);
  return section(
    titre[language] + (id === 'indicateurs' ? '' : part),
    first,
    told.map(([layer, drawing]) => [
      element('h4', {}, layer.titre[language]),
      drawing,
      layer.aide && element('p', { class: 'aide' }, filled(layer.aide[language], rowsOf(layer, data))),
    ]),
  );
}

/// How many lines are shown of how many.
function rowsOf(layer, data) {
  const all = rows(data[layer.couche]).length;
  return { montrees: layer.lignes ? Math.min(layer.lignes, all) : all, toutes: all };
}

/// "{montrees} of {toutes}" with these numbers.
const filled = (text, numbers) => text.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);

/// The name of a column: the short one of the portrait, else the heading of the tables.
export function columnName(territory, layer, column, language) {
  return territory.portrait.intitules[column]?.[language] ?? territory.colonnes[layer]?.[column]?.[language] ?? column;
}

/// The title under which the portrait tells that layer.
export function layerTitle(territory, layer, language) {
  return territory.portrait.sections.flatMap((one) => one.couches).find((one) => one.couche === layer)?.titre[language] ?? layer;
}

export function section(title, ...content) {
  return element('section', {}, element('h3', {}, title), ...content);
}

/// A table whose first column heads its rows; scrolls by itself when the panel is too narrow.
export function dataTable(caption, heads, lines) {
  return element(
    'div',
    { class: 'defile', tabindex: 0, role: 'group', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', { class: 'invisible' }, caption),
      element('thead', {}, element('tr', {}, heads.map((head) => (head ? element('th', { scope: 'col' }, head) : element('td', {}))))),
      element(
        'tbody',
        {},
        lines.map(([head, ...cells]) =>
          element('tr', {}, element('th', { scope: 'row' }, head), cells.map((cell) => element('td', {}, cell ?? ''))),
        ),
      ),
    ),
  );
}

function identity(quarter, { territory, t, part }) {
  const people = rows(territory.sources).find((source) => source.id === quarter.source);
  return element(
    'section',
    { class: 'identite' },
    element(
      'p',
      {},
      element('span', { class: `genre ${quarter.genre}` }, t(quarter.genre)),
      ' ',
      element('span', { class: 'statut' }, t('de_lui', t('statut'), t(quarter.statut)), part),
    ),
    element(
      'dl',
      {},
      element('dt', {}, t('code')),
      element('dd', {}, quarter.code),
      element('dt', {}, t('communes')),
      element('dd', {}, communesOf(quarter, territory.communes)),
      quarter.secteur && [element('dt', {}, t('secteur')), element('dd', { 'data-chiffre': 'secteur' }, quarter.secteur)],
      people && [element('dt', {}, t('source')), element('dd', {}, [people.titre, people.millesime].filter(Boolean).join(', '))],
    ),
    // What is known to be wrong with the method of the population, as the tables say it.
    quarter.population_reserve && element('p', { class: 'aide', lang: 'fr' }, t('de_lui', columnName(territory, 'perimetres', 'population'), quarter.population_reserve)),
    quarter.surface_ha === null && element('p', { class: 'absent' }, t('sans_contour')),
  );
}

/// The figures that are seen first, each with its range and what it is worth.
function heads(quarter, context) {
  const { territory, language, part } = context;
  return element(
    'ul',
    { class: 'tete' },
    territory.portrait.tete.map((head) => {
      const value = (column) => headText(quarter[column], head.part, language);
      const text = value(head.colonne);
      const [low, high] = [value(head.bas), value(head.haut)];
      return element(
        'li',
        {},
        element('strong', { 'data-chiffre': head.colonne }, text ?? element('span', { class: 'absent' }, reasonText(quarter.motif, language))),
        ` ${head.texte[language]}`,
        text !== null && low && high ? [' (', element('span', { 'data-chiffre': head.bas }, low), ' – ', element('span', { 'data-chiffre': head.haut }, high), ')'] : '',
        text === null ? '' : caution(head.colonne, quarter, context, part),
      );
    }),
  );
}

/// What a head figure is worth: an estimate, a share of the services that are known, a rank among parts.
function caution(column, quarter, { territory, t }, part) {
  if (column === 'population') {
    const estimated = quarter.population_methode && quarter.population_methode !== 'officiel';
    // What the source publishes is of the whole quarter.
    return estimated ? ` (${t('estime')})${part}` : '';
  }
  if (column === 'rang') return t('sur_combien', territory.quartiers.filter((one) => one.indice_enclavement !== null).length) + rankCaution(quarter, territory.quartiers, t) + part;
  if (column === 'part_panier_15_marche' && typeof quarter.panier_services_connus === 'number') return ` (${t('panier_connus', quarter.panier_services_connus, quarter.panier_services)})${part}`;
  return part;
}

/// Headline indicators beside the commune and what is around, as the report and the printed page tell them.
function headlines(lines, { territory, language }) {
  const { chiffres, comparaison, autour } = territory.portrait;
  const told = chiffres.map((one) => [one, lines.find((line) => line.indicateur === one.indicateur)]).filter(([, line]) => line);
  if (told.length === 0) return null;
  const marks = new Set();
  const cell = (line, name, text, mark = '') => element('span', { 'data-chiffre': `${line.indicateur}.${name}` }, text, mark);
  const body = told.map(([one, line]) => {
    const [place, beside, by] = around(line, territory);
    if (place?.marque) marks.add(place);
    const missing = () => element('span', { class: 'absent' }, reasonText(line.motif, language));
    return [
      one.texte[language],
      cell(line, 'valeur', indicatorText(line.valeur, line.unite, language) ?? missing()),
      cell(line, 'commune', indicatorText(line.valeur_commune, line.unite, language) ?? '–'),
      cell(line, 'autour', indicatorText(beside, line.unite, language) ?? '–', place?.marque),
      cell(line, 'ecart', indicatorGap(by, line.unite, language) ?? '–'),
    ];
  });
  const head = [comparaison.quartier, comparaison.commune, autour[0].texte, comparaison.ecart].map((text) => text[language]);
  return [
    element('h4', {}, comparaison.titre[language]),
    dataTable(comparaison.titre[language], ['', ...head], body),
    autour.filter((place) => marks.has(place)).map((place) => element('p', { class: 'aide' }, `${place.marque} ${place.texte[language]}`)),
  ];
}

/// What an indicator is shown beside: [place, value, gap], the first place of which it has a value.
export function around(line, territory) {
  const place = territory.portrait.autour.find((one) => (line[one.valeur] ?? null) !== null);
  return place ? [place, line[place.valeur], line[place.ecart]] : [];
}

/// The index as a bar, what it says in words, and its components.
function enclosure([quarter], layer, { language, t, territory }) {
  if (!quarter) return null;
  const names = Object.keys(quarter).filter((name) => layer.colonnes.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one)));
  return [
    bar(quarter.indice_enclavement, 100, indexColour, [quarter.indice_bas, quarter.indice_haut]),
    quarter.resume && element('p', { lang: 'fr' }, quarter.resume.replace(/(\d) (?=\d{3}|[%\p{L}]+(?:\/|²|\b))/gu, '$1\u202f')),
    quarter.distribution && element('p', { class: 'aide' }, `${t('compare_a')} `, element('span', { lang: territory.langue }, quarter.distribution)), // as the run wrote it
    element(
      'ul',
      { class: 'composantes' },
      names.map((name) =>
        element(
          'li',
          {},
          element('span', {}, columnName(territory, 'perimetres', name, language)),
          bar(quarter[name], 100, indexColour),
          element('span', { class: 'nombre', 'data-chiffre': name }, headText(quarter[name], false, language) ?? shown(null, '', language)),
        ),
      ),
    ),
  ];
}

function roseDrawing(sectors, layer, { territory, language, t }) {
  if (sectors.length === 0 || sectors.every((sector) => sector.detour === null && !sector.ferme)) return null;
  const colour = roseClasses(territory);
  const named = sectors.map((sector) => {
    const detour = quantity(sector.detour, '', language) ?? reasonText(sector.motif, language);
    return { detour: sector.detour, closed: sector.ferme, title: [t('de_lui', directionText(sector.direction, language), detour), sector.nom_coupure].filter(Boolean).join(', ') };
  });
  const worst = named.filter((sector) => sector.closed || sector.detour !== null).sort((a, b) => (b.closed ? 9 : b.detour) - (a.closed ? 9 : a.detour));
  return rose(named, colour, t('de_lui', layer.titre[language], worst.slice(0, 3).map((sector) => sector.title).join(' ; ')), t('cardinaux'));
}

/// The colour of a sector, as the layer of roses draws it.
export function roseClasses(territory) {
  const classes = (territory.roses ?? territory.couches.find((layer) => layer.couche === 'roses'))?.classes ?? [];
  return (sector) =>
    (sector.closed ? classes.at(-1) : classes.find((one) => one.jusqua === null || sector.detour <= one.jusqua))?.couleur ?? '#9aabb8';
}

/// "au moins 26 148" where the area ends with the streets that were read: it may go on beyond. undefined elsewhere.
export function leastOf(line, { language, t }) {
  if (!line.bord || typeof line.population_atteinte !== 'number') return undefined;
  return t('habitants_au_moins', quantity(line.population_atteinte, 'habitants', language));
}

const modes = ['marche', 'velo', 'tc', 'voiture'];

/// What a column of a line is called on the map: services, periods, places and facilities have their words.
function named(line, column, layer, { territory, language, t }) {
  const value = line[column];
  if (column === 'mode') return t(value);
  if (column === 'service') return word(territory, value, language, line.libelle);
  if (column === 'periode') return `${word(territory, value, language)} (${line.debut}–${line.fin})`;
  if (column === 'libelle') return placeName(t, line.destination, value);
  if (column === 'categorie') return facilityName(line, { territory, language, t });
  if (column === 'classe') return textOr(t, value);
  return quantity(value, unitOf(territory, layer, column), language);
}

const unitOf = (territory, layer, column) => territory.colonnes[layer.couche]?.[column]?.unite ?? '';

/// "a|b": the column that the line has.
const present = (line, column) => column.split('|').find((one) => (line[one] ?? null) !== null);

/// A figure of a line, or why there is none; a count of people that may go on beyond the streets that were read is a least one.
function figure(line, column, layer, context) {
  const { territory, language } = context;
  if (column === 'population_atteinte') return leastOf(line, context) ?? shown(line[column], 'habitants', language);
  return shown(line[column], unitOf(territory, layer, column), language, line.motif);
}

/// One line a value of the first column, one column a value of the second (modes of travel in their order), the third in the cells.
function crossed(lines, layer, context) {
  const [of, across, column] = layer.colonnes;
  const { territory, language } = context;
  const found = [...new Set(lines.map((line) => line[across]))];
  const heads = across === 'mode' ? modes.filter((mode) => found.includes(mode)) : found;
  const kinds = [...new Map(lines.map((line) => [line[of], line])).values()];
  if (kinds.every((line) => typeof line[of] === 'number')) kinds.sort((a, b) => a[of] - b[of]);
  if (kinds.length === 0 || heads.length === 0) return null;
  const cell = (kind, head) => {
    const line = lines.find((one) => one[of] === kind[of] && one[across] === head);
    return line ? figure(line, column, layer, context) : '';
  };
  return dataTable(
    layer.titre[language],
    [columnName(territory, layer.couche, of, language), ...heads.map((head) => named({ [across]: head }, across, layer, context))],
    kinds.map((kind) => [named(kind, of, layer, context), ...heads.map((head) => cell(kind, head))]),
  );
}

/// A line each: the first column names it.
function table(lines, layer, context) {
  const { territory, language } = context;
  if (lines.length === 0) return null;
  const [first, ...others] = layer.colonnes;
  const cell = (line, column) => {
    const unit = unitOf(territory, layer, column);
    const text = unitText(unit, language) === '%' || typeof line[column] !== 'number' ? shown(line[column], unit, language, line.motif) : quantity(line[column], unit, language, inHead(territory, layer, column));
    return layer.gras && column === others.at(-1) ? element(line[layer.gras] ? 'strong' : 'span', {}, text) : text;
  };
  return dataTable(
    layer.titre[language],
    layer.colonnes.map((column) => columnName(territory, layer.couche, column, language)),
    lines.slice(0, layer.lignes || lines.length).map((line) => [named(line, first, layer, context), ...others.map((column) => cell(line, column))]),
  );
}

/// A short name of the portrait tells the unit too.
const inHead = (territory, layer, column) => column in territory.portrait.intitules;

/// A name, a bar, its length in words.
function bars(lines, layer, context) {
  const [of, column] = layer.colonnes;
  const { territory, language } = context;
  if (lines.length === 0) return null;
  const most = Math.max(1, ...lines.map((line) => line[column] ?? 0));
  return element(
    'ul',
    { class: 'composantes' },
    lines.map((line) =>
      element(
        'li',
        {},
        element('span', {}, named(line, of, layer, context)),
        bar(line[column], most, '#3a506b'),
        element('span', { class: 'nombre' }, quantity(line[column], unitOf(territory, layer, column), language, true) ?? element('span', { class: 'absent' }, reasonText(line.motif, language))),
      ),
    ),
  );
}

/// A name, and what is said of it; a line without name is left out. A code in the second place stands in brackets.
function list(lines, layer, context) {
  const [of, ...others] = layer.colonnes;
  const told = lines.filter((line) => present(line, of));
  if (told.length === 0) return null;
  return element(
    'ul',
    {},
    told.slice(0, layer.lignes || told.length).map((line) => {
      const codes = others.filter((column) => column.endsWith('code'));
      const name = [named(line, present(line, of), layer, context), ...codes.map((column) => line[column] && `(${line[column]})`)].filter(Boolean).join(' ');
      const said = others.filter((column) => !codes.includes(column)).map((column) => named(line, column, layer, context));
      return element('li', {}, context.t('de_lui', name, said.filter(Boolean).join(', ')));
    }),
  );
}

/// Where residents go: its own name before that of its kind, and where its source puts it.
function facilityName(line, { territory, language, t }) {
  const label = word(territory, line.categorie, language, line.libelle);
  const place = line.lieu && line.lieu !== 'adresse' ? ` (${t(`lieu_${line.lieu}`)})` : '';
  if (!line.nom) return label + place;
  return (line.nom.startsWith(line.libelle) ? line.nom : `${line.nom} · ${label}`) + place;
}

/// Every indicator, theme by theme.
function indicators(lines, layer, context) {
  const { language, t, territory } = context;
  const { comparaison, autour } = territory.portrait;
  if (lines.length === 0) return null;
  const sources = Object.fromEntries(rows(territory.sources).map((source) => [source.id, source.producteur || source.titre]));
  const themes = [...new Set(lines.map((line) => line.theme))];
  const bySector = lines.some((line) => line.valeur_secteur !== null && line.valeur_secteur !== undefined);
  const beside = (line) => {
    const [place, value] = around(line, territory);
    if (!place) return null;
    const text = quantity(value, line.unite, language);
    return place === autour[0] ? text : element('span', {}, text, element('small', {}, ` (${place.texte[language]})`));
  };
  const heads = [comparaison.quartier[language], comparaison.commune[language], ...(bySector ? [t('secteur')] : []), autour[0].texte[language], comparaison.ecart[language]];
  return themes.map((theme) =>
    element(
      'details',
      { open: theme === themes[0] },
      element('summary', {}, themeName(t, theme)),
      dataTable(
        themeName(t, theme),
        [t('indicateur'), ...heads, t('source')],
        lines
          .filter((line) => line.theme === theme)
          .map((line) => [
            word(territory, line.indicateur, language, line.libelle),
            element(
              'span',
              { 'data-indicateur': line.indicateur },
              shown(line.valeur, line.unite, language, line.motif),
              line.valeur !== null && coveredSuffix(line, context) ? element('small', {}, coveredSuffix(line, context)) : '',
              line.valeur !== null && line.approchee ? element('small', {}, ` (${t('approche')})`) : '',
            ),
            quantity(line.valeur_commune, line.unite, language),
            ...(bySector ? [quantity(line.valeur_secteur, line.unite, language)] : []),
            beside(line),
            gap(around(line, territory)[2], line.unite, language),
            element('small', {}, [sources[line.source] ?? line.source, line.millesime].filter(Boolean).join(', '), line.methode && line.methode !== 'officiel' ? `, ${t('estime')}${line.qualite ? ` (${line.qualite})` : ''}` : ''),
          ]),
      ),
    ),
  );
}

/// How styles/portrait.toml may ask for a layer to be drawn (`web_drawings` of io/style).
export const drawings = { indice: enclosure, rose: roseDrawing, croise: crossed, tableau: table, barres: bars, liste: list, themes: indicators };

/// Themes are those of the contrat de ville; another one (a local document's) is shown as it is written.
export function themeName(t, theme) {
  return textOr(t, `theme_${theme}`, String(theme ?? '').replaceAll('_', ' '));
}

/// Named places are as the configuration names them, but for the mairie, which every commune has.
export function placeName(t, id, label) {
  return id === 'mairie_commune' ? t(id) : label;
}

/// The label of a stable word (period, indicator, service) in the reader's language.
export function word(territory, id, language, otherwise) {
  return territory.mots?.[id]?.[language] ?? otherwise ?? String(id).replaceAll('_', ' ');
}
