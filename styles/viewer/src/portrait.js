// SPDX-License-Identifier: Apache-2.0
// What is known of one quarter, read from donnees/quartiers/<code>.json: the rows of the GeoPackage.
import { bar, rose } from './charts.js';
import { element } from './dom.js';
import { gap, quantity } from './numbers.js';
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

/// `context`: {territory, language, t}.
export function portrait(data, { territory, language, t }) {
  const quarter = rows(data.perimetres)[0];
  // Of a quarter that is cut every section says so: it may be all that is seen, or printed.
  const context = { territory, language, t, part: coveredSuffix(quarter, { language, t }) };
  return [
    identity(quarter, context),
    enclosure(quarter, context),
    roseSection(rows(data.roses), context),
    access(rows(data.acces), context),
    reach(rows(data.isochrones), context),
    destinations(rows(data.destinations), context),
    service(rows(data.desserte), context),
    barriers(rows(data.acces_perdu), context),
    visited(rows(data.frequentations), context),
    indicators(rows(data.indicateurs), context),
    lineage(rows(data.filiation), context),
  ];
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
      element('thead', {}, element('tr', {}, heads.map((head) => element('th', { scope: 'col' }, head)))),
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

function identity(quarter, { territory, language, t, part }) {
  const people = rows(territory.sources).find((source) => source.id === quarter.source);
  const estimated = quarter.population_methode && quarter.population_methode !== 'officiel';
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
      element('dt', {}, t('population')),
      element(
        'dd',
        { 'data-chiffre': 'population' },
        shown(quarter.population, 'habitants', language, quarter.motif),
        estimated && quarter.population !== null ? ` (${t('estime')})` : '',
        // What the source publishes is of the whole quarter.
        estimated && part,
      ),
      people && [element('dt', {}, t('source')), element('dd', {}, [people.titre, people.millesime].filter(Boolean).join(', '))],
    ),
    // What is known to be wrong with the method of the population, as the tables say it.
    quarter.population_reserve && element('p', { class: 'aide', lang: 'fr' }, t('de_lui', t('population'), quarter.population_reserve)),
    quarter.surface_ha === null && element('p', { class: 'absent' }, t('sans_contour')),
  );
}

function enclosure(quarter, { language, t, territory, part }) {
  const names = Object.keys(quarter).filter((name) => name.startsWith('comp_'));
  const value = quarter.indice_enclavement;
  const whole = (x) => quantity(x, '0–100', language);
  return section(
    t('indice') + part,
    element(
      'p',
      { class: 'grand', 'data-chiffre': 'indice_enclavement' },
      shown(value, '0–100', language, quarter.motif),
      value !== null && element('small', {}, ` ${t('fourchette', whole(quarter.indice_bas), whole(quarter.indice_haut))}`),
    ),
    bar(value, 100, indexColour, [quarter.indice_bas, quarter.indice_haut]),
    quarter.rang !== null && element('p', {}, t('rang', quarter.rang, territory.quartiers.filter((one) => one.indice_enclavement !== null).length, quarter.rang_bas, quarter.rang_haut), rankCaution(quarter, territory.quartiers, t)),
    quarter.resume && element('p', { lang: 'fr' }, quarter.resume.replace(/(\d) (?=\d{3}|[%\p{L}]+(?:\/|²|\b))/gu, '$1\u202f')),
    element(
      'p',
      { class: 'aide' },
      t('indice_aide'),
      quarter.distribution && ` ${t('compare_a')} `,
      quarter.distribution && element('span', { lang: territory.langue }, quarter.distribution), // as the run wrote it
    ),
    element('h4', {}, t('composantes')),
    element(
      'ul',
      { class: 'composantes' },
      names.map((name) =>
        element(
          'li',
          {},
          element('span', {}, (territory.colonnes.perimetres[name]?.[language] ?? name).split(',')[0]),
          bar(quarter[name], 100, indexColour),
          element('span', { class: 'nombre', 'data-chiffre': name }, shown(quarter[name], '0–100', language)),
        ),
      ),
    ),
  );
}

function roseSection(sectors, { territory, language, t, part }) {
  if (sectors.length === 0 || sectors.every((sector) => sector.detour === null && !sector.ferme)) return null;
  const colour = roseClasses(territory);
  const named = sectors.map((sector) => {
    const detour = quantity(sector.detour, '', language) ?? reasonText(sector.motif, language);
    return { detour: sector.detour, closed: sector.ferme, title: [t('de_lui', directionText(sector.direction, language), detour), sector.nom_coupure].filter(Boolean).join(', ') };
  });
  const worst = named.filter((sector) => sector.closed || sector.detour !== null).sort((a, b) => (b.closed ? 9 : b.detour) - (a.closed ? 9 : a.detour));
  return section(
    t('rose') + part,
    rose(named, colour, t('de_lui', t('rose'), worst.slice(0, 3).map((sector) => sector.title).join(' ; ')), t('cardinaux')),
    element('p', { class: 'aide' }, t('rose_aide')),
  );
}

/// The colour of a sector, as the layer of roses draws it.
export function roseClasses(territory) {
  const classes = (territory.roses ?? territory.couches.find((layer) => layer.couche === 'roses'))?.classes ?? [];
  return (sector) =>
    (sector.closed ? classes.at(-1) : classes.find((one) => one.jusqua === null || sector.detour <= one.jusqua))?.couleur ?? '#9aabb8';
}

function access(lines, { language, t, territory, part }) {
  const modes = ['marche', 'velo', 'tc', 'voiture'].filter((mode) => lines.some((line) => line.mode === mode));
  const services = [...new Map(lines.map((line) => [line.service, line.libelle]))];
  if (services.length === 0 || modes.length === 0) return null;
  const cell = (service, mode) => {
    const line = lines.find((one) => one.service === service && one.mode === mode);
    return line ? shown(line.mediane_min, 'min', language, line.motif) : '';
  };
  return section(
    t('acces') + part,
    dataTable(t('acces'), [t('service'), ...modes.map((mode) => t(mode))], services.map(([service, label]) => [word(territory, service, language, label), ...modes.map((mode) => cell(service, mode))])),
  );
}

/// "au moins 26 148" where the area ends with the streets that were read: it may go on beyond. undefined elsewhere.
export function leastOf(line, { language, t }) {
  if (!line.bord || typeof line.population_atteinte !== 'number') return undefined;
  return t('habitants_au_moins', quantity(line.population_atteinte, 'habitants', language));
}

/// How many people live where the residents of the quarter get within so many minutes: what its isochrones hold.
export function reach(lines, { language, t, part }) {
  const modes = ['marche', 'velo', 'tc', 'voiture'].filter((mode) => lines.some((line) => line.mode === mode));
  const minutes = [...new Set(lines.map((line) => line.minutes))].sort((a, b) => a - b);
  if (modes.length === 0) return null;
  const cell = (mode, time) => {
    const line = lines.find((one) => one.mode === mode && one.minutes === time);
    if (!line) return '';
    return leastOf(line, { language, t }) ?? shown(line.population_atteinte, 'habitants', language);
  };
  return section(
    t('portee') + part,
    element('p', { class: 'aide' }, t('portee_aide')),
    dataTable(t('portee'), [t('minutes'), ...modes.map((mode) => t(mode))], minutes.map((time) => [quantity(time, 'min', language), ...modes.map((mode) => cell(mode, time))])),
  );
}

function destinations(lines, { language, t, part }) {
  if (lines.length === 0) return null;
  const cell = (line, column) => shown(line[column], 'min', language, line.motif);
  return section(
    t('destinations') + part,
    dataTable(
      t('destinations'),
      [t('lieu'), t('a_pied'), t('a_velo'), t('en_transports'), t('en_voiture')],
      lines.map((line) => [placeName(t, line.destination, line.libelle), cell(line, 'marche_min'), cell(line, 'velo_min'), cell(line, 'tc_min'), cell(line, 'voiture_min')]),
    ),
  );
}

function service(lines, { territory, language, t, part }) {
  if (lines.length === 0) return null;
  const most = Math.max(1, ...lines.map((line) => line.departs_h ?? 0));
  return section(
    t('desserte') + part,
    element(
      'ul',
      { class: 'composantes' },
      lines.map((line) =>
        element(
          'li',
          {},
          element('span', {}, `${word(territory, line.periode, language)} (${line.debut}–${line.fin})`),
          bar(line.departs_h, most, '#3a506b'),
          element('span', { class: 'nombre' }, quantity(line.departs_h, 'départs/h', language, true) ?? element('span', { class: 'absent' }, reasonText(line.motif, language))),
        ),
      ),
    ),
  );
}

function barriers(lines, { language, t, part }) {
  if (lines.length === 0) return null;
  return section(
    t('coupures') + part,
    element('ul', {}, lines.map((line) => element('li', {}, t('de_lui', line.nom_coupure ?? line.coupure, quantity(line.part_perdue, 'part', language))))),
  );
}

/// Where the residents go: a model, and whose place it is.
function visited(lines, { language, t, territory, part }) {
  if (lines.length === 0) return null;
  const most = 10;
  const name = (line) => {
    const label = word(territory, line.categorie, language, line.libelle);
    const place = line.lieu && line.lieu !== 'adresse' ? ` (${t(`lieu_${line.lieu}`)})` : '';
    if (!line.nom) return label + place;
    return (line.nom.startsWith(line.libelle) ? line.nom : `${line.nom} · ${label}`) + place;
  };
  return section(
    t('frequentations') + part,
    dataTable(
      t('frequentations'),
      [t('equipement'), t('visites_semaine'), t('public_prioritaire')],
      lines
        .slice(0, most)
        .map((line) => [name(line), quantity(Math.round(line.visites), '', language), element(line.majoritaire ? 'strong' : 'span', {}, shown(line.part_residents_qp, 'part', language))]),
    ),
    element('p', { class: 'aide' }, t('frequentations_aide', Math.min(most, lines.length), lines.length)),
  );
}

/** The rest of the EPCI without the priority quarters; the whole EPCI, said so, where a median cannot be taken apart. */
function around(line, language, t) {
  const rest = line.valeur_epci_reste ?? null;
  const text = quantity(rest ?? line.valeur_epci, line.unite, language);
  return rest === null && text !== null ? element('span', {}, text, element('small', {}, ` (${t('epci_entier')})`)) : text;
}

function indicators(lines, context) {
  const { language, t, territory } = context;
  if (lines.length === 0) return null;
  const sources = Object.fromEntries(rows(territory.sources).map((source) => [source.id, source.producteur || source.titre]));
  const themes = [...new Set(lines.map((line) => line.theme))];
  const bySector = lines.some((line) => line.valeur_secteur !== null && line.valeur_secteur !== undefined);
  return section(
    t('indicateurs'),
    themes.map((theme) =>
      element(
        'details',
        { open: theme === themes[0] },
        element('summary', {}, themeName(t, theme)),
        dataTable(
          themeName(t, theme),
          [t('indicateur'), t('valeur'), t('commune'), ...(bySector ? [t('secteur')] : []), t('agglomeration'), t('ecart'), t('source')],
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
              around(line, language, t),
              gap((line.valeur_epci_reste ?? null) === null ? line.ecart_epci : line.ecart_epci_reste, line.unite, language),
              element('small', {}, [sources[line.source] ?? line.source, line.millesime].filter(Boolean).join(', '), line.methode && line.methode !== 'officiel' ? `, ${t('estime')}${line.qualite ? ` (${line.qualite})` : ''}` : ''),
            ]),
        ),
      ),
    ),
  );
}

function lineage(lines, { language, t }) {
  const tied = lines.filter((line) => line.lien && line.ancien_nom);
  if (tied.length === 0) return null;
  return section(
    t('filiation'),
    element(
      'ul',
      {},
      tied.map((line) => element('li', {}, t('de_lui', `${line.ancien_nom} (${line.ancien_code})`, [textOr(t, line.classe), quantity(line.part_population_nouveau, 'part', language)].filter(Boolean).join(', ')))),
    ),
  );
}

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
